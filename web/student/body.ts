// The phone as a thing: it buzzes with the result, and stays lit. Comes after the first load; nothing waits for it.
import { effect } from "@preact/signals-core";
import { mine, question, screen, stage } from "./game";
import { outcome } from "./play";

/** A short buzz with the result, only to who has touched an answer (browsers refuse it otherwise). */
export function buzz(): void {
  let told = "";
  effect(() => {
    const { g, i } = question.value ?? {};
    if (stage.value?.phase !== "reveal" || told === `${g}.${i}` || mine.value?.q !== i) return;
    const how = outcome();
    if (how === "wait") return;
    told = `${g}.${i}`;
    navigator.vibrate?.(how === "right" ? [40, 60, 40] : 80);
  });
}

/** Keeps the screen lit where the browser can: not on a plain http address. */
export function stayAwake(): void {
  const ask = () => {
    if (screen.peek() === "game" && document.visibilityState === "visible")
      navigator.wakeLock?.request("screen").catch(() => {});
  };
  screen.subscribe(ask);
  document.addEventListener("visibilitychange", ask);
}
