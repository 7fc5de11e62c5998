// A place on a picture: tapped, moved with a finger or with arrow keys, then sent. Who does not see the picture names one
// of its squares.
import { signal } from "@preact/signals-core";
import { addWords, t } from "../shared/i18n";
import type { Ask } from "../shared/protocol.gen";
import { dressed } from "../student/dress";
import { pictureAt } from "./pictures";
import { COLUMNS, middle, ROWS, square, within } from "./spot";
import { pointOf, Spot } from "./spot.view";
import css from "./hotspot.css?url";
import type { Given, Play } from "./student";

/** Words and styles are here. */
export const ready = Promise.all([
  addWords({
    kk: () => import("../locales/spot.kk.json"),
    ru: () => import("../locales/spot.ru.json"),
    en: () => import("../locales/spot.en.json"),
  }),
  dressed(css),
]);

const STEP = 10;
const WIDE_STEP = 50;

const aim = signal<[number, number] | null>(null);
/** The square that was named. */
const named = signal("");
const squares = signal(false);
const held = signal(false);
let asked = "";

const picture = ({ pictures = [], keys = [] }: Ask): string => (pictures[0] ? pictureAt.value(pictures[0], keys[0]) : "");

function put(x: number, y: number): void {
  aim.value = [within(x), within(y)];
  named.value = "";
}

function tap(event: PointerEvent): void {
  const box = (event.currentTarget as HTMLElement).querySelector("img")?.getBoundingClientRect();
  if (box) put(((event.clientX - box.left) / box.width) * 1000, ((event.clientY - box.top) / box.height) * 1000);
}

const ARROWS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function Input({ q, ask, give }: Play) {
  if (asked !== q) {
    asked = q;
    aim.value = null;
    named.value = "";
    squares.value = held.value = false;
  }
  const now = aim.value;
  const send = () => (now ? give(now) : named.value && give(named.value));
  const key = (event: KeyboardEvent) => {
    const way = ARROWS[event.key];
    if (event.key === "Enter" && now) send();
    if (!way) return;
    event.preventDefault();
    const [x, y] = now ?? (named.value ? middle(named.value) : [500, 500]);
    const step = event.shiftKey ? WIDE_STEP : STEP;
    put(now ? x + way[0] * step : x, now ? y + way[1] * step : y);
  };
  return (
    <div class="place">
      <p class="hint">{t("spot.hint")}</p>
      <div
        class="canvas"
        role="application"
        tabIndex={0}
        aria-label={`${t("spot.picture")} ${ask.body ?? ""}`}
        aria-describedby="spot-keys"
        onKeyDown={key}
        onPointerDown={(event: PointerEvent) => {
          held.value = true;
          (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
          tap(event);
        }}
        onPointerMove={(event: PointerEvent) => held.value && tap(event)}
        onPointerUp={() => (held.value = false)}
        onPointerCancel={() => (held.value = false)}
      >
        <Spot url={picture(ask)} alt={ask.body ?? ""} aim={now ?? pointOf(named.value)} grid={squares.value} />
      </div>
      <p class="sr" id="spot-keys">
        {t("spot.keys")}
      </p>
      <p class="sr" role="status">
        {now ? t("spot.at", { square: square(...now) }) : ""}
      </p>
      <button type="button" class="go" disabled={!now && !named.value} onClick={send}>
        {t("send")}
      </button>
      <button type="button" class="second" aria-expanded={squares.value} onClick={() => (squares.value = !squares.value)}>
        {t("spot.squares")}
      </button>
      {squares.value && (
        <div class="squares" role="group" aria-label={t("spot.squares")}>
          {Array.from({ length: ROWS * ROWS }, (_, i) => `${COLUMNS.charAt(i % ROWS)}${Math.floor(i / ROWS) + 1}`).map((name) => (
            <button
              type="button"
              aria-pressed={named.value === name}
              onClick={() => {
                named.value = name;
                aim.value = null;
              }}
            >
              {name}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

export function Own({ a, ask, regions }: Given) {
  return (
    <div class="place">
      <Spot url={picture(ask)} alt={ask.body ?? ""} regions={regions} aim={pointOf(a)} />
      {typeof a === "string" && a && <p>{a}</p>}
    </div>
  );
}
