// What is left of a stage's clock, in ms, as a signal. Runs on animation frames, and only while a countdown runs.
// Knows nothing of how it is drawn.
import { effect, signal, type ReadonlySignal } from "@preact/signals-core";
import type { Clock } from "./protocol.gen";

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
    const tick = () => {
      left.value = Math.min(c.span, Math.max(0, c.ends! - now()));
      frame = left.peek() > 0 ? requestAnimationFrame(tick) : 0;
    };
    tick();
    return () => cancelAnimationFrame(frame);
  });
  return left;
}
