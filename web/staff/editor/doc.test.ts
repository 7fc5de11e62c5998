import { describe, expect, test } from "vitest";
import { apply, diff, idsOf, invert, joined, merge, toEdit, type Doc, type Question } from "./doc";
import { chance, edited, question, some } from "./fakes";

const doc = (...ids: string[]): Doc => some(ids.map((id) => question(id)));
const fresh = (): string => "copy";

function merged(base: Doc, mine: Doc, theirs: Doc): ReturnType<typeof merge> {
  const change = diff(base, mine);
  if (!change) throw new Error("nothing changed");
  return merge(change, theirs, fresh);
}

const typed = (at: Doc, id: string, text: string): Doc => ({
  ...at,
  questions: at.questions.map((one) => (one.id === id ? question(id, text) : one)),
});
const without = (at: Doc, id: string): Doc => ({ ...at, questions: at.questions.filter((one) => one.id !== id) });
const textOf = (at: Doc, id: string): unknown => at.questions.find((one) => one.id === id)?.fields.text;

describe("a change", () => {
  test("is nothing where nothing changed", () => {
    expect(diff(doc("a"), doc("a"))).toBeNull();
  });

  test("is made, taken back and made again, whatever it was", () => {
    const random = chance(7);
    for (let round = 0; round < 300; round++) {
      const was = some(["a", "b", "c", "d"].map((id) => question(id)));
      let now = was;
      for (let step = 0; step < 6; step++) now = edited(now, random);
      const change = diff(was, now);
      if (!change) continue;
      expect(apply(was, change)).toEqual(now);
      expect(apply(now, invert(change))).toEqual(was);
    }
  });

  test("followed by another is one change", () => {
    const random = chance(11);
    for (let round = 0; round < 300; round++) {
      const was = doc("a", "b", "c");
      const middle = edited(edited(was, random), random);
      const now = edited(edited(middle, random), random);
      const [first, second] = [diff(was, middle), diff(middle, now)];
      if (first && second) expect(apply(was, joined(first, second))).toEqual(now);
    }
  });

  test("is told to the server as what is there afterwards", () => {
    const was = doc("a", "b");
    const now = { ...was, title: { kk: "Жаңа" }, questions: [question("c"), ...typed(was, "a", "x").questions.slice(0, 1)] };
    const edit = toEdit(diff(was, now)!);
    expect(edit.head?.title).toEqual({ kk: "Жаңа" });
    expect(edit.put?.map((one) => one.id).sort()).toEqual(["a", "c"]);
    expect(edit.drop).toEqual(["b"]);
    expect(edit.order).toEqual(["c", "a"]);
  });

  test("undone after somebody else's leaves theirs alone", () => {
    const was = doc("a", "b");
    const mine = diff(was, typed(was, "a", "mine"))!;
    const both = typed(typed(was, "a", "mine"), "b", "theirs");
    const undone = apply(both, invert(mine));
    expect([textOf(undone, "a"), textOf(undone, "b")]).toEqual([{ kk: "" }, { kk: "theirs" }]);
  });
});

describe("two who changed", () => {
  const base = doc("a", "b", "c");

  test("different questions have both", () => {
    const { doc: both, conflicts } = merged(base, typed(base, "a", "mine"), typed(base, "b", "theirs"));
    expect([textOf(both, "a"), textOf(both, "b"), conflicts]).toEqual([{ kk: "mine" }, { kk: "theirs" }, []]);
  });

  test("the same question in the same way have it once", () => {
    const mine = typed(base, "a", "same");
    expect(merged(base, mine, typed(base, "a", "same"))).toEqual({ doc: mine, conflicts: [] });
  });

  test("the same question differently have theirs, and mine beside it", () => {
    const { doc: both, conflicts } = merged(base, typed(base, "a", "mine"), typed(base, "a", "theirs"));
    expect(idsOf(both)).toEqual(["a", "copy", "b", "c"]);
    expect([textOf(both, "a"), textOf(both, "copy")]).toEqual([{ kk: "theirs" }, { kk: "mine" }]);
    expect(conflicts).toEqual([{ of: "question", id: "a", copy: "copy" }]);
  });

  test("the order and the content have both", () => {
    const mine = { ...base, questions: [...base.questions].reverse() };
    const theirs = { ...typed(base, "b", "theirs"), questions: [...typed(base, "b", "theirs").questions, question("new")] };
    expect(idsOf(merged(base, mine, theirs).doc)).toEqual(["c", "new", "b", "a"]);
  });

  test("a question that the other deleted keep it", () => {
    const kept = merged(base, typed(base, "a", "mine"), without(base, "a")).doc;
    expect(textOf(kept, "a")).toEqual({ kk: "mine" });
    const theirs = merged(base, without(base, "a"), typed(base, "a", "theirs")).doc;
    expect(textOf(theirs, "a")).toEqual({ kk: "theirs" });
  });

  test("the title in two languages have both; in one, mine, and theirs to choose", () => {
    const mine = { ...base, title: { kk: "Менікі", ru: "" } };
    expect(merged(base, mine, { ...base, title: { kk: "Т", ru: "Их" } }).doc.title).toEqual({ kk: "Менікі", ru: "Их" });
    const { doc: both, conflicts } = merged(base, mine, { ...base, title: { kk: "Олардікі" } });
    expect(both.title.kk).toBe("Менікі");
    expect(conflicts).toEqual([{ of: "head", field: "title", lang: "kk", theirs: "Олардікі" }]);
  });

  test("anything at all lose nothing that either wrote", () => {
    const random = chance(23);
    for (let round = 0; round < 400; round++) {
      let [mine, theirs] = [base, base];
      for (let step = 0; step < 4; step++) [mine, theirs] = [edited(mine, random), edited(theirs, random)];
      const change = diff(base, mine);
      if (!change) continue;
      let made = 0;
      const { doc: both } = merge(change, theirs, () => `copy${made++}`);
      const said = new Set(both.questions.map(text));
      const old = new Set(base.questions.map(text));
      for (const one of [...mine.questions, ...theirs.questions]) if (!old.has(text(one))) expect(said).toContain(text(one));
      expect(new Set(idsOf(both)).size).toBe(both.questions.length);
    }
  });
});

const text = (one: Question): string => JSON.stringify(one.fields.text);
