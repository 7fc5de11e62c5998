// Starts the student's page: words, then the screens, then the line. Owns what the whole page listens to: touch,
// vibration, the screen that must not go dark.
import { effect } from "@preact/signals-core";
import { render } from "preact";
import { inputs } from "../kinds/student";
import { lang, startWords } from "../shared/i18n";
import { App, fetchTheRest, fit } from "./app";
import { mine, question, screen, stage, start } from "./game";
import { outcome } from "./play";

const QUIET_MS = 1_500;

/** A button looks pressed as soon as the finger is down; `:active` waits to see whether it scrolls. */
function showTouches(): void {
  let down: Element | null | undefined;
  addEventListener("pointerdown", (event) => {
    down = (event.target as Element).closest("button");
    down?.classList.add("down");
  });
  for (const over of ["pointerup", "pointercancel"]) addEventListener(over, () => down?.classList.remove("down"));
}

/** A short buzz with the result, only to who has touched an answer (browsers refuse it otherwise). */
function buzz(): void {
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

/** A turned phone, another language or an input that came late needs another size of letters. */
function keepFitting(): void {
  const again = () => fit(document.querySelector("main")!);
  addEventListener("resize", again);
  for (const change of [stage, lang, inputs]) change.subscribe(() => requestAnimationFrame(again));
}

/** Keeps the screen lit where the browser can: not on a plain http address. */
function stayAwake(): void {
  const ask = () => {
    if (screen.peek() === "game" && document.visibilityState === "visible")
      navigator.wakeLock?.request("screen").catch(() => {});
  };
  screen.subscribe(ask);
  document.addEventListener("visibilitychange", ask);
}

void startWords({
  kk: () => import("../locales/student.kk.json"),
  ru: () => import("../locales/student.ru.json"),
  en: () => import("../locales/student.en.json"),
}).then(() => {
  start(location.pathname + location.hash);
  effect(() => render(<App />, document.getElementById("app")!));
  showTouches();
  buzz();
  stayAwake();
  setTimeout(fetchTheRest, QUIET_MS);
  keepFitting();
});
