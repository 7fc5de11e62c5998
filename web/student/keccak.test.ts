import { describe, expect, it } from "vitest";
import { cover } from "./keccak";

const hex = (bytes: Uint8Array): string => [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");

describe("SHAKE128", () => {
  it("gives the standard's bytes for the empty message", () => {
    const bytes = new Uint8Array(32);
    cover(bytes, "");
    expect(hex(bytes)).toBe("7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26");
  });

  it("goes on beyond one block", () => {
    const bytes = new Uint8Array(400);
    cover(bytes, "key");
    expect(hex(bytes.subarray(360))).toBe("be52028dc00e500abf99fc7aca2bb38e06d6f252778b243500c247d52ff0f14929dd4f8dd8dc807f");
  });

  it("uncovers what it covered", () => {
    const bytes = new TextEncoder().encode("a picture");
    cover(bytes, "0123456789abcdef");
    expect(new TextDecoder().decode(bytes)).not.toBe("a picture");
    cover(bytes, "0123456789abcdef");
    expect(new TextDecoder().decode(bytes)).toBe("a picture");
  });
});
