import { expect, test } from "vitest";
import en from "../locales/staff.en.json";
import kk from "../locales/staff.kk.json";
import ru from "../locales/staff.ru.json";
import screen from "../locales/screen.kk.json";

const FORMS = /\.(zero|one|two|few|many|other)$/;
const sources = import.meta.glob<string>(["./*.tsx", "./home/*.tsx", "./reports/*.tsx"], { query: "?raw", import: "default", eager: true });
const bare = (words: object): string[] => [...new Set(Object.keys(words).map((key) => key.replace(FORMS, "")))].sort();
const params = (text: string): string => [...new Set(text.match(/\{\w+\}/g))].sort().join();

test("the three languages say the same things", () => {
  expect(bare(ru)).toEqual(bare(kk));
  expect(bare(en)).toEqual(bare(kk));
});

test("every text has the same blanks to fill in all languages", () => {
  for (const [key, text] of Object.entries(kk)) {
    for (const other of [ru, en] as Record<string, string>[]) expect(params(other[key] ?? ""), key).toBe(params(text));
  }
});

test("plurals have every form that their language needs", () => {
  for (const [words, forms] of [[ru, ["one", "few", "many", "other"]], [en, ["one", "other"]]] as const) {
    const plural = Object.keys(words).filter((key) => FORMS.test(key)).map((key) => key.replace(FORMS, ""));
    for (const key of plural) for (const form of forms) expect(words, key).toHaveProperty([`${key}.${form}`]);
  }
});

test("no word stands on a key that the class screen uses too, for both sets are loaded together", () => {
  expect(bare(kk).filter((key) => bare(screen).includes(key))).toEqual([]);
});

test("the pages ask only for words that exist", () => {
  const known = new Set([...bare(kk), ...bare(screen)]);
  const asked = Object.values(sources).flatMap((text) => [...text.matchAll(/\bt\("([\w.]+)"/g)].map((match) => match[1]!));
  expect(asked.length).toBeGreaterThan(50);
  expect(asked.filter((key) => !known.has(key))).toEqual([]);
});
