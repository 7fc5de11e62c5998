// What the types share in which something is put somewhere: answers as lines, marks of gaps, letters that follow.
import { expect, test } from "vitest";
import { lettersAfter } from "./editor.lists";
import { remarked } from "./gaps.editor";
import { toldGaps, toldOrder, toldPairs, toldSlider } from "./placing.told";
import { slipOf } from "./screen.placing";

test("an answer is told as lines that a student reads", () => {
  const ask = { items: ["Франция", "Жапония"], options: ["Париж", "Токио", "Рим"] };
  expect(toldPairs([0, 3], ask)).toEqual(["Франция → Париж", "Жапония → –"]);
  expect(toldOrder([1, 0], ask)).toEqual(["1. Жапония", "2. Франция"]);
  expect(toldGaps(["goes", ""], { items: ["1", "2"] })).toEqual(["1. goes", "2. –"]);
  expect(toldGaps([2], { items: ["1"], options: ["a", "b", "c"] })).toEqual(["1. c"]);
});

test("a slider's value is counted from its least one, without the dust of binary fractions", () => {
  expect(toldSlider(3, { low: "-0.5", high: "0.5", step: "0.1", unit: "м" })).toEqual(["-0,2 м"]);
  expect(toldSlider(701, { low: "0", high: "10000", step: "10" })).toEqual(["7010"]);
});

test("marks of gaps follow their gaps", () => {
  expect(remarked("A [1] b [2] c", [1, 0], "kk")).toBe("A [2] b [1] c");
  expect(remarked({ kk: "А [1] ә [2].", ru: "Б [2] [1]" }, [1], "kk")).toEqual({ kk: "А  ә [1].", ru: "Б [1] " });
  expect(remarked("A [1] b", [0, -1], "kk")).toBe("A [1] b [2]");
  expect(remarked(undefined, [-1], "ru")).toEqual({ ru: "[1]" });
});

test("what is right follows an option that is moved, and is open again when it is deleted", () => {
  expect(lettersAfter(["A", "B", "", "A"], [1, 0])).toEqual(["B", "A", "", "B"]);
  expect(lettersAfter(["A", "B", "C"], [0, 2])).toEqual(["A", "", "B"]);
});

test("a mistake is shown where two made it, and the commonest alone", () => {
  expect(slipOf([5, 1, 3, 2], 0)).toEqual({ i: 2, n: 3 });
  expect(slipOf([5, 1, 1], 0)).toBeUndefined();
  expect(slipOf(undefined, 0)).toBeUndefined();
});
