import { expect, test } from "vitest";
import { another, readWish, withVariants, written } from "./wish";

test("the address of the page says all that is wanted, and is read again", () => {
  const wish = { ...readWish("", "ru"), lang: "kk" as const, variants: 4, seed: 17, options: true, key: false, columns: 2 as const, size: "large" as const };
  expect(readWish(written(wish), "en")).toEqual(wish);
});

test("what an address does not say, or says wrongly, is as usual", () => {
  const usual = readWish("", "ru");
  expect(usual).toMatchObject({ lang: "ru", variants: 1, seed: 1, questions: false, options: false, sheets: true, key: true, columns: 1, size: "normal" });
  expect(readWish("?lang=de&variants=99&seed=-1&columns=7&size=huge&questions=yes", "ru")).toEqual(usual);
});

test("several variants differ in something", () => {
  expect(withVariants(readWish("", "ru"), 3)).toMatchObject({ variants: 3, questions: true, options: true });
  expect(withVariants(readWish("?options=1", "ru"), 3)).toMatchObject({ variants: 3, questions: false, options: true });
  expect(withVariants(readWish("", "ru"), 1)).toMatchObject({ variants: 1, questions: false, options: false });
});

test("another shuffle is the next number, and after the last comes the first", () => {
  expect(another(readWish("?seed=5", "ru")).seed).toBe(6);
  expect(another(readWish("?seed=999999", "ru")).seed).toBe(1);
});
