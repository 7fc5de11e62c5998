import { expect, test } from "vitest";
import type { BankLine } from "../../shared/protocol.gen";
import { drawers, inLang, inOrder, matching } from "./search";
import { classLang, FIRST_WISH, readWish, roomFor, roomOfPlan } from "./wish";

const FILED = { unfinished: 0, own: false, folder: "", tags: [], topics: [], updated_ms: 0, ticket: false };

function bank(id: string, change: Partial<BankLine> = {}): BankLine {
  const base = { title: { kk: "Қазақстан", ru: "Казахстан" }, about: { en: "A trilingual quiz" }, language: "kk" as const };
  return { id, ...base, languages: ["kk", "ru"], questions: 30, kinds: { single: 30 }, ...FILED, ...change };
}

test("a text falls back to the bank's own language, then to any", () => {
  expect(inLang({ kk: "бір", ru: "один" }, "en", "kk")).toBe("бір");
  expect(inLang({ ru: "один" }, "en", "kk")).toBe("один");
  expect(inLang({}, "en", "kk")).toBe("");
});

test("a search finds a bank by any of its languages, whatever the case", () => {
  const banks = [bank("a"), bank("b", { title: { en: "English" }, about: {} })];
  expect(matching(banks, "ҚАЗАҚ").map((one) => one.id)).toEqual(["a"]);
  expect(matching(banks, "казах quiz").map((one) => one.id)).toEqual(["a"]);
  expect(matching(banks, "  ").length).toBe(2);
  expect(matching(banks, "physics")).toEqual([]);
});

test("a search looks into folders, tags and topics, too", () => {
  const banks = [bank("a", { folder: "9-сынып" }), bank("b", { tags: ["тоқсан"] }), bank("c", { topics: ["Абай"] })];
  expect(["сынып", "тоқсан", "абай"].map((query) => matching(banks, query).map((one) => one.id))).toEqual([["a"], ["b"], ["c"]]);
  expect(drawers(banks, "kk")).toEqual({ folders: ["9-сынып"], tags: ["тоқсан"] });
});

test("the teacher's own banks come first, by title in each group", () => {
  const banks = [
    bank("z", { title: { kk: "Әдебиет" } }),
    bank("y", { title: { kk: "Алгебра" } }),
    bank("x", { own: true }),
  ];
  expect(inOrder(banks, "kk").map((one) => one.id)).toEqual(["x", "y", "z"]);
});

test("an exit ticket that ships comes last, and one of the teacher's own where it belongs", () => {
  const banks = [
    bank("z", { title: { kk: "3 – 2 – 1" }, ticket: true }),
    bank("y"),
    bank("x", { own: true }),
    bank("w", { own: true, title: { kk: "Бағдаршам" }, ticket: true }),
  ];
  expect(inOrder(banks, "kk").map((one) => one.id)).toEqual(["w", "x", "y", "z"]);
});

test("what was wished is there the next time", () => {
  const wish = { ...FIRST_WISH, lang: "ru" as const, scoring: "accuracy" as const, reading_ms: 0, leaderboard: 0, signs: true };
  expect(readWish(JSON.stringify(wish))).toEqual(wish);
});

test("nothing, damage or values out of bounds fall back to the defaults", () => {
  expect(readWish(null)).toEqual(FIRST_WISH);
  expect(readWish("{cut")).toEqual(FIRST_WISH);
  expect(readWish("null")).toEqual(FIRST_WISH);
  const odd = { lang: "de", scoring: "luck", reading_ms: -1, leaderboard: 1e9, signs: "yes", streaks: false };
  expect(readWish(JSON.stringify(odd))).toEqual({ ...FIRST_WISH, streaks: false });
});

test("the class speaks the teacher's language where the bank does, else the bank's, until the teacher says otherwise", () => {
  expect(classLang(FIRST_WISH, bank("a"), "ru")).toBe("ru");
  expect(classLang(FIRST_WISH, bank("a", { language: "en", languages: ["en"] }), "ru")).toBe("en");
  expect(classLang({ ...FIRST_WISH, lang: "kk" }, bank("a"), "ru")).toBe("kk");
});

test("a room without points has neither a streak bonus nor a leaderboard", () => {
  const order = roomFor({ ...FIRST_WISH, scoring: "none", leaderboard: 10 }, bank("a"), "kk");
  expect(order).toMatchObject({ bank: "a", lang: "kk", streaks: false, leaderboard: 0 });
});

test("a planned lesson keeps the order and the flows of its plan, whatever the last lesson was like", () => {
  const wish = { ...FIRST_WISH, twice: true, shuffle_questions: true, scoring: "none" as const, pace: false };
  expect(roomOfPlan(wish, "p", "ru")).toMatchObject({ plan: "p", lang: "ru", twice: false, shuffle_questions: false });
  expect(roomOfPlan(wish, "p", "ru")).toMatchObject({ streaks: false, leaderboard: 0, pace: false });
});
