// The layout of a word cloud, with letters that are all half as wide as they are high.
import { expect, test } from "vitest";
import { layout, sizeOf, type Placed, type Word } from "./cloud";

const BOX = { width: 100, height: 45 };
const SIZES = { most: 9, least: 2 };
const measure = (text: string): number => text.length * 0.55;
const words = (count: number): Word[] =>
  Array.from({ length: count }, (_, key) => ({ key, text: "келешек".slice(0, 3 + (key % 5)), n: Math.max(1, 12 - key) }));

const corners = (one: Placed, text: string): [number, number, number, number] => {
  const wide = measure(text) * one.size;
  return [one.x - wide / 2, one.x + wide / 2, one.y - one.size / 2, one.y + one.size / 2];
};

function overlapping(placed: Placed[], of: readonly Word[]): number {
  const boxes = placed.map((one) => corners(one, of.find(({ key }) => key === one.key)!.text));
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => a[0] < b[1] && b[0] < a[1] && a[2] < b[3] && b[2] < a[3])).length;
}

test.each([1, 2, 10, 40, 100])("%i words all find a place, within the box and off each other", (count) => {
  const all = words(count);
  const { placed } = layout(all, BOX, SIZES, measure);
  expect(placed).toHaveLength(count);
  expect(overlapping(placed, all)).toBe(0);
  for (const one of placed) {
    const [left, right, top, bottom] = corners(one, all[one.key]!.text);
    expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(BOX.width);
    expect(bottom).toBeLessThanOrEqual(BOX.height);
  }
});

test("what was sent more often is larger, and nothing is smaller than can be read", () => {
  const sizes = [1, 2, 5, 12].map((n) => sizeOf(n, 12, SIZES));
  expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
  expect([sizes[0], sizes[3]]).toEqual([SIZES.least, SIZES.most]);
});

test("a word let in or hidden moves no other", () => {
  const all = words(20);
  const before = layout(all, BOX, SIZES, measure);
  const more = [...all, { key: 99, text: "жаңа", n: 1 }];
  const after = layout(more, BOX, SIZES, measure, before);
  expect(after.placed.filter(({ key }) => key !== 99)).toEqual(before.placed);
  const fewer = layout(all.slice(1), BOX, SIZES, measure, before);
  expect(fewer.placed).toEqual(before.placed.slice(1));
});

test("in a box that is too full the rarest words are left out, and none overlaps", () => {
  const all = words(60);
  const { placed } = layout(all, { width: 30, height: 10 }, SIZES, measure);
  expect(placed.length).toBeGreaterThan(3);
  expect(placed.length).toBeLessThan(60);
  expect(placed[0]?.key).toBe(0);
  expect(overlapping(placed, all)).toBe(0);
});

test("the same words stand in the same places on every screen", () => {
  expect(layout(words(30), BOX, SIZES, measure)).toEqual(layout(words(30), BOX, SIZES, measure));
});
