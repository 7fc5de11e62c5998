// The drawing of what became of a first vote, and what the buttons between two votes say.
import { expect, test } from "vitest";
import type { HostStage } from "../../shared/protocol.gen";
import { askTwice, canSkip, mayTurn, minutes, more, nextWord, overtaken } from "./control";
import { bands } from "./Turns";

const stage = (change: Partial<HostStage>): HostStage =>
  ({ phase: "voted", next: "decide", step: 7, settings: {}, ...change }) as HostStage;

test("bands fill both columns without overlapping, right above wrong", () => {
  const drawn = bands({ stayed_right: 10, became_right: 9, became_wrong: 2, stayed_wrong: 5 });
  for (const end of ["from", "to"] as const) {
    const sorted = [...drawn].sort((a, b) => a[end] - b[end]);
    sorted.slice(1).forEach((band, i) => expect(band[end]).toBeGreaterThanOrEqual(sorted[i]![end] + sorted[i]!.size - 1e-9));
    const last = sorted.at(-1)!;
    expect(last[end] + last.size).toBeCloseTo(100);
  }
  expect(drawn.map(({ n }) => n)).toEqual([10, 9, 2, 5]);
});

test("a way that nobody went has no width", () => {
  expect(bands({ stayed_right: 0, became_right: 3, became_wrong: 0, stayed_wrong: 0 }).map(({ size }) => size > 0)).toEqual([false, true, false, false]);
});

test("the host's button says what is recommended, the class screen's says nothing of it", () => {
  expect(nextWord(stage({ advice: "discuss" }), 4)).toBe("next.discuss");
  expect(nextWord(stage({}), 4)).toBe("next.decide");
});

test("a talk is lengthened by minutes, a window by ten seconds", () => {
  expect(more(stage({ phase: "discussion" }))).toMatchObject({ ms: 60_000 });
  expect(more(stage({ phase: "answering" }))).toMatchObject({ ms: 10_000 });
  expect(minutes(125_000)).toBe("2:05");
});

test("a question can be asked twice until its first vote is over, and skipped with both", () => {
  const q = { i: 3, n: 9, kind: "single", text: "?", arguable: true };
  expect(mayTurn(stage({ phase: "answering", q }))).toBe(true);
  expect(mayTurn(stage({ phase: "answering", q: { ...q, vote: 2 } }))).toBe(false);
  expect(mayTurn(stage({ phase: "discussion", q }))).toBe(false);
  expect(askTwice(0, q)).toEqual({ t: "twice", g: 0, q: 3, on: true });
  expect(askTwice(1, { ...q, vote: 1 })).toMatchObject({ on: false });
  expect(canSkip(stage({ phase: "discussion" }))).toBe(true);
});

test("of what came too late only a new question is spoken of: the rest the stage shows", () => {
  expect(overtaken({ t: "advance", step: 7 }, "stale")).toBe(true);
  expect(overtaken({ t: "advance", step: 7 }, "not_saved")).toBe(false);
  expect(overtaken({ t: "improvise", step: 7, form: "letters", time: 0 }, "stale")).toBe(false);
});
