// What lies over the game: how it closes, and when it gives way to the game. Owns its top; what is on it is another's.
import type { Signal } from "@preact/signals-core";
import { question, screen, stage } from "./game";

/** A question that begins or opens is more urgent than what is open over the game. */
export function givesWay(open: Signal<boolean>): void {
  const urgent = (): string => {
    const { phase = "" } = stage.peek() ?? {};
    const { g, i } = question.peek() ?? {};
    return /reading|answering/.test(phase) ? `${phase}.${g}.${i}` : "";
  };
  let known = urgent();
  stage.subscribe(() => {
    const now = urgent();
    if (now && now !== known) open.value = false;
    known = now;
  });
  screen.subscribe((one) => {
    if (one !== "game") open.value = false;
  });
}

/** The way out, also by Escape; the focus goes back to the button that opened it. */
export function closes(open: Signal<boolean>, opener: string): () => void {
  const close = (): void => {
    open.value = false;
    document.querySelector<HTMLElement>(opener)?.focus();
  };
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open.peek()) close();
  });
  return close;
}

/** `way` says the cross to who cannot see it. */
export function Top({ title, way, close }: { title: string; way: string; close: () => void }) {
  return (
    <div class="top">
      <h1 tabIndex={-1} ref={(heading) => heading?.focus({ preventScroll: true })}>
        {title}
      </h1>
      <button type="button" class="x" aria-label={way} onClick={close}>
        ×
      </button>
    </div>
  );
}
