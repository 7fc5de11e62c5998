// What the phone's inputs share in which something is put somewhere: their words and styles, which come with the first
// of them, and the list in which each item is given one of several things. Knows no single question type.
import { signal } from "@preact/signals-core";
import type { ComponentChildren } from "preact";
import { addWords, t } from "../shared/i18n";
import type { Ask, RawAnswer } from "../shared/protocol.gen";
import css from "./placing.css?url";

let coming: Promise<unknown> | undefined;

/** Words and styles are here. What could not be had is asked for again the next time. */
export function ready(): Promise<unknown> {
  coming ??= Promise.all([
    addWords({
      kk: () => import("../locales/placing.kk.json"),
      ru: () => import("../locales/placing.ru.json"),
      en: () => import("../locales/placing.en.json"),
    }),
    new Promise<void>((done, failed) => {
      const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: css });
      link.onload = () => done();
      link.onerror = failed;
      document.head.append(link);
    }),
  ]);
  return coming.catch((reason: unknown) => {
    coming = undefined;
    throw reason;
  });
}

/** To the next thing to do, when the page has been drawn; a finger does not see the focus move. */
export function goTo(selector: string): void {
  requestAnimationFrame(() => {
    const found = document.querySelector<HTMLElement>(`.placing ${selector}`);
    found?.focus({ preventScroll: true });
    found?.scrollIntoView({ block: "nearest" });
  });
}

/** An answer that has an option's index for every item, as lines; beyond the options is none. */
export function toldPairs(a: RawAnswer | string[], ask: Ask, between: string): string[] {
  const chosen = Array.isArray(a) ? a : [];
  return (ask.items ?? []).map((item, i) => `${item}${between}${ask.options?.[chosen[i] as number] ?? "–"}`);
}

const chosen = signal<number[]>([]);
/** The item whose options are open. */
const at = signal(0);
let asked = "";

interface Assigning {
  q: string;
  items: readonly string[];
  count: number;
  hint: string;
  /** What stands on the button of option `i`, and where it was chosen. */
  face: (i: number) => ComponentChildren;
  option: (i: number) => { class: string; label?: string | undefined };
  /** Of the list of options. */
  grid: string;
  give: (a: number[]) => void;
}

/** One item is open at a time; choosing for it opens the next that has nothing yet. */
export function Assign({ q, items, count, hint, face, option, grid, give }: Assigning) {
  if (asked !== q) {
    asked = q;
    chosen.value = items.map(() => count);
    at.value = 0;
  }
  const now = chosen.value;
  const put = (i: number, to: number) => {
    const next = now.map((one, j) => (j === i ? (one === to ? count : to) : one));
    chosen.value = next;
    const left = [...items.keys()].filter((j) => next[j] === count);
    at.value = left.find((j) => j > i) ?? left[0] ?? -1;
    goTo(at.value < 0 ? ".go" : ".open .slot");
  };
  const placed = now.filter((one) => one < count).length;
  return (
    <div class="placing">
      <p class="hint">{hint}</p>
      <ol class="slots">
        {items.map((item, i) => {
          const one = now[i] ?? count;
          const open = at.value === i;
          return (
            <li class={open ? "open" : ""}>
              <button type="button" class="slot" aria-expanded={open} onClick={() => (at.value = open ? -1 : i)}>
                <span class="item">{item}</span>
                <span class={one < count ? `got ${option(one).class}` : "got none"}>
                  {one < count ? face(one) : <span class="sr">{t("place.none")}</span>}
                </span>
              </button>
              {open && (
                <div class={grid} role="group" aria-label={item}>
                  {Array.from({ length: count }, (_, o) => (
                    <button
                      type="button"
                      class={`option ${option(o).class}`}
                      aria-pressed={one === o}
                      aria-label={option(o).label}
                      onClick={() => put(i, o)}
                    >
                      {face(o)}
                    </button>
                  ))}
                </div>
              )}
            </li>
          );
        })}
      </ol>
      <button type="button" class="go" disabled={!placed} onClick={() => give(now)}>
        {t("send")} {placed < items.length && `${placed} / ${items.length}`}
      </button>
    </div>
  );
}
