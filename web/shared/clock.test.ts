import { beforeEach, expect, test, vi } from "vitest";
import { ServerClock } from "./clock";

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  return () => vi.useRealTimers();
});

test("before the first pong the clock goes by the server's hint", () => {
  const clock = new ServerClock();
  clock.hint(1_004_000);
  expect(clock.now()).toBe(1_004_000);
});

test("a pong is taken to have been written half-way", () => {
  const clock = new ServerClock();
  clock.sample(1_000_000, 1_000_200, 1_005_100);
  expect(clock.now()).toBe(1_005_000);
  expect(clock.rtt).toBe(200);
});

test("the sample with the lowest round trip wins, and a hint no longer counts", () => {
  const clock = new ServerClock();
  clock.sample(1_000_000, 1_002_000, 1_009_000);
  clock.sample(1_002_000, 1_002_020, 1_007_010);
  clock.sample(1_003_000, 1_004_000, 1_009_900);
  clock.hint(5);
  expect(clock.now()).toBe(1_005_000);
});

test("old samples are forgotten, so a clock that was set by hand comes right", () => {
  const clock = new ServerClock();
  clock.sample(1_000_000, 1_000_001, 2_000_000);
  for (let i = 0; i < 8; i++) clock.sample(1_000_000, 1_000_100, 1_000_050);
  expect(clock.now()).toBe(1_000_000);
});

test("after a restart the estimate stands until a new sample comes", () => {
  const clock = new ServerClock();
  clock.sample(1_000_000, 1_000_010, 1_005_005);
  clock.restart();
  expect(clock.now()).toBe(1_005_000);
  expect(clock.rtt).toBeUndefined();
  clock.sample(1_000_000, 1_000_400, 1_001_200);
  expect(clock.now()).toBe(1_001_000);
});
