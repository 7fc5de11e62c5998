// Looking back when the game is over: own answers beside the right ones, why, and what to learn again. Comes after the
// first load. Owns what the server has told of it, page by page; it stays when the room is closed.
import { batch, signal } from "@preact/signals-core";
import { addWords, lang, t } from "../shared/i18n";
import { Words } from "../shared/words";
import type { Earned, Lang, PlayerOut, PlayerReview, Reviewed, Weak } from "../shared/protocol.gen";
import { reviewing } from "./app";
import { ears, line, seat, stage } from "./game";
import { Given, Pictures, Solution } from "./play";
import css from "./review.css?url";
import { dressed } from "./dress";
import { closes, Top } from "./sheet";
import sheet from "./sheet.css?url";

/** A whole class asks at the same moment: each phone a little later than another. */
const SPREAD_MS = 1_500;
const AGAIN_MS = 4_000;

const words = addWords({
  kk: () => import("../locales/review.kk.json"),
  ru: () => import("../locales/review.ru.json"),
  en: () => import("../locales/review.en.json"),
});
/** Words and styles are here. */
export const ready = Promise.all([words, dressed(sheet), dressed(css)]);

interface Held {
  room: string;
  lang: Lang;
  g: number;
  of: number;
  items: Reviewed[];
  weak: Weak[];
  earned: Earned | null | undefined;
}
const held = signal<Held | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

const over = (): boolean => stage.peek()?.phase === "podium";
const whole = (one: Held | null): boolean =>
  one !== null && one.room === seat.peek()?.room && one.lang === lang.peek() && one.items.length >= one.of;

/** Asks for the next page until all are here; what is lost on the way is asked for again. */
function fetchOn(after = 0): void {
  clearTimeout(timer);
  if (!over() || whole(held.peek())) return;
  timer = setTimeout(() => {
    const one = held.peek();
    const start = one?.room === seat.peek()?.room && one?.lang === lang.peek() ? (one?.items.length ?? 0) : 0;
    line.send({ t: "review", start });
    fetchOn(AGAIN_MS);
  }, after);
}

function take({ start, of = 0, g = 0, items = [], weak = [], earned }: PlayerReview): void {
  const one = held.peek();
  if (!over() || (start > 0 && (one?.items.length !== start || one.g !== g || one.lang !== lang.peek()))) return;
  const now = { room: seat.peek()?.room ?? "", lang: lang.peek(), g, of };
  held.value = start && one ? { ...one, items: [...one.items, ...items] } : { ...now, items, weak, earned };
  fetchOn();
}

ears.push((frame: PlayerOut) => {
  if (frame.t === "review") take(frame);
  // A late answer that arrives now belongs in it, too.
  if (frame.t === "ack" && frame.code === "late") held.value = null;
  if (frame.t === "stage" && !/podium|closed/.test(frame.phase)) forget();
  else if (frame.t === "stage" || frame.t === "ack") fetchOn(Math.random() * SPREAD_MS);
});
// The server has heard of another language before its words are here.
lang.subscribe(() => fetchOn());

/** Another game begins. */
function forget(): void {
  clearTimeout(timer);
  if (held.peek()) batch(() => ((held.value = null), (reviewing.value = false)));
}

// ── how it looks ─────────────────────────────────────────────────────────────────────────────────────────────────

const close = closes(reviewing, ".look-back");

/** The way in, where there is something to look back at. */
export function Way() {
  if (!held.value?.of) return null;
  return (
    <button type="button" class="go look-back" onClick={() => (reviewing.value = true)}>
      {t("review")}
    </button>
  );
}

/** For this student alone: what no speed earns. */
export function Merits() {
  const { merits = {}, asked = false, gained = false } = held.value?.earned ?? {};
  const lines: [string, number | undefined, boolean][] = [
    ["asked", merits.asked, asked],
    ["gained", merits.gained, gained],
    ["prepared", merits.prepared, false],
  ];
  const told = lines.filter(([, n]) => n);
  if (!told.length) return null;
  return (
    <ul class="merits" aria-label={t("merit")}>
      {told.map(([what, n, now]) => (
        <li class={now ? "now" : ""}>
          <b>{n}</b> {t(`merit.${what}`)}
          {now && <small>{t("merit.now")}</small>}
        </li>
      ))}
    </ul>
  );
}

export function Answers() {
  const one = held.value;
  if (!one) return null;
  return (
    <div class="sheet review" role="dialog" aria-modal="true" aria-label={t("review")}>
      <Top title={t("review")} way={t("review.close")} close={close} />
      {one.weak.length > 0 && (
        <section class="card">
          <h2>{t("review.weak")}</h2>
          <ul>
            {one.weak.map(({ tag, name, missed, of }) => (
              <li>
                <b>{tag === "skill" ? t(`review.${name}`) : name}</b>
                <small>{t("review.missed", { missed, of })}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
      <ol>
        {one.items.map((item) => (
          <Item item={item} />
        ))}
      </ol>
      {one.items.length < one.of && <p class="dots">{t("wait")}</p>}
    </div>
  );
}

const SIGNS: Record<string, string> = { right: "✓", part: "~", wrong: "✕", missed: "–" };

function Item({ item }: { item: Reviewed }) {
  const { text, verdict, kind, a, late, ask = {}, right = [], words = [], why, regions } = item;
  const how = late ? "late" : verdict === "missed" ? "none" : verdict === "none" ? "thanks" : verdict;
  const given = a !== undefined && a !== null;
  return (
    <li class={`card ${how}`}>
      <p class="how">
        <i aria-hidden="true">{SIGNS[verdict] ?? "•"}</i> {t(how === "thanks" ? "own" : `how.${how}`)}
      </p>
      <p class="q">
        <Words text={text} />
      </p>
      <Pictures q={item} />
      {given && (
        <>
          {how !== "thanks" && <h2>{t("own")}</h2>}
          <Given kind={kind} a={a} ask={ask} />
        </>
      )}
      {verdict !== "right" && right.length + words.length > 0 && (
        <>
          <h2>{t("solution")}</h2>
          <Solution kind={kind} right={right} words={words} regions={regions} ask={ask} />
        </>
      )}
      {why && (
        <p class="why">
          <Words text={why} />
        </p>
      )}
    </li>
  );
}
