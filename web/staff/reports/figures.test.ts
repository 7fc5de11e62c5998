import { expect, test } from "vitest";
import type { GameReport, ItemLine, StudentLine } from "../../shared/protocol.gen";
import { hardest, others, pressed, rightInAll, rightOf, sorted, turnout } from "./figures";

function item(i: number, change: Partial<ItemLine> = {}): ItemLine {
  const base = { kind: "single", text: `question ${i}`, answered: 10, late: 0, asked: 10, right: 0.5, median_ms: 4_000 };
  return { i, ...base, bars: [], skipped: false, discrimination: null, score: null, ...change };
}

function student(seat: number, change: Partial<StudentLine> = {}): StudentLine {
  const base = { joined_ms: 1_000, asked: 4, answered: 4, right: 2, late: 0, median_ms: 3_000, points: 500, rank: 1, present_ms: 0, questions: 0, seconded: 0, spoken: 0, aloud: 0, contributed: 0, marked: 4, student_id: "", student: "", number: "", phone: 0, entered: 0, team: 0 };
  return { seat, name: `student ${seat}`, ...base, ...change };
}

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

test("the share of right answers goes back to a whole count", () => {
  expect(rightOf(item(0, { right: 1 / 3, answered: 3 }))).toEqual({ part: 1, whole: 3 });
  expect(rightOf(item(0, { right: null }))).toBeNull();
});

test("typed answers that stand in no bar are counted as others; several choices of one student are not", () => {
  const bars = [{ label: "colour", n: 6, right: true }];
  expect(others(item(0, { kind: "short", bars }))).toBe(4);
  expect(others(item(0, { kind: "multiple", bars }))).toBe(0);
});

test("turnout counts each student's own questions, so that a late comer is not blamed for the earlier ones", () => {
  const report = { students: [student(1), student(2, { asked: 2, answered: 1 })] } as GameReport;
  expect(turnout(report)).toEqual({ part: 5, whole: 6 });
});

test("polls and skipped questions count neither way in the share right", () => {
  const items = [item(0), item(1, { right: null }), item(2, { right: 1, skipped: true })];
  expect(rightInAll(items)).toEqual({ part: 5, whole: 10 });
  expect(rightInAll([item(0, { right: null })])).toBeNull();
});

test("the hardest questions are those with the smallest share right, the earlier one first when equal", () => {
  const items = [item(0, { right: 0.9 }), item(1, { right: 0.2 }), item(2, { right: 0.2 }), item(3, { right: 0.4 })];
  expect(hardest(items, 3).map((one) => one.i)).toEqual([1, 2, 3]);
});

test("what everybody got right, nobody answered, was skipped or has nothing right is not called hard", () => {
  const items = [
    item(0, { right: 1 }),
    item(1, { right: 0, answered: 0 }),
    item(2, { right: 0, skipped: true }),
    item(3, { right: null }),
  ];
  expect(hardest(items, 3)).toEqual([]);
});

test("pressing a header sorts by it, pressing it again turns the order round", () => {
  const byRank = { by: "rank", down: false } as const;
  expect(pressed(byRank, "right")).toEqual({ by: "right", down: true });
  expect(pressed(pressed(byRank, "right"), "right")).toEqual({ by: "right", down: false });
  expect(pressed(byRank, "name")).toEqual({ by: "name", down: false });
});

test("students without a time come last in both directions", () => {
  const rows = [student(1, { median_ms: null }), student(2, { median_ms: 9_000 }), student(3, { median_ms: 2_000 })];
  const seats = (down: boolean): number[] => sorted(rows, { by: "median_ms", down }, byCode).map((row) => row.seat);
  expect(seats(false)).toEqual([3, 2, 1]);
  expect(seats(true)).toEqual([2, 3, 1]);
});

test("equal students keep the order of their seats, and the rows given are left as they were", () => {
  const rows = [student(2), student(1)];
  expect(sorted(rows, { by: "points", down: true }, byCode).map((row) => row.seat)).toEqual([1, 2]);
  expect(rows.map((row) => row.seat)).toEqual([2, 1]);
});

test("names sort as the language at hand has them, both ways", () => {
  const rows = [student(1, { name: "b" }), student(2, { name: "c" }), student(3, { name: "a" })];
  const names = (down: boolean): string[] => sorted(rows, { by: "name", down }, byCode).map((row) => row.name);
  expect(names(false)).toEqual(["a", "b", "c"]);
  expect(names(true)).toEqual(["c", "b", "a"]);
});
