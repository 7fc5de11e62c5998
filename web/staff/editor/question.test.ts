import { expect, test } from "vitest";
import { fresh, moved, movedOption, retyped, rightOf, untranslated, withoutOption } from "./question";
import { editorKinds } from "../../kinds/editor";

const single = { ...fresh("a", "single", "kk"), fields: { text: { kk: "?" }, options: ["а", "б", "в"], right: "B" } };

test("every type can be made and turned into every other without losing what was written", () => {
  for (const from of editorKinds) {
    for (const to of editorKinds) {
      const question = fresh("a", from, "kk");
      const written = { ...question, fields: { ...question.fields, text: { kk: "Мәтін" }, options: ["1", "2"], accept: ["су"], body: { kk: "х" } } };
      const next = retyped(written, to, "kk");
      expect(next.type).toBe(to);
      expect(next.fields).toMatchObject({ text: { kk: "Мәтін" }, options: ["1", "2"], accept: ["су"], body: { kk: "х" } });
    }
  }
});

test("one right answer becomes several and one again", () => {
  const several = retyped(single, "multiple", "kk");
  expect(several.fields.right).toEqual(["B"]);
  expect(retyped({ ...several, fields: { ...several.fields, right: ["C", "A"] } }, "single", "kk").fields.right).toBe("C");
});

test("what is right stays right when options are moved or deleted", () => {
  expect(movedOption(single.fields, 1, -1)).toEqual({ options: ["б", "а", "в"], right: "A" });
  expect(withoutOption(single.fields, 0)).toEqual({ options: ["б", "в"], right: "A" });
  expect(withoutOption(single.fields, 1)).toEqual({ options: ["а", "в"], right: "" });
  const several = { ...single.fields, right: ["A", "C"] };
  expect(withoutOption(several, 0)).toEqual({ options: ["б", "в"], right: ["B"] });
  expect(rightOf(movedOption(several, 2, -1))).toEqual([0, 1]);
});

test("a move beyond the ends of a list is none", () => {
  expect(moved([1, 2, 3], 0, 2)).toEqual([2, 3, 1]);
  expect(moved([1, 2, 3], 0, -1)).toEqual([1, 2, 3]);
  expect(moved([1, 2, 3], 2, 3)).toEqual([1, 2, 3]);
});

test("what is not translated is counted in the languages of the bank; what nobody wrote is not", () => {
  const fields = { text: { kk: "С", ru: "В" }, explanation: { kk: "  " }, options: [{ kk: "а" }, { ru: "б" }, "42", {}] };
  const question = { ...single, fields };
  expect(untranslated(question, ["kk", "ru"])).toEqual({ kk: 1, ru: 1 });
  expect(untranslated(question, ["kk", "ru", "en"])).toEqual({ kk: 1, ru: 1, en: 3 });
  expect(untranslated(question, ["kk"])).toEqual({});
});
