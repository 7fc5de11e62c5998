import { expect, test } from "vitest";
import en from "../locales/staff.en.json";
import kk from "../locales/staff.kk.json";
import ru from "../locales/staff.ru.json";
import editorEn from "../locales/editor.en.json";
import editorKk from "../locales/editor.kk.json";
import editorRu from "../locales/editor.ru.json";
import paperEn from "../locales/paper.en.json";
import paperKk from "../locales/paper.kk.json";
import paperRu from "../locales/paper.ru.json";
import sheetEn from "../locales/sheet.en.json";
import sheetKk from "../locales/sheet.kk.json";
import sheetRu from "../locales/sheet.ru.json";
import weeksEn from "../locales/weeks.en.json";
import weeksKk from "../locales/weeks.kk.json";
import weeksRu from "../locales/weeks.ru.json";
import homeworkEn from "../locales/homework.en.json";
import homeworkKk from "../locales/homework.kk.json";
import homeworkRu from "../locales/homework.ru.json";
import plansEn from "../locales/plans.en.json";
import plansKk from "../locales/plans.kk.json";
import plansRu from "../locales/plans.ru.json";
import placing from "../locales/placing.kk.json";
import screen from "../locales/screen.kk.json";
import studentEn from "../locales/student.en.json";
import screenEn from "../locales/screen.en.json";
import screenRu from "../locales/screen.ru.json";
import studentKk from "../locales/student.kk.json";
import studentRu from "../locales/student.ru.json";

const FORMS = /\.(zero|one|two|few|many|other)$/;
const sources = import.meta.glob<string>(["./*.tsx", "./home/*.tsx", "./reports/*.tsx", "./weeks/*.tsx", "./editor/*.tsx", "./bring/*.tsx", "./classes/*.tsx", "./paper/*.tsx", "./homework/*.tsx", "./plans/*.tsx", "../kinds/*.editor.tsx", "../kinds/editor.*.tsx"], { query: "?raw", import: "default", eager: true });
const bare = (words: object): string[] => [...new Set(Object.keys(words).map((key) => key.replace(FORMS, "")))].sort();
const params = (text: string): string => [...new Set(text.match(/\{\w+\}/g))].sort().join();

const SETS = [[kk, ru, en], [editorKk, editorRu, editorEn], [weeksKk, weeksRu, weeksEn], [paperKk, paperRu, paperEn], [sheetKk, sheetRu, sheetEn], [homeworkKk, homeworkRu, homeworkEn], [plansKk, plansRu, plansEn]] as const;

test("the three languages say the same things", () => {
  for (const [first, ...others] of SETS) for (const other of others) expect(bare(other)).toEqual(bare(first));
});

test("every text has the same blanks to fill in all languages", () => {
  for (const [first, ...others] of SETS as readonly (readonly Record<string, string>[])[]) {
    for (const [key, text] of Object.entries(first ?? {})) {
      for (const other of others) expect(params(other[key] ?? other[`${key}.other`] ?? ""), key).toBe(params(text));
    }
  }
});

test("plurals have every form that their language needs", () => {
  const needed = [[ru, ["one", "few", "many", "other"]], [en, ["one", "other"]], [editorRu, ["one", "few", "many", "other"]], [editorEn, ["one", "other"]]] as const;
  for (const [words, forms] of needed) {
    const plural = Object.keys(words).filter((key) => FORMS.test(key)).map((key) => key.replace(FORMS, ""));
    for (const key of plural) for (const form of forms) expect(words, key).toHaveProperty([`${key}.${form}`]);
  }
});

test("no key is in two sets of words that are loaded together", () => {
  const together = [kk, editorKk, weeksKk, paperKk, homeworkKk, plansKk, screen, placing].flatMap((words) => bare(words));
  expect(together.filter((key, i) => together.indexOf(key) !== i)).toEqual([]);
});

test("the look at a phone says what a phone says", () => {
  const pairs = [[{ ...editorKk, ...screen }, studentKk], [{ ...editorRu, ...screenRu }, studentRu], [{ ...editorEn, ...screenEn }, studentEn]] as [Record<string, string>, Record<string, string>][];
  for (const [words, phone] of pairs) {
    const shared = Object.keys(words).filter((key) => key in phone);
    expect(shared.length).toBeGreaterThan(5);
    for (const key of shared) expect(words[key]).toBe(phone[key]);
  }
});

test("the pages ask only for words that exist", () => {
  const known = new Set([kk, editorKk, weeksKk, paperKk, homeworkKk, plansKk, screen].flatMap((words) => bare(words)));
  const asked = Object.values(sources).flatMap((text) => [...text.matchAll(/\bt\("([\w.]+)"/g)].map((match) => match[1]!));
  expect(asked.length).toBeGreaterThan(50);
  expect(asked.filter((key) => !known.has(key))).toEqual([]);
});
