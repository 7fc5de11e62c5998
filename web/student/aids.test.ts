// What one student is given, as told by frames: the own countdown, and a voice of the device for the language.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeBrowser, realBrowser } from "../shared/fakes";
import type { PlayerStage } from "../shared/protocol.gen";

vi.mock("./aids.css?url", () => ({ default: "" }));
const open = (clock: object): PlayerStage => ({ t: "stage", phase: "answering", clock: { span: 20_000, ...clock } });
const voice = (lang: string, localService = true) => ({ lang, localService, name: lang }) as SpeechSynthesisVoice;

let aids: typeof import("./aids");

beforeEach(async () => {
  fakeBrowser();
  vi.resetModules();
  aids = await import("./aids");
  await aids.ready;
});
afterEach(realBrowser);

test("the own countdown is the class's, longer by what is given", () => {
  expect(aids.lengthened(open({ ends: 50_000 }), "x2")).toEqual({ span: 40_000, ends: 70_000 });
  expect(aids.lengthened(open({ ends: 50_000 }), "x1.5")).toEqual({ span: 30_000, ends: 60_000 });
  expect(aids.lengthened(open({ left: 5_000 }), "x2")).toEqual({ span: 40_000, left: 25_000 });
});

test("without a limit there is no countdown, and the time to read is everybody's", () => {
  expect(aids.lengthened(open({ ends: 50_000 }), "none")).toBeUndefined();
  const reading: PlayerStage = { t: "stage", phase: "reading", clock: { span: 5_000, ends: 9_000 } };
  expect(aids.lengthened(reading, "none")).toEqual(reading.clock);
  expect(aids.lengthened(null, "x2")).toBeUndefined();
});

test("a voice of the device reads, in the language of the phone; others would send the question away", () => {
  const all = [voice("en-US", false), voice("ru_RU"), voice("EN-gb"), voice("kkx")];
  expect(aids.voiceFor("en", all)?.lang).toBe("EN-gb");
  expect(aids.voiceFor("ru", all)?.lang).toBe("ru_RU");
  expect(aids.voiceFor("kk", all)).toBeUndefined();
});
