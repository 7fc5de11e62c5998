// The student's words: whole in three languages, and Kazakh as it should be.
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

/** The student's code: what comes with the first load, and what comes later. */
const sources = ["student", "kinds"].flatMap((dir) =>
  readdirSync(new URL(`../${dir}/`, import.meta.url))
    .filter((name) => /(?<!test)\.tsx?$/.test(name) && (dir === "student" || name.includes("student")))
    .map((name) => read(`${dir}/${name}`)),
);
const parts = [
  ...new Set([...sources.join("\n").matchAll(/locales\/(\w+)\.ru\.json/g)].map(([, name]) => name!)),
];
const of = (part: string, lang: string) => JSON.parse(read(`locales/${part}.${lang}.json`)) as Record<string, string>;
const whole = (lang: string) => Object.assign({}, ...parts.map((part) => of(part, lang))) as Record<string, string>;
const [kk, ru, en] = [whole("kk"), whole("ru"), whole("en")] as const;
const ALL: Record<string, Record<string, string>> = { kk, ru, en };
const PLURAL = /\.(one|few|many|other)$/;

const bases = (words: object) => [...new Set(Object.keys(words).map((key) => key.replace(PLURAL, "")))].sort();
const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort().join();

/** Every key that the student's code asks for by name. */
function asked(): Set<string> {
  const calls = sources.join("\n").matchAll(/\bt\(([^;{}]*)/g);
  const keys = [...calls].flatMap(([, inside]) =>
    [...inside!.matchAll(/[(?:]\s*"([a-z][\w.]*)"/g)].map(([, key]) => key!),
  );
  return new Set([...keys, ...[...sources.join("\n").matchAll(/\bt\("([\w.]+)"/g)].map(([, key]) => key!)]);
}

test("no word that comes later takes the place of another", () => {
  const keys = parts.flatMap((part) => Object.keys(of(part, "ru")));
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});

test("the three languages have the same words", () => {
  expect(bases(kk)).toEqual(bases(ru));
  expect(bases(en)).toEqual(bases(ru));
});

test.each(Object.keys(ALL))("%s has every plural form that it needs", (lang) => {
  const needed = lang === "ru" ? ["one", "few", "many", "other"] : lang === "en" ? ["one", "other"] : ["other"];
  for (const base of ["plus", "points"])
    for (const form of needed) expect(ALL[lang], base).toHaveProperty([`${base}.${form}`]);
});

test("a word has the same places to fill in every language", () => {
  for (const words of [kk, en]) {
    for (const [key, text] of Object.entries(words))
      expect(places(text), key).toBe(places(ru[key] ?? text));
  }
});

test("every word that the code asks for exists", () => {
  const have = new Set(bases(ru));
  expect([...asked()].filter((key) => !have.has(key))).toEqual([]);
});

test("no suffix is glued to a name or number in Kazakh", () => {
  // "3-орын" (third place) is a word of its own; "{n}-і", "{name}тың" would be wrong for half of the numbers and names.
  for (const [key, text] of Object.entries(kk))
    expect(text.replace(/\{(rank|n)\}-орын/, ""), key).not.toMatch(/\}[-’']?\p{L}/u);
});

test("Kazakh is written in Kazakh letters", () => {
  expect(Object.values(kk).join(" ")).not.toMatch(/[ЪъЩщЦцЁё]/);
  for (const letter of "әғқңөұүі") expect(Object.values(kk).join(" ").toLowerCase()).toContain(letter);
});

test("a student is said сен and ты", () => {
  expect(Object.values(kk).join(" ")).not.toMatch(/(?<!\p{L})сіз|ңыз|ңіз/iu);
  expect(Object.values(ru).join(" ")).not.toMatch(/\b(вы|ваш|вас)\b|йте\b/i);
});
