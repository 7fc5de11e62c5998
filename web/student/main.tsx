// Starts the student's page: words, then the screens, then the line. Owns what the whole page listens to: touch,
// and what makes letters fit.
import { effect } from "@preact/signals-core";
import { render } from "preact";
import { inputs } from "../kinds/student";
import { lang, startWords } from "../shared/i18n";
import { App, fetchTheRest, fit } from "./app";
import { stage, start } from "./game";

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

/** A turned phone, another language or an input that came late needs another size of letters. */
function keepFitting(): void {
  const again = () => fit(document.querySelector("main")!);
  addEventListener("resize", again);
  for (const change of [stage, lang, inputs]) change.subscribe(() => requestAnimationFrame(again));
}

void startWords({
  kk: () => import("../locales/student.kk.json"),
  ru: () => import("../locales/student.ru.json"),
  en: () => import("../locales/student.en.json"),
}).then(() => {
  start(location.pathname + location.hash);
  effect(() => render(<App />, document.getElementById("app")!));
  showTouches();
  setTimeout(fetchTheRest, QUIET_MS);
  keepFitting();
});
