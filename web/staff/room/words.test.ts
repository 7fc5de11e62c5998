import { describe, expect, it } from "vitest";
import en from "../../locales/screen.en.json";
import kk from "../../locales/screen.kk.json";
import ru from "../../locales/screen.ru.json";

const holes = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe("the words of the class screen and the remote", () => {
  it("are there in all three languages, with the same places to fill", () => {
    for (const [key, text] of Object.entries(en)) {
      expect(holes((kk as Record<string, string>)[key] ?? "missing {}"), `kk ${key}`).toEqual(holes(text));
      expect(holes((ru as Record<string, string>)[key] ?? "missing {}"), `ru ${key}`).toEqual(holes(text));
    }
    expect(Object.keys(kk).sort()).toEqual(Object.keys(en).sort());
    expect(Object.keys(ru).sort()).toEqual(Object.keys(en).sort());
  });

  it("glue no case ending to a name or a number in Kazakh", () => {
    for (const [key, text] of Object.entries(kk)) {
      expect(text.replace("{n}-орын", ""), key).not.toMatch(/\}-?[а-яәғқңөұүһі]/i);
    }
  });
});
