// A homework on the phone: what was set, the material, one question after the other in any order, handing in, and how
// it went. Comes after the first load, and only to a homework. Owns where in it the student is.
import { computed, signal } from "@preact/signals-core";
import { kindOf } from "../kinds/student";
import { addWords, lang, t } from "../shared/i18n";
import { Words } from "../shared/words";
import type { AttemptView, MaterialView, PaceItem, PhoneMedia, Told } from "../shared/protocol.gen";
import { asking, part, review } from "./app";
import { dressed } from "./dress";
import { line, seat, speak, stage } from "./game";
import css from "./pace.css?url";
import {
  answerTo,
  attempt,
  begin,
  beginning,
  finish,
  giveAnswer,
  handedIn,
  homework,
  openPiece,
  refused,
  told,
  waits,
} from "./pace.keep";
import { Given, Media, Pictures, Solution } from "./play";
import { says } from "./says";

const words = addWords({
  kk: () => import("../locales/pace.kk.json"),
  ru: () => import("../locales/pace.ru.json"),
  en: () => import("../locales/pace.en.json"),
});
/** Words and styles are here. */
export const ready = Promise.all([words, dressed(css)]);

/** Where in the attempt: the place of a question, the number of questions for the look over all; -1: what was set. */
const at = signal(-1);
/** The question whose answer is being changed. */
const changing = signal(-1);
const now = signal(0);
setInterval(() => (now.value = line.clock.now()), 1_000);
now.value = line.clock.now();
/** How long each question was looked at, ms. */
const looked: Record<string, number> = {};
let since = performance.now();

// What was said before this part was here is said again.
speak(lang.peek());

const working = computed(() => attempt.value !== null && !handedIn.value && at.value >= 0);
const items = computed(() => attempt.value?.items ?? []);
const answered = ({ kind = "single" }: PaceItem) => kind !== "slide";

function go(to: number): void {
  const item = items.peek()[at.peek()];
  if (item) looked[key(item)] = spent(item);
  since = performance.now();
  changing.value = -1;
  at.value = to;
  part.value = `${attempt.peek()?.no}.${to}`;
  scrollTo(0, 0);
}
const key = ({ i }: PaceItem) => `${seat.peek()?.room}.${attempt.peek()?.no}.${i}`;
const spent = (item: PaceItem) => (looked[key(item)] ?? 0) + performance.now() - since;

/** This page has just asked for the attempt that comes. */
let asked = false;
// It begins with its first question; who comes back sees first how far it is.
let last = 0;
attempt.subscribe((one) => {
  const no = one?.no ?? 0;
  if (no !== last) go(no && asked ? 0 : -1);
  if (no) asked = false;
  last = no;
  if (one?.items.some(({ media, ask }) => media?.length || ask?.pictures)) fetchMedia();
});
/** All that is shown or played with a question, a film apart: that one is not sealed. */
function mediaOf({ media = [], ask = {} }: PaceItem): PhoneMedia[] {
  const { pictures = [], keys = [] } = ask;
  const own = pictures.map((name, i): PhoneMedia => ({ kind: "picture", name, key: keys[i] ?? "" }));
  return [...media.filter(({ kind }) => kind !== "film"), ...own.filter(({ name }) => name)];
}
function fetchMedia(): void {
  import("./media").then(
    async (found) => {
      await found.ready;
      Media.value = found.Media;
      found.atHome(items.peek().flatMap(mediaOf));
    },
    () => setTimeout(fetchMedia, 2_000),
  );
}

/** The time of an attempt is over: what there is, is handed in. */
now.subscribe((ms) => {
  const one = attempt.peek();
  if (one?.ends && ms > one.ends && !handedIn.peek()) finish(one.no);
});

