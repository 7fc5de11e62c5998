// The net promoter score from how often each of 0 to 10 was chosen. Pure.

export interface Groups {
  detractors: number;
  passives: number;
  promoters: number;
}

const PASSIVES_FROM = 7;
const PROMOTERS_FROM = 9;

export function groups(counts: readonly number[]): Groups {
  const sum = (part: readonly number[]): number => part.reduce((all, n) => all + n, 0);
  return {
    detractors: sum(counts.slice(0, PASSIVES_FROM)),
    passives: sum(counts.slice(PASSIVES_FROM, PROMOTERS_FROM)),
    promoters: sum(counts.slice(PROMOTERS_FROM)),
  };
}

/** −100 to 100; null without answers. */
export function score(counts: readonly number[]): number | null {
  const { detractors, passives, promoters } = groups(counts);
  const all = detractors + passives + promoters;
  return all === 0 ? null : Math.round((100 * (promoters - detractors)) / all);
}

/** With its sign: +25, 0, −10. */
export const signed = (value: number): string => (value > 0 ? `+${value}` : value < 0 ? `−${-value}` : "0");
