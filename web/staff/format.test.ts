import { expect, test } from "vitest";
import { coefficient, clock, compare, day, number, percent, seconds, share } from "./format";

const of = (part: string, whole: string): string => `${part} of ${whole}`;
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");

test("a share of fewer than ten answers is said as a count, not dressed up as a percentage", () => {
  expect(share("en", 3, 4, of)).toBe("3 of 4");
  expect(share("en", 9, 9, of)).toBe("9 of 9");
});

test("a share of ten answers or more is a whole percentage", () => {
  expect(share("en", 7, 10, of)).toBe("70%");
  expect(plain(share("ru", 19, 29, of))).toBe("66 %");
});

test("a share of nothing is a dash", () => {
  expect(share("kk", 0, 0, of)).toBe("–");
});

test("seconds carry one decimal, with the decimal sign of the language", () => {
  expect(seconds("en", 3400)).toBe("3.4s");
  expect(seconds("ru", 3400)).toContain("3,4");
  expect(seconds("kk", 12_000)).toContain("12,0");
  expect(seconds("en", null)).toBe("–");
});

test("every language of ours has percentages", () => {
  for (const lang of ["kk", "ru", "en"] as const) expect(percent(lang, 0.5)).toMatch(/^50/);
});

test("a thousand is set off as in the language", () => {
  expect(plain(number("kk", 7504))).toBe("7 504");
  expect(number("en", 7504)).toBe("7,504");
});

test("a Kazakh date is whole also in browsers that know no Kazakh", () => {
  const ms = new Date(2026, 10, 20, 9, 5).getTime();
  expect(day("kk", ms)).toBe("2026 ж. 20 қараша, жм");
  expect(plain(day("ru", ms))).toBe("пт, 20 ноября 2026 г.");
  expect(day("en", ms)).toBe("Fri, 20 November 2026");
});

test("the clock runs from 00 to 23 in every language", () => {
  const ms = new Date(2026, 10, 20, 0, 5).getTime();
  for (const lang of ["kk", "ru", "en"] as const) expect(clock(lang, ms)).toBe("00:05");
});

test("Kazakh names stand in the order of the Kazakh alphabet", () => {
  const names = ["Іңкәр", "Қанат", "Ыбырай", "Камила", "Ұлжан", "Үміт", "Әсем", "Аружан", "Ислам", "Һаким", "Фариза"];
  const order = ["Аружан", "Әсем", "Ислам", "Камила", "Қанат", "Ұлжан", "Үміт", "Фариза", "Һаким", "Ыбырай", "Іңкәр"];
  expect([...names].sort(compare("kk"))).toEqual(order);
});

test("a name that another begins with comes first, and numbers count by their value", () => {
  expect(["Аня 10", "Аня 9", "Аня"].sort(compare("kk"))).toEqual(["Аня", "Аня 9", "Аня 10"]);
});

test("a coefficient has two decimals and a true minus sign", () => {
  expect(coefficient("en", -0.256)).toBe("−0.26");
  expect(coefficient("kk", 0.4)).toBe("0,40");
  expect(coefficient("en", -0.001)).toBe("0.00");
});
