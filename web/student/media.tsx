// Pictures and sound of questions: fetched in quiet moments before they are asked, opened with the key that the question
// brings, shown beside its text. Comes after the first load, and only to a lesson that has some. A phone that has not
// got one yet shows the rest without waiting.
import { signal } from "@preact/signals-core";
import { addWords, lang, t } from "../shared/i18n";
import type { PhoneMedia, PlayerAhead, PlayerOut } from "../shared/protocol.gen";
import { pictured } from "../kinds/pictured";
import { optionPicture, pictureAt } from "../kinds/pictures";
import { ears, line, question, seat, speak } from "./game";
import { cover } from "./keccak";
import css from "./media.css?url";
import { dressed } from "./dress";

/** A class must not fetch in one instant: each phone begins somewhere in this time after it hears what comes. */
const SPREAD_MS = 6_000;
const AGAIN_MS = 2_000;

const words = addWords({
  kk: () => import("../locales/media.kk.json"),
  ru: () => import("../locales/media.ru.json"),
  en: () => import("../locales/media.en.json"),
});
/** Words and styles are here. */
export const ready = Promise.all([words, dressed(css)]);

/** What was fetched and not opened, by name. */
const closed = new Map<string, ArrayBuffer>();
/** What opens them, and as what, of all that has been told. */
const keys = new Map<string, { key: string; type: string }>();
/** Those that the server no longer gives. */
const lost = new Set<string>();
/** What can be shown: addresses within this page, by name. */
const open = signal<Record<string, string>>({});
const large = signal("");

// ── fetching ─────────────────────────────────────────────────────────────────────────────────────────────────────

interface Wish {
  g: number;
  q: number;
  names: string[];
  /** The server knows that all of it is here. */
  told: boolean;
}
let now: Wish | null = null;
let next: Wish | null = null;
let begin: ReturnType<typeof setTimeout> | undefined;
let fetching = false;

const here = (name: string): boolean => closed.has(name) || name in open.peek();

/** One after the other, what is on the stage first. */
async function fetchAll(): Promise<void> {
  if (fetching) return;
  fetching = true;
  for (;;) {
    tell();
    const wanted = [...(now?.names ?? []), ...keys.keys(), ...(begin ? [] : (next?.names ?? []))];
    const name = wanted.find((one) => !here(one) && !lost.has(one));
    if (name === undefined) break;
    try {
      const answer = await fetch(`/m/${seat.peek()?.room}/${name}`);
      if (answer.status === 404) forget(name); // Another question came meanwhile, or the file is gone.
      else if (answer.ok) closed.set(name, await answer.arrayBuffer());
      else throw new Error(answer.statusText);
      unseal();
    } catch {
      await new Promise((done) => setTimeout(done, AGAIN_MS));
    }
  }
  fetching = false;
}

function forget(name: string): void {
  lost.add(name);
  for (const wish of [now, next]) if (wish) wish.names = wish.names.filter((one) => one !== name);
}

/** The host sees how many phones have what a question needs. */
function tell(): void {
  for (const wish of [now, next]) {
    if (!wish || wish.told || !wish.names.length || !wish.names.every(here)) continue;
    wish.told = line.send({ t: "ready", g: wish.g, q: wish.q });
  }
}

/** Opens what the keys are here for. */
function unseal(): void {
  const found = { ...open.peek() };
  let more = false;
  for (const [name, { key, type }] of keys) {
    const sealed = closed.get(name);
    if (!sealed) continue;
    more = true;
    closed.delete(name);
    const bytes = new Uint8Array(sealed);
    cover(bytes, key);
    const size = new DataView(sealed).getUint32(0);
    found[name] = URL.createObjectURL(new Blob([bytes.subarray(4, 4 + size)], { type }));
  }
  if (more) open.value = found;
}

/** The address of what is to be shown; who looks for it and finds nothing is drawn again when it has come. */
function at(name: string, key = "", type = ""): string {
  const url = open.value[name] ?? "";
  if (!url && key && !keys.has(name)) {
    keys.set(name, { key, type });
    queueMicrotask(() => (unseal(), void fetchAll()));
  }
  return url;
}
pictureAt.value = at;
pictured.value = optionPicture;

