// A homework as the teacher fills it in: its defaults, and the order to the server that it makes. Local times, as a
// browser's field has them. Knows no page.
import type { BankLine, Feedback, Lang, Material, NewHomework } from "../../shared/protocol.gen";

export const ATTEMPTS: readonly number[] = [1, 2, 3, 5, 10, 20];
export const LIMITS: readonly number[] = [0, 5, 10, 15, 20, 30, 45, 60, 90, 120];
export const FEEDBACK: readonly Feedback[] = ["at_once", "at_end", "after_closing"];
const HOUR = 3_600_000;

export interface Plan {
  opens: string;
  closes: string;
  attempts: number;
  counts: "best" | "last";
  /** Minutes; 0: as long as one likes. */
  limit: number;
  feedback: Feedback;
  note: string;
  material: Material[];
  class_id: string;
  by_name: boolean;
  everybody: boolean;
  shuffle: boolean;
}

/** What a datetime-local field takes: this browser's time, to the minute. */
export function local(ms: number): string {
  const east = -new Date(ms).getTimezoneOffset() * 60_000;
  return new Date(ms + east).toISOString().slice(0, 16);
}

/** NaN for a field that is not filled in. */
export const moment = (field: string): number => new Date(field).getTime();

/** Now, until eight in the morning of the next day but one. */
export function firstPlan(now: number): Plan {
  const until = new Date(now + 48 * HOUR);
  until.setHours(8, 0, 0, 0);
  return {
    ...{ opens: local(now), closes: local(until.getTime()), attempts: 1, counts: "best", limit: 0, feedback: "at_end" },
    ...{ note: "", material: [], class_id: "", by_name: true, everybody: false, shuffle: true },
  };
}

/** Whether the times make sense; the server looks again. */
export const timely = ({ opens, closes }: Pick<Plan, "opens" | "closes">): boolean => moment(opens) < moment(closes);

export function homeworkFor(plan: Plan, bank: Pick<BankLine, "id">, lang: Lang): NewHomework {
  const group = plan.class_id || null;
  return {
    lang,
    bank: bank.id,
    homework: {
      opens_ms: moment(plan.opens),
      closes_ms: moment(plan.closes),
      attempts: plan.attempts,
      counts: plan.counts,
      limit_ms: plan.limit * 60_000,
      feedback: plan.feedback,
      note: plan.note.trim(),
      material: plan.material.filter(({ title }) => title.trim()),
    },
    class_id: group,
    by_name: group !== null && plan.by_name,
    everybody: plan.everybody,
    shuffle_questions: plan.shuffle,
    shuffle_options: plan.shuffle,
  };
}

/** Questions that begin a lesson best: the worst answered, at most five, none that all but everybody had right. */
export function worst(items: readonly { i: number; credit: number | null }[]): number[] {
  return items
    .filter((item): item is { i: number; credit: number } => item.credit !== null && item.credit < 0.8)
    .sort((a, b) => a.credit - b.credit || a.i - b.i)
    .slice(0, 5)
    .map(({ i }) => i);
}
