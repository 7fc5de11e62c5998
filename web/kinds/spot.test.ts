import { expect, test } from "vitest";
import { boxOf, fitted, middle, readRegion, square, written } from "./spot";

test("a region is read and written in the same words", () => {
  for (const text of ["rectangle 100 200 300 150", "ellipse 500 500 80 60", "polygon 100 100 400 120 250 300"]) {
    expect(written(readRegion(text)!)).toBe(text);
  }
  expect(readRegion("circle 1 2 3 4")).toBeNull();
  expect(readRegion("rectangle 1 2 x 4")).toBeNull();
});

test("a region that is moved or made larger stays what it is and in the picture", () => {
  const moved = (text: string, box: Parameters<typeof fitted>[1]) => written(fitted(readRegion(text)!, box));
  expect(moved("rectangle 100 200 300 150", { x: 900, y: -20, w: 300, h: 150 })).toBe("rectangle 900 0 100 150");
  expect(moved("ellipse 500 500 80 60", { x: 100, y: 100, w: 160, h: 120 })).toBe("ellipse 180 160 80 60");
  expect(moved("polygon 100 100 300 100 200 200", { x: 100, y: 100, w: 400, h: 50 })).toBe("polygon 100 100 500 100 300 150");
  expect(boxOf(readRegion("polygon 100 100 400 120 250 300")!)).toEqual({ x: 100, y: 100, w: 300, h: 200 });
});

test("every square has its middle in itself", () => {
  expect(square(0, 0)).toBe("A1");
  expect(square(1000, 1000)).toBe("F6");
  for (const name of ["A1", "C4", "F6"]) expect(square(...middle(name))).toBe(name);
});
