import { expect, test } from "vitest";
import { pieces } from "./formula";

test("formulas stand between dollar signs, prices do not", () => {
  expect(pieces("Solve $x^2=4$ now")).toEqual(["Solve ", { latex: "x^2=4" }, " now"]);
  expect(pieces("$a$, $b$")).toEqual([{ latex: "a" }, ", ", { latex: "b" }]);
  for (const plain of ["It costs $5 or $10", "$", "$$", "a $ b $ c", ""]) expect(pieces(plain).join("")).toBe(plain);
});

test("a backslash before a dollar sign makes it one", () => {
  expect(pieces("\\$a\\$ and $b$").filter((piece) => typeof piece !== "string")).toEqual([{ latex: "b" }]);
  expect(pieces("\\$5$")[0]).toBe("$");
});
