import { describe, expect, it } from "vitest";
import { actionOf, isTaken, type Press } from "./keys";

const press = (code: string, key = code, more: Partial<Press> = {}): Press => ({
  code,
  key,
  repeat: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...more,
});

describe("the keys of the projector", () => {
  it("go on by space, arrow, Enter and the presenter's button", () => {
    for (const one of [press("Space", " "), press("ArrowRight"), press("Enter"), press("PageDown"), press("", "PageDown")]) {
      expect(actionOf(one)).toBe("next");
    }
  });

  it("are the same on a Cyrillic layout", () => {
    expect(actionOf(press("KeyP", "з"))).toBe("pause");
    expect(actionOf(press("KeyF", "а"))).toBe("full");
    expect(actionOf(press("Digit7", "?"))).toBe("help");
  });

  it("go on once while the key is held down", () => {
    expect(actionOf(press("Space", " ", { repeat: true }))).toBe("none");
  });

  it("leave the browser's own shortcuts alone", () => {
    expect(actionOf(press("KeyP", "p", { ctrlKey: true }))).toBeNull();
    expect(actionOf(press("KeyZ", "z"))).toBeNull();
  });

  it("leave Enter to a button that has the focus, and every key to a text field", () => {
    expect(isTaken(press("Enter"), { tagName: "BUTTON" })).toBe(true);
    expect(isTaken(press("PageDown"), { tagName: "BUTTON" })).toBe(false);
    expect(isTaken(press("KeyP", "p"), { tagName: "INPUT" })).toBe(true);
    expect(isTaken(press("Space", " "), { tagName: "BODY" })).toBe(false);
  });
});
