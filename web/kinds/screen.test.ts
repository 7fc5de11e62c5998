import { describe, expect, it } from "vitest";
import { average } from "../staff/reports/figures";
import { ranking } from "./brainstorm.screen";
import { groups, score, signed } from "./nps";
import { screenKind } from "./screen";
import { columns } from "./screen.tiles";

describe("the question types on the projector", () => {
  it("are found by the names of their files", () => {
    const choices = ["single", "multiple", "truefalse", "poll", "short", "number", "rating", "slide", "wordcloud", "open", "scale", "nps", "brainstorm"];
    for (const kind of [...choices, "ordering", "matching", "gaps", "categorising", "slider", "hotspot"]) {
      expect(screenKind(kind), kind).toBeDefined();
    }
    expect(screenKind("hologram")).toBeUndefined();
    expect(screenKind(undefined)).toBeUndefined();
  });
});

describe("tiles", () => {
  it("stand in two columns, but long ones and three of them each take a row", () => {
    expect(columns(["a", "b"])).toBe(2);
    expect(columns(["a", "b", "c"])).toBe(1);
    expect(columns(Array(4).fill("x".repeat(80)))).toBe(1);
    expect(columns(Array(8).fill("x".repeat(80)))).toBe(2);
  });
});

describe("the average of a rating", () => {
  it("weighs every step of the scale, and is none without answers", () => {
    expect(average([{ n: 1 }, { n: 0 }, { n: 0 }, { n: 0 }, { n: 3 }])).toBe(4);
    expect(average([{ n: 0 }, { n: 0 }, { n: 0 }, { n: 0 }, { n: 0 }])).toBeNull();
  });
});

describe("the net promoter score", () => {
  const counts = (given: Record<number, number>): number[] => Array.from({ length: 11 }, (_, i) => given[i] ?? 0);

  it("is the share of 9 and 10 less that of 0 to 6", () => {
    expect(score(counts({ 10: 2, 9: 1, 8: 1, 7: 1, 6: 1, 0: 1 }))).toBe(14);
    expect(groups(counts({ 10: 2, 9: 1, 8: 1, 7: 1, 6: 1, 0: 1 }))).toEqual({ promoters: 3, passives: 2, detractors: 2 });
    expect(score(counts({ 3: 4 }))).toBe(-100);
    expect(score(counts({}))).toBeNull();
  });

  it("has its sign", () => {
    expect([signed(14), signed(0), signed(-100)]).toEqual(["+14", "0", "−100"]);
  });
});

describe("the ranking of ideas", () => {
  it("gives equal votes one place and keeps the alphabet among them", () => {
    expect(ranking(["a", "b", "c", "d"], [1, 3, 1, 0]).map(({ text, place }) => [text, place])).toEqual([
      ["b", 1],
      ["a", 2],
      ["c", 2],
      ["d", 4],
    ]);
  });
});
