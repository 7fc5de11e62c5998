import { describe, expect, it } from "vitest";
import { average } from "./rating.screen";
import { screenKind } from "./screen";
import { columns } from "./screen.tiles";

describe("the question types on the projector", () => {
  it("are found by the names of their files", () => {
    for (const kind of ["single", "multiple", "truefalse", "poll", "short", "number", "ordering", "matching", "gaps", "categorising", "slider", "rating", "slide"]) {
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
