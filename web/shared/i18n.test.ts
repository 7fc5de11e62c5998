import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeBrowser, realBrowser } from "./fakes";
import type * as I18n from "./i18n";

let browser: ReturnType<typeof fakeBrowser>;
let i18n: typeof I18n;

const LOCALES = {
  kk: () => Promise.resolve({ default: { hi: "Сәлем, {name}!", "points.other": "{n} ұпай" } }),
  ru: () =>
    Promise.resolve({
      default: {
        hi: "Привет, {name}!",
        "points.one": "{n} балл",
        "points.few": "{n} балла",
        "points.many": "{n} баллов",
        "points.other": "{n} балла",
      },
    }),
  en: () =>
    Promise.resolve({ default: { hi: "Hi, {name}!", "points.one": "{n} point", "points.other": "{n} points" } }),
};

beforeEach(async () => {
  browser = fakeBrowser();
  vi.resetModules();
  i18n = await import("./i18n");
});
afterEach(realBrowser);

test("the remembered language comes first, then the browser's, then the fallback", async () => {
  await i18n.startWords(LOCALES, "ru");
  expect(i18n.lang.value).toBe("ru");
  vi.stubGlobal("navigator", { languages: ["de", "en-GB", "kk"] });
  await i18n.startWords(LOCALES);
  expect(i18n.lang.value).toBe("en");
  browser.storage.set("saual.lang", "kk");
  await i18n.startWords(LOCALES);
  expect(i18n.lang.value).toBe("kk");
});

test("only a choice is remembered, and only then is the language decided", async () => {
  await i18n.startWords(LOCALES);
  expect(i18n.undecided()).toBe(true);
  await i18n.show("en");
  expect(browser.storage.size).toBe(0);
  await i18n.choose("ru");
  expect(browser.storage.get("saual.lang")).toBe("ru");
  expect(i18n.undecided()).toBe(false);
  expect(browser.doc.documentElement.lang).toBe("ru");
});

test("where storage is forbidden the choice is still shown", async () => {
  const forbidden = () => {
    throw new Error("denied");
  };
  vi.stubGlobal("localStorage", { getItem: forbidden, setItem: forbidden });
  await i18n.startWords(LOCALES);
  await i18n.choose("ru");
  expect(i18n.t("hi", { name: "Мадина" })).toBe("Привет, Мадина!");
});

test("the last of two quick choices wins, however slowly the first one loads", async () => {
  let arrive = () => {};
  const slow = new Promise<void>((resolve) => (arrive = resolve));
  await i18n.startWords({ ...LOCALES, ru: () => slow.then(LOCALES.ru) });
  const first = i18n.choose("ru");
  await i18n.choose("en");
  arrive();
  await first;
  expect(i18n.lang.value).toBe("en");
  expect(i18n.t("hi", { name: "Ann" })).toBe("Hi, Ann!");
});

test.each([
  ["kk", 1, "1 ұпай"],
  ["kk", 5, "5 ұпай"],
  ["ru", 1, "1 балл"],
  ["ru", 3, "3 балла"],
  ["ru", 11, "11 баллов"],
  ["ru", 1021, "1\u202f021 балл"],
  ["en", 1, "1 point"],
  ["en", 12345, "12\u202f345 points"],
] as const)("%s: %i is %s", async (lang, n, said) => {
  await i18n.startWords(LOCALES);
  await i18n.show(lang);
  expect(i18n.t("points", { n })).toBe(said);
});

test("what goes in is only ever text, and is not looked into again", async () => {
  await i18n.startWords(LOCALES);
  expect(i18n.t("hi", { name: "<b>{n}$&</b>" })).toBe("Сәлем, <b>{n}$&</b>!");
});

test("an unknown key and an unfilled place are seen", async () => {
  await i18n.startWords(LOCALES);
  expect(i18n.t("no.such")).toBe("no.such");
  expect(i18n.t("hi")).toBe("Сәлем, {name}!");
  expect(i18n.has("hi")).toBe(true);
  expect(i18n.has("no.such")).toBe(false);
});

test("a language that is on its way is not forgotten when the words of a part come, and those come in it", async () => {
  let arrive = (): void => undefined;
  const late = new Promise<void>((done) => (arrive = done));
  const part = (word: string) => () => Promise.resolve({ default: { part: word } });
  await i18n.startWords({ ...LOCALES, en: () => late.then(LOCALES.en) }, "ru");
  const choosing = i18n.choose("en");
  const adding = i18n.addWords({ kk: part("бөлік"), ru: part("часть"), en: part("part") });
  await Promise.resolve();
  arrive();
  await Promise.all([choosing, adding]);
  expect([i18n.lang.value, i18n.t("part"), i18n.t("hi", { name: "A" })]).toEqual(["en", "part", "Hi, A!"]);
});

test("the words of a part come in the old language if those of the chosen one cannot be had", async () => {
  await i18n.startWords({ ...LOCALES, en: () => Promise.reject(new Error("no network")) }, "ru");
  await expect(i18n.choose("en")).rejects.toThrow();
  const part = (word: string) => () => Promise.resolve({ default: { part: word } });
  await i18n.addWords({ kk: part("бөлік"), ru: part("часть"), en: part("part") });
  expect([i18n.lang.value, i18n.t("part")]).toEqual(["ru", "часть"]);
});

test("the words of a part that do not come are asked for again until they do", async () => {
  vi.useFakeTimers();
  await i18n.startWords(LOCALES, "en");
  let asked = 0;
  const part = () => (++asked < 3 ? Promise.reject(new Error("no network")) : Promise.resolve({ default: { part: "part" } }));
  const adding = i18n.addWords({ kk: part, ru: part, en: part });
  await vi.advanceTimersByTimeAsync(999);
  expect([asked, i18n.has("part"), i18n.t("hi", { name: "A" })]).toEqual([1, false, "Hi, A!"]);
  await vi.advanceTimersByTimeAsync(1_001);
  await adding;
  expect(i18n.t("part")).toBe("part");
});
