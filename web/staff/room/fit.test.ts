import { describe, expect, it } from "vitest";
import { largest } from "./fit";

describe("the size of type", () => {
  it("is the largest that fits", () => {
    expect(largest(5, 2, (size) => size <= 3.4)).toBe(3.4);
  });
  it("is the most where everything fits, and the least where nothing does", () => {
    expect(largest(5, 2, () => true)).toBe(5);
    expect(largest(5, 2, () => false)).toBe(2);
  });
});
