// What a report says beyond its rows: turnout, share right, the hardest questions, the order of a table. Pure;
// knows nothing of languages and pages.
import type { GameReport, ItemLine, StudentLine } from "../../shared/protocol.gen";

export interface Part {
  part: number;
  whole: number;
}

/** Kinds whose bars are the question's options, in order, each with its sign. */
const WITH_SIGNS = new Set(["single", "multiple", "truefalse", "poll"]);

export const hasSigns = (kind: string): boolean => WITH_SIGNS.has(kind);

/** The mean of steps from 1 up, by how many chose each; null where nobody did. */
export function average(steps: readonly { n: number }[]): number | null {
  const all = steps.reduce((sum, { n }) => sum + n, 0);
  return all === 0 ? null : steps.reduce((sum, { n }, i) => sum + n * (i + 1), 0) / all;
}

/** The bars as they are read: ideas by their votes, all else as it comes. */
export function inOrder(item: ItemLine): ItemLine["bars"] {
  return item.kind === "brainstorm" ? [...item.bars].sort((a, b) => b.n - a.n) : item.bars;
}

/** Typed answers that stand in no bar: an answer of one student alone is not listed by itself. */
export function others(item: ItemLine): number {
  if (item.kind !== "short" && item.kind !== "number") return 0;
  return Math.max(0, item.answered - item.bars.reduce((sum, bar) => sum + bar.n, 0));
}

/** How many answers to one question were quite right; null where nothing is right. */
export function rightOf(item: ItemLine): Part | null {
  if (item.right === null) return null;
  return { part: Math.round(item.right * item.answered), whole: item.answered };
}

/** Answers given, of all that could have been: a student who came late was not asked the earlier questions. */
export function turnout(report: GameReport): Part {
  return {
    part: report.students.reduce((sum, student) => sum + student.answered, 0),
    whole: report.students.reduce((sum, student) => sum + student.asked, 0),
  };
}

/** Right answers among all answers to questions that have one; null where nothing was marked. */
export function rightInAll(items: readonly ItemLine[]): Part | null {
  const marked = items.filter((item) => !item.skipped).map(rightOf);
  const parts = marked.filter((part): part is Part => part !== null);
  if (parts.length === 0) return null;
  return {
    part: parts.reduce((sum, one) => sum + one.part, 0),
    whole: parts.reduce((sum, one) => sum + one.whole, 0),
  };
}

/** The questions with the smallest share right. One that everybody got right is not hard, however few there are. */
export function hardest(items: readonly ItemLine[], count: number): ItemLine[] {
  return items
    .filter((item) => !item.skipped && item.answered > 0 && item.right !== null && item.right < 1)
    .sort((a, b) => (a.right ?? 0) - (b.right ?? 0) || a.i - b.i)
    .slice(0, count);
}

export type Column =
  | "name"
  | "joined_ms"
  | "answered"
  | "right"
  | "late"
  | "median_ms"
  | "points"
  | "rank"
  | "present_ms"
  | "questions"
  | "seconded"
  | "spoken"
  | "aloud"
  | "contributed";

/** Columns in which more is better: they begin with the most. */
const MORE: ReadonlySet<Column> = new Set([
  "answered",
  "right",
  "late",
  "points",
  "present_ms",
  "questions",
  "seconded",
  "spoken",
  "aloud",
  "contributed",
]);

export interface Order {
  by: Column;
  down: boolean;
}

/** The order after a press on a column's header: again turns it round; more is first where more is better. */
export function pressed(order: Order, by: Column): Order {
  if (order.by === by) return { by, down: !order.down };
  return { by, down: MORE.has(by) };
}

/** Sorted copy. Students without a time come last either way; the seat number settles the rest. */
export function sorted(students: readonly StudentLine[], order: Order, compareNames: (a: string, b: string) => number): StudentLine[] {
  const turn = order.down ? -1 : 1;
  return [...students].sort((a, b) => {
    if (order.by === "name") return turn * compareNames(a.student || a.name, b.student || b.name) || a.seat - b.seat;
    const left = a[order.by];
    const right = b[order.by];
    if (left === null || right === null) return Number(left === null) - Number(right === null) || a.seat - b.seat;
    return turn * (left - right) || a.seat - b.seat;
  });
}
