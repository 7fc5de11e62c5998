// The student's words: whole in three languages, and Kazakh as it should be.
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import askEn from "../locales/ask.en.json";
import askKk from "../locales/ask.kk.json";
import askRu from "../locales/ask.ru.json";
import mediaEn from "../locales/media.en.json";
import classEn from "../locales/class.en.json";
import classKk from "../locales/class.kk.json";
import classRu from "../locales/class.ru.json";
import paceEn from "../locales/pace.en.json";
import paceKk from "../locales/pace.kk.json";
import paceRu from "../locales/pace.ru.json";
import reviewEn from "../locales/review.en.json";
import reviewKk from "../locales/review.kk.json";
import reviewRu from "../locales/review.ru.json";
import peerEn from "../locales/peer.en.json";
import peerKk from "../locales/peer.kk.json";
import peerRu from "../locales/peer.ru.json";
import placingEn from "../locales/placing.en.json";
import placingKk from "../locales/placing.kk.json";
import placingRu from "../locales/placing.ru.json";
import aidsEn from "../locales/aids.en.json";
import aidsKk from "../locales/aids.kk.json";
import aidsRu from "../locales/aids.ru.json";
import pulseEn from "../locales/pulse.en.json";
import pulseKk from "../locales/pulse.kk.json";
import pulseRu from "../locales/pulse.ru.json";
import boardEn from "../locales/board.en.json";
import firstEn from "../locales/student.en.json";
import mediaKk from "../locales/media.kk.json";
import boardKk from "../locales/board.kk.json";
import firstKk from "../locales/student.kk.json";
import mediaRu from "../locales/media.ru.json";
import boardRu from "../locales/board.ru.json";
import firstRu from "../locales/student.ru.json";
import surveyEn from "../locales/survey.en.json";
import surveyKk from "../locales/survey.kk.json";
import surveyRu from "../locales/survey.ru.json";

// What comes with the first load, and what comes later.
const kk = { ...firstKk, ...askKk, ...boardKk, ...mediaKk, ...reviewKk, ...surveyKk, ...classKk, ...placingKk, ...peerKk, ...aidsKk, ...paceKk, ...pulseKk };
const ru = { ...firstRu, ...askRu, ...boardRu, ...mediaRu, ...reviewRu, ...surveyRu, ...classRu, ...placingRu, ...peerRu, ...aidsRu, ...paceRu, ...pulseRu };
const en = { ...firstEn, ...askEn, ...boardEn, ...mediaEn, ...reviewEn, ...surveyEn, ...classEn, ...placingEn, ...peerEn, ...aidsEn, ...paceEn, ...pulseEn };
const ALL: Record<string, Record<string, string>> = { kk, ru, en };
const PLURAL = /\.(one|few|many|other)$/;

const bases = (words: object) => [...new Set(Object.keys(words).map((key) => key.replace(PLURAL, "")))].sort();
const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort().join();

/** Every key that the student's code asks for by name. */
function asked(): Set<string> {
  const files = ["student", "kinds"].flatMap((dir) =>
    readdirSync(new URL(`../${dir}/`, import.meta.url))
      .filter((name) => /(?<!test)\.tsx?$/.test(name) && (dir === "student" || name.includes("student")))
      .map((name) => readFileSync(new URL(`../${dir}/${name}`, import.meta.url), "utf8")),
  );
  const calls = files.join("\n").matchAll(/\bt\(([^;{}]*)/g);
  const keys = [...calls].flatMap(([, inside]) =>
    [...inside!.matchAll(/[(?:]\s*"([a-z][\w.]*)"/g)].map(([, key]) => key!),
  );
  return new Set([...keys, ...[...files.join("\n").matchAll(/\bt\("([\w.]+)"/g)].map(([, key]) => key!)]);
}

test("no word that comes later takes the place of another", () => {
  const keys = [firstRu, askRu, boardRu, classRu, mediaRu, reviewRu, surveyRu, placingRu, aidsRu, paceRu].flatMap((words) => Object.keys(words));
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
  for (const words of [kk, en] as Record<string, string>[]) {
    for (const [key, text] of Object.entries(words))
      expect(places(text), key).toBe(places((ru as Record<string, string>)[key] ?? text));
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
