import { signal } from "@preact/signals-core";
import { beforeEach, expect, test, vi } from "vitest";
import { countdown } from "./countdown";
import type { Clock } from "./protocol.gen";

let frames: FrameRequestCallback[];
let calm: boolean;

beforeEach(() => {
  frames = [];
  calm = false;
  vi.stubGlobal("matchMedia", () => ({ matches: calm }));
  vi.stubGlobal("requestAnimationFrame", (frame: FrameRequestCallback) => frames.push(frame));
  vi.stubGlobal("cancelAnimationFrame", (id: number) => void (frames[id - 1] = () => {}));
  return () => vi.unstubAllGlobals();
});

const frame = () => frames.splice(0).forEach((run) => run(0));

test("it follows the server's clock to nought and then rests", () => {
  let now = 5_000;
  const left = countdown(signal<Clock | null>({ span: 10_000, ends: 12_000 }), () => now);
  expect(left.value).toBe(7_000);
  now = 9_500;
  frame();
  expect(left.value).toBe(2_500);
  now = 12_400;
  frame();
  expect(left.value).toBe(0);
  expect(frames).toHaveLength(0);
});

test("a paused clock shows what is left, without frames", () => {
  const left = countdown(signal<Clock | null>({ span: 10_000, left: 4_200 }), () => 0);
  expect(left.value).toBe(4_200);
  expect(frames).toHaveLength(0);
});

test("it takes over a new clock, and forgets the old one", () => {
  const clock = signal<Clock | null>({ span: 10_000, ends: 10_000 });
  const left = countdown(clock, () => 1_000);
  clock.value = { span: 20_000, ends: 20_000 };
  expect(left.value).toBe(19_000);
  clock.value = null;
  expect(left.value).toBe(0);
  frame();
  expect(left.value).toBe(0);
});

test("it never shows more than the whole, though the clocks disagree", () => {
  const left = countdown(signal<Clock | null>({ span: 10_000, ends: 15_000 }), () => 0);
  expect(left.value).toBe(10_000);
});

test("for who asked for calm it goes in quarters of a second", () => {
  vi.useFakeTimers({ now: 4_900 });
  calm = true;
  const left = countdown(signal<Clock | null>({ span: 10_000, ends: 12_000 }), () => Date.now());
  expect(left.value).toBe(7_100);
  vi.advanceTimersByTime(100);
  expect(left.value).toBe(7_000);
  vi.advanceTimersByTime(240);
  expect(left.value).toBe(7_000);
  vi.advanceTimersByTime(10);
  expect(left.value).toBe(6_750);
  vi.advanceTimersByTime(7_000);
  expect(left.value).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
  expect(frames).toHaveLength(0);
  vi.useRealTimers();
});
