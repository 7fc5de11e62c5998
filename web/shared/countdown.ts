// What is left of a stage's clock, in ms, as a signal. Runs on animation frames, for who asked for calm in quarters of
// a second, and only while a countdown runs. Knows nothing of how it is drawn.
import { effect, signal, type ReadonlySignal } from "@preact/signals-core";
import { calm } from "./calm";
import type { Clock } from "./protocol.gen";

const QUARTER_MS = 250;

/** Follows `clock` (undefined or null: none, reads 0). `now` is the server's time, Unix ms: `() => line.clock.now()`. */
export function countdown(clock: ReadonlySignal<Clock | null | undefined>, now: () => number): ReadonlySignal<number> {
  const left = signal(0);
  effect(() => {
    const c = clock.value;
    if (!c?.ends) {
      left.value = c?.left ?? 0;
      return;
    }
    let frame = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = () => {
      const ms = (left.value = Math.min(c.span, Math.max(0, c.ends! - now())));
      if (ms > 0 && calm()) timer = setTimeout(tick, ms % QUARTER_MS || QUARTER_MS);
      else frame = ms > 0 ? requestAnimationFrame(tick) : 0;
    };
    tick();
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  });
  return left;
}
