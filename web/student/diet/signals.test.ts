// What the page relies on, held to by the real library and by the small one that the build puts in its place.
import * as real from "@preact/signals-core";
import { expect, test } from "vitest";
import * as diet from "./signals";

const BOTH: [string, typeof diet][] = [
  ["the real one", real as unknown as typeof diet],
  ["the small one", diet],
];

test.each(BOTH)("%s: an effect runs now, and after each change of what it read", (_, { signal, effect }) => {
  const [a, b] = [signal(1), signal(10)];
  const seen: number[] = [];
  effect(() => void seen.push(a.value));
  a.value = 2;
  a.value = 2;
  b.value = 11;
  expect(seen).toEqual([1, 2]);
});

test.each(BOTH)("%s: an effect follows only what it read the last time", (_, { signal, effect }) => {
  const [which, a, b] = [signal(true), signal("a"), signal("b")];
  const seen: string[] = [];
  effect(() => void seen.push(which.value ? a.value : b.value));
  which.value = false;
  a.value = "a2";
  b.value = "b2";
  expect(seen).toEqual(["a", "b", "b2"]);
});

test.each(BOTH)("%s: a batch is seen as one change, also from inside another", (_, { signal, effect, batch }) => {
  const [a, b] = [signal(1), signal(1)];
  const seen: number[] = [];
  effect(() => void seen.push(a.value + b.value));
  batch(() => {
    a.value = 2;
    batch(() => (b.value = 3));
    expect(seen).toEqual([2]);
  });
  expect(seen).toEqual([2, 5]);
});

test.each(BOTH)("%s: what an effect returned is called before its next run and at its end", (_, { signal, effect }) => {
  const a = signal(1);
  const seen: string[] = [];
  const stop = effect(() => {
    const now = a.value;
    return () => void seen.push(`clean ${now}`);
  });
  a.value = 2;
  stop();
  a.value = 3;
  expect(seen).toEqual(["clean 1", "clean 2"]);
});

test.each(BOTH)("%s: peeking follows nothing, and a subscriber's own reads neither", (_, { signal, effect }) => {
  const [a, b] = [signal(1), signal(1)];
  let runs = 0;
  effect(() => void (a.peek(), runs++));
  a.subscribe(() => void (b.value, runs++));
  a.value = 2;
  b.value = 2;
  expect(runs).toBe(3);
});

test.each(BOTH)("%s: a computed value passes on changes of itself alone", (_, { signal, computed, effect }) => {
  const ms = signal(1_900);
  const seconds = computed(() => Math.ceil(ms.value / 1000));
  const seen: number[] = [];
  effect(() => void seen.push(seconds.value));
  ms.value = 1_500;
  ms.value = 900;
  expect(seen).toEqual([2, 1]);
});

test.each(BOTH)(
  "%s: an effect that writes what it reads runs again after itself, not inside",
  (_, { signal, effect }) => {
    const a = signal(0);
    const seen: string[] = [];
    effect(() => {
      seen.push(`in ${a.value}`);
      if (a.value < 2) a.value++;
      seen.push("out");
    });
    expect(seen).toEqual(["in 0", "out", "in 1", "out", "in 2", "out"]);
  },
);

test.each(BOTH)("%s: an error in an effect leaves the others in order", (_, { signal, effect }) => {
  const a = signal(0);
  const seen: number[] = [];
  effect(() => {
    if (a.value === 1) throw new Error("mine alone");
  });
  effect(() => void seen.push(a.value));
  expect(() => (a.value = 1)).toThrow("mine alone");
  a.value = 2;
  expect(seen).toEqual([0, 1, 2]);
});
