import { expect, test } from "vitest";
import { SIGNS } from "./signs";

test("there are eight signs, in the order that the class knows", () => {
  expect(SIGNS.map((sign) => sign.letter + " " + sign.name)).toEqual([
    "A sun",
    "B mountain",
    "C drop",
    "D leaf",
    "E star",
    "F bird",
    "G yurt",
    "H moon",
  ]);
});

test.each(SIGNS)("the $name is one small path", ({ path }) => {
  expect(path).toMatch(/^M[\d\s.,MmLlHhVvCcSsAaZz-]+z$/);
  expect(path.length).toBeLessThan(400);
});