const day = (ms: number) => {
  const then = new Date(ms);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(then.getDate())}.${two(then.getMonth() + 1)}, ${two(then.getHours())}:${two(then.getMinutes())}`;
};
const clock = (ms: number) => {
  const s = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;
};

// ── how it looks ─────────────────────────────────────────────────────────────────────────────────────────────────

export function Paced() {
  const one = homework.value;
  if (!one) return <p class="dots">{t("wait")}</p>;
  const phase = stage.value?.phase;
  if (phase === "lobby")
    return (
      <div class="note">
        <p class="over">{one.title}</p>
        <h1 tabIndex={-1}>{t("pace.opens", { when: day(one.opens) })}</h1>
        <p>{t("pace.opens.text")}</p>
        {one.note && <p dir="auto">{one.note}</p>}
      </div>
    );
  if (!working.value || phase !== "own_pace") return <Overview />;
  return at.value < items.value.length ? <Question item={items.value[at.value]!} /> : <Over />;
}

/** The honest state of what was done here. */
function State() {
  const n = waits.value;
  const some = items.value.some(({ i }) => answerTo(i));
  if (!n && line.state.value === "lost") return <p class="state">{t("lost")}</p>;
  if (!n) return some ? <p class="state">{t("pace.saved")}</p> : null;
  return <p class="state waits">{t(line.state.value === "up" ? "pace.sending" : "pace.kept", { n })}</p>;
}

function Overview() {
  const one = homework.value!;
  const { mine = [], attempts = 1, limit = 0, feedback = "at_end", material = [] } = one;
  const open = stage.value?.phase === "own_pace" && now.value < one.closes;
  const goes = attempt.value && !handedIn.value ? attempt.value : null;
  const next = mine.length + 1;
  const Way = review.value?.Way;
  const start = () => {
    asked = true;
    begin(next);
  };
  return (
    <div class="pace">
      <p class="over">{t(open ? "pace.title" : "pace.closed")}</p>
      <h1 tabIndex={-1}>{one.title}</h1>
      {one.note && <p dir="auto">{one.note}</p>}
      {open && (
        <ul class="facts">
          <li>{t("pace.n", { n: one.n })}</li>
          <li>{t("pace.closes", { when: day(one.closes) })}</li>
          {attempts > 1 && <li>{t(`pace.attempts.${one.counts ?? "best"}`, { n: attempts })}</li>}
          {limit > 0 && <li>{t("pace.limit", { min: Math.round(limit / 60_000) })}</li>}
          <li>{t(`pace.told.${feedback}`)}</li>
        </ul>
      )}
      {!open && <p>{t(waits.value ? "pace.late" : "pace.closed.text")}</p>}
      <State />
      {material.length > 0 && (
        <section>
          <h2>{t("pace.material")}</h2>
          {material.map((piece, no) => (
            <Piece piece={piece} no={no} />
          ))}
        </section>
      )}
      {goes && open && (
        <button type="button" class="go" onClick={() => go(Math.max(0, firstOpen()))}>
          {t("pace.continue")}
        </button>
      )}
      {!goes && open && next <= attempts && (
        <button type="button" class="go" disabled={beginning.value} onClick={start}>
          {t(beginning.value ? (line.state.value === "up" ? "wait" : "pace.offline") : mine.length ? "pace.again" : "pace.begin", { n: next })}
        </button>
      )}
      {mine.filter(({ no }) => no !== goes?.no).map((tried) => (
        <Tried tried={tried} alone={attempts === 1} />
      ))}
      {Object.keys(told.value).length > 0 && !goes && <Results />}
      {Way && <Way />}
      {mine.length > 0 && !goes && !stage.value?.mute && (
        <button type="button" class="second" onClick={() => (asking.value = true)}>
          {t("pace.unclear")}
        </button>
      )}
      <p class="hint">{t("pace.here")}</p>
    </div>
  );
}

/** The first question without an answer; behind the last if there is none. */
function firstOpen(after = 0): number {
  const all = items.peek();
  const open = (item: PaceItem) => answered(item) && !answerTo(item.i);
  const found = all.findIndex((item, place) => place >= after && open(item));
  return found >= 0 ? found : all.findIndex(open) >= 0 ? all.findIndex(open) : all.length;
}

function Tried({ tried, alone }: { tried: AttemptView; alone: boolean }) {
  const { no, finished = 0, answered = 0, late = 0, of = 0, counts } = tried;
  const right = tried.right ?? null;
  return (
    <div class="card tried">
      <h2>
        {t(alone ? "pace.done" : "pace.try", { n: no })}
        {counts && !alone && <small> · {t("pace.counts")}</small>}
      </h2>
      <p>{finished ? t("pace.handed", { when: day(finished) }) : t("pace.unfinished")}</p>
      <p>{right === null ? t("pace.answered", { n: answered }) : t("pace.right", { right, of })}</p>
      {right === null && finished > 0 && <p>{t("pace.later")}</p>}
      {late > 0 && <p class="fault">{t("pace.lates", { n: late })}</p>}
    </div>
  );
}

function Piece({ piece, no }: { piece: MaterialView; no: number }) {
  const { title, text, link, name, kind, alt = "", opened } = piece;
  const source = `/m/${seat.value?.room}/${name}`;
  const seen = () => openPiece(no);
  return (
    <details class="card piece" onToggle={(event: Event) => (event.currentTarget as HTMLDetailsElement).open && seen()}>
      <summary>
        <span dir="auto">{title}</span>
        {opened && <small>{t("pace.opened")}</small>}
      </summary>
      {text && (
        <p dir="auto" class="text">
          <Words text={text} />
        </p>
      )}
      {link && (
        <a href={link} target="_blank" rel="noopener noreferrer">
          {link}
        </a>
      )}
      {kind === "picture" && <img src={source} alt={alt} loading="lazy" />}
      {kind === "sound" && <audio src={source} controls preload="none" />}
      {kind === "film" && <video src={source} controls preload="none" />}
    </details>
  );
}

/** To any question at once, and how it stands with each. */
function Ways() {
  return (
    <nav class="ways" aria-label={t("pace.ways")}>
      {items.value.map((item, place) => {
        const given = answerTo(item.i);
        const how = told.value[item.i]?.verdict ?? (given ? (given.waits ? "waits" : "kept") : "");
        return (
          <button
            type="button"
            class={how}
            aria-current={place === at.value ? "step" : undefined}
            aria-label={`${t("question", { i: place + 1, of: items.value.length })}${given ? `: ${t("pace.given")}` : ""}`}
            onClick={() => go(place)}
          >
            {place + 1}
          </button>
        );
      })}
    </nav>
  );
}

function Question({ item }: { item: PaceItem }) {
  const { i, kind = "single", ask = {}, media = [] } = item;
  const result = told.value[i];
  const given = answerTo(i);
  const atOnce = homework.value?.feedback === "at_once";
  const open = answered(item) && (!given || changing.value === i);
  const Input = open ? kindOf(kind)?.Input : null;
  const place = at.value;
  const ends = attempt.value?.ends;
  const next = () => go(place + 1 < items.value.length ? place + 1 : items.value.length);
  const films = media.filter((one) => one.kind === "film");
  return (
    <div class="pace answering">
      <Ways />
      <p class="over">
        {t("question", { i: place + 1, of: items.value.length })}
        {ends && <b class="left"> {clock(ends - now.value)}</b>}
      </p>
      <h1 class="q" tabIndex={-1}>
        <Words text={item.text} />
      </h1>
      <Pictures q={{ media: media.filter((one) => one.kind !== "film") }} />
      {films.map(({ name }) => (
        <video src={`/m/${seat.value?.room}/${name}`} controls preload="none" />
      ))}
      {kind === "slide" && ask.body && (
        <p dir="auto" class="text">
          <Words text={ask.body} />
        </p>
      )}
      {refused.value[i] && (
        <p class="fault" role="alert">
          {says(refused.value[i]!)}
        </p>
      )}
      {open &&
        (Input ? (
          <Input
            key={key(item)}
            q={key(item)}
            ask={ask}
            signs={false}
            give={(a) => {
              giveAnswer(i, a, spent(item));
              if (!atOnce) go(firstOpen(place + 1));
            }}
          />
        ) : (
          <p class="dots">{t("wait")}</p>
        ))}
      {given && !open && (
        <>
          <h2>{t("own")}</h2>
          <Given kind={kind} a={given.a} ask={ask} />
          {given.late && <p class="fault">{t("kept.late")}</p>}
          {result ? <Result result={result} item={item} /> : atOnce && given.waits && <p>{t("pace.told.then")}</p>}
          {!atOnce && (
            <button type="button" class="second" onClick={() => (changing.value = i)}>
              {t("pace.change")}
            </button>
          )}
        </>
      )}
      <State />
      <div class="steps">
        <button type="button" class="second" onClick={() => go(place - 1)}>
          {t("pace.back")}
        </button>
        <button type="button" class={open && kind !== "slide" ? "second" : "go"} onClick={next}>
          {t("pace.next")}
        </button>
      </div>
    </div>
  );
}

/** What was given, how it was, and what is right where that may be told. */
function Result({ result, item }: { result: Told; item: PaceItem }) {
  const { verdict, right = [], words = [], why, regions } = result;
  return (
    <div class={`told ${verdict === "missed" ? "none" : verdict}`} role="status">
      {verdict !== "none" && <p class="how">{t(`how.${verdict === "missed" ? "none" : verdict}`)}</p>}
      {verdict !== "right" && right.length + words.length > 0 && (
        <>
          <h2>{t("solution")}</h2>
          <Solution kind={item.kind} right={right} words={words} regions={regions} ask={item.ask ?? {}} />
        </>
      )}
      {why && (
        <p class="why">
          <Words text={why} />
        </p>
      )}
    </div>
  );
}

/** Before handing in: what is missing. */
function Over() {
  const open = items.value.filter((item) => answered(item) && !answerTo(item.i)).length;
  const no = attempt.value!.no;
  return (
    <div class="pace">
      <Ways />
      <h1 tabIndex={-1}>{t(open ? "pace.missing" : "pace.all", { n: open })}</h1>
      <State />
      {open > 0 && (
        <button type="button" class="second" onClick={() => go(firstOpen())}>
          {t("pace.missing.show")}
        </button>
      )}
      <button
        type="button"
        class="go"
        onClick={() => {
          finish(no);
          go(-1);
        }}
      >
        {t("pace.finish")}
      </button>
      <p class="hint">{t("pace.finish.text")}</p>
    </div>
  );
}

/** The attempt that was handed in, question by question. */
function Results() {
  return (
    <ol class="results">
      {items.value.filter(answered).map((item) => {
        const result = told.value[item.i];
        const given = answerTo(item.i);
        return (
          result && (
            <li class={`card ${result.verdict}`}>
              <p class="q">
                <Words text={item.text} />
              </p>
              {given && <Given kind={item.kind} a={given.a} ask={item.ask ?? {}} />}
              <Result result={result} item={item} />
            </li>
          )
        );
      })}
    </ol>
  );
}