// ── what the server says ─────────────────────────────────────────────────────────────────────────────────────────

function ahead({ g = 1, q = 0, m = [] }: PlayerAhead): void {
  clearTimeout(begin);
  next = { g, q, names: m, told: false };
  tell();
  begin = m.every(here)
    ? undefined
    : setTimeout(() => {
        begin = undefined;
        void fetchAll();
      }, Math.random() * SPREAD_MS);
}

function shown(): void {
  const { g = 1, i = 0, media = [], more = [] } = question.peek() ?? {};
  want(media, g, i, more);
}

/** All of a homework, fetched while there is a network; nobody waits to be told. */
export function atHome(media: PhoneMedia[]): void {
  want(media, 1, 0, [], true);
}

function want(media: PhoneMedia[], g: number, q: number, more: string[] = [], told = false): void {
  const names = [...media.map(({ name }) => name), ...more];
  keys.clear();
  lost.clear();
  for (const { name, key, type = "" } of media) keys.set(name, { key, type });
  now = { g, q, names, told };
  large.value = "";
  const kept: Record<string, string> = {};
  for (const [name, url] of Object.entries(open.peek())) {
    if (names.includes(name)) kept[name] = url;
    else URL.revokeObjectURL(url);
  }
  open.value = kept;
  unseal();
  void fetchAll();
}

ears.push((frame: PlayerOut) => {
  if (frame.t === "ahead") ahead(frame);
  if (frame.t === "q") shown();
});

// What was said before this part was here is said again.
speak(lang.peek());

// ── how it looks ─────────────────────────────────────────────────────────────────────────────────────────────────

addEventListener("keydown", (event) => {
  if (event.key === "Escape") large.value = "";
});

export function Media({ media }: { media: PhoneMedia[] }) {
  return (
    <>
      {media.map((one) => (one.kind === "picture" ? <Picture one={one} /> : <Sound one={one} />))}
    </>
  );
}

/** Its place is kept while it is on its way, so that no option moves under a thumb. A tap makes it as big as the screen. */
function Picture({ one: { name, key, alt = "" } }: { one: PhoneMedia }) {
  const url = at(name, key);
  const big = large.value === name;
  if (!url) return <p class="pic">{alt || "…"}</p>;
  return (
    <button
      type="button"
      class={big ? "pic large" : "pic"}
      aria-expanded={big}
      aria-label={`${alt} ${t(big ? "media.smaller" : "media.larger")}`}
      onClick={() => (large.value = big ? "" : name)}
    >
      <img src={url} alt="" aria-hidden="true" />
    </button>
  );
}

const played = signal<Record<string, number>>({});
const sounding = signal("");
let player: HTMLAudioElement | null = null;

/** How often a limited sound was begun here; a page loaded anew still knows. */
function times(name: string): number {
  return played.value[name] ?? Number(sessionStorage.getItem(`saual.played.${name}`) ?? 0);
}

function Sound({ one: { name, key, type, plays = 0 } }: { one: PhoneMedia }) {
  const url = at(name, key, type);
  const on = sounding.value === name;
  const left = plays ? Math.max(0, plays - times(name)) : 1;
  const play = () => {
    player?.pause();
    if (on && !plays) {
      sounding.value = "";
      return;
    }
    player = new Audio(url);
    const over = () => (sounding.value = "");
    player.onended = player.onerror = over;
    player.play().then(() => {
      const n = times(name) + 1;
      played.value = { ...played.peek(), [name]: n };
      sessionStorage.setItem(`saual.played.${name}`, String(n));
    }, over);
    sounding.value = name;
  };
  return (
    <button type="button" class={on ? "play on" : "play"} disabled={!url || (on && plays > 0) || (!left && !on)} onClick={play}>
      <i aria-hidden="true" />
      <span>{t(!url ? "media.coming" : on ? (plays ? "media.playing" : "media.stop") : "media.listen")}</span>
      {plays > 0 && <small>{t("media.left", { n: left })}</small>}
    </button>
  );
}
