import { expect, test } from "vitest";
import { diff, type Doc } from "./doc";
import { chance, edited, question, some } from "./fakes";
import { did, EMPTY, redo, undo, type History } from "./history";

function step(history: History, was: Doc, now: Doc, key = "", at = 0): History {
  const change = diff(was, now);
  return change ? did(history, { change, key, at, focus: "" }) : history;
}

test("all that was done is undone to the first state and done again to the last", () => {
  const random = chance(3);
  const first = some([question("a"), question("b"), question("c")]);
  let [doc, history] = [first, EMPTY];
  for (let i = 0; i < 200; i++) {
    const next = edited(doc, random);
    history = step(history, doc, next);
    doc = next;
  }
  const last = doc;
  for (let turned = undo(history, doc); turned; turned = undo(history, doc)) ({ history, doc } = turned);
  expect(doc).toEqual(first);
  for (let turned = redo(history, doc); turned; turned = redo(history, doc)) ({ history, doc } = turned);
  expect(doc).toEqual(last);
});

test("letters typed into one place one after the other are one step; after a pause or elsewhere they are another", () => {
  const texts = ["", "с", "сә", "сәл", "сәле", "сәлем"].map((text) => some([question("a", text)]));
  let history = EMPTY;
  [0, 500, 1_000, 9_000, 9_100].forEach((at, i) => (history = step(history, texts[i]!, texts[i + 1]!, i === 4 ? "b" : "a", at)));
  expect(history.done.length).toBe(3);
  let doc = texts[5]!;
  const seen: unknown[] = [];
  for (let turned = undo(history, doc); turned; turned = undo(history, doc)) {
    ({ history, doc } = turned);
    seen.push(doc.questions[0]?.fields.text);
  }
  expect(seen).toEqual([{ kk: "сәле" }, { kk: "сәл" }, { kk: "" }]);
});

test("who goes on after an undo has nothing to redo", () => {
  const [a, b, c] = ["", "1", "2"].map((text) => some([question("a", text)])) as [Doc, Doc, Doc];
  const turned = undo(step(EMPTY, a, b), b)!;
  expect(redo(step(turned.history, a, c), c)).toBeNull();
});

test("a history does not grow without end", () => {
  let history = EMPTY;
  for (let i = 0; i < 600; i++) history = step(history, some([question("a", `${i}`)]), some([question("a", `${i + 1}`)]));
  expect(history.done.length).toBe(500);
});
