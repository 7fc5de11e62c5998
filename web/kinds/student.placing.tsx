// What the phone's inputs share in which something is put somewhere: their words and styles, which come with the first
// of them, and the list in which each item is given one of several things. Knows no single question type.
import { signal } from "@preact/signals-core";
import type { ComponentChildren, ComponentType } from "preact";
import { addWords, t } from "../shared/i18n";
import type { Ask, RawAnswer } from "../shared/protocol.gen";
import { dressed } from "../student/dress";
import css from "./placing.css?url";
import type { Told } from "./placing.told";
import { Words } from "../shared/words";

/** Words and styles are here. */
export const ready = Promise.all([
  addWords({
    kk: () => import("../locales/placing.kk.json"),
    ru: () => import("../locales/placing.ru.json"),
    en: () => import("../locales/placing.en.json"),
  }),
  dressed(css),
]);

/** A phone's own answer, line by line. */
export const own = (told: Told): ComponentType<{ a: RawAnswer; ask: Ask }> =>
  function Own({ a, ask }) {
    return (
      <div class="tiles">
        <p class="tile told">
          <Words text={told(a, ask).join("\n")} />
        </p>
      </div>
    );
  };

/** To the next thing to do, when the page has been drawn; a finger does not see the focus move. */
export function goTo(selector: string): void {
  requestAnimationFrame(() => {
    const found = document.querySelector<HTMLElement>(`.placing ${selector}`);
    found?.focus({ preventScroll: true });
    found?.scrollIntoView({ block: "nearest" });
  });
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
                <span class="item">
                  <Words text={item} />
                </span>
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
