// Answers in which something was put somewhere, as lines to read. Pure: no words of its own, no styles.
import { lang } from "../shared/i18n";
import type { Ask, RawAnswer } from "../shared/protocol.gen";

export type Told = (a: RawAnswer, ask: Ask) => string[];

const NONE = "–";
const list = (a: RawAnswer): (number | string)[] => (Array.isArray(a) ? a : []);

/** An answer that has an option's index for every item; beyond the options is none. */
const pairs =
  (between: string): Told =>
  (a, ask) =>
    (ask.items ?? []).map((item, i) => `${item}${between}${ask.options?.[list(a)[i] as number] ?? NONE}`);

export const toldPairs = pairs(" → ");

export const toldGaps: Told = (a, ask) =>
  ask.options?.length ? pairs(". ")(a, ask) : list(a).map((one, i) => `${i + 1}. ${one || NONE}`);

export const toldOrder: Told = (a, ask) => list(a).map((item, place) => `${place + 1}. ${ask.items?.[item as number] ?? ""}`);

const decimals = (text: string): number => text.split(".")[1]?.length ?? 0;

/** The value of a slider after so many steps, as it is written in this language, with its unit. */
export function sliderValue(n: number, { low = "0", step = "1", unit = "" }: Ask): string {
  const digits = (Number(low) + n * Number(step)).toFixed(Math.max(decimals(low), decimals(step)));
  const short = digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
  return `${lang.value === "en" ? short : short.replace(".", ",")} ${unit}`.trim();
}

export const toldSlider: Told = (a, ask) => [sliderValue(Number(a), ask)];
