// The frame around every screen: name and language above, the countdown, one screen, the honest line when the
// connection is gone, and what a screen reader is told. Owns which screen is shown and where the focus goes.
import { computed, signal } from "@preact/signals-core";
import type { ComponentType } from "preact";
import { fetchAllKinds } from "../kinds/student";
import { countdown } from "../shared/countdown";
import { digits, t } from "../shared/i18n";
import { LangSwitch } from "../shared/LangSwitch";
import { Drawn } from "../shared/words";
import { asked, ears, fault, leave, line, me, question, resume, room, screen, seat, slots, speak, stage } from "./game";
import { AskName, AskPin } from "./join";
import type { PlayerOut, PlayerStage } from "../shared/protocol.gen";
import { Answering, Feeling, keptWords, Lobby, Media, Note, outcome, ownAnswer, Reading, Result, Twice } from "./play";
import { says } from "./says";

const OVER_MS = 900;

// ── the countdown ────────────────────────────────────────────────────────────────────────────────────────────────

/** The class's time as it is this student's. */
export const ownClock = signal((s: PlayerStage | null) => s?.clock);
const clock = computed(() => ownClock.value(stage.value));
const left = countdown(clock, () => line.clock.now());
const seconds = computed(() => Math.ceil(left.value / 1000));
let band: HTMLElement | null = null;
left.subscribe(draw); // Every frame, past the rendering of the page.

function draw(): void {
  if (band) band.style.transform = `scaleX(${left.peek() / (clock.peek()?.span || 1)})`;
}

function takeBand(element: HTMLElement | null): void {
  band = element;
  draw();
}

/** The time is over, and what comes next is awaited; not at once, for an answer may still be on its way. */
const over = signal(false);
let soon: ReturnType<typeof setTimeout>;
left.subscribe((ms) => {
  clearTimeout(soon);
  over.value = false;
  if (!ms && clock.peek()?.ends) soon = setTimeout(() => (over.value = true), OVER_MS);
});

// ── later screens ────────────────────────────────────────────────────────────────────────────────────────────────

const boards = signal<Record<"Board" | "Podium", ComponentType> | null>(null);

/** Open over everything else; the question that comes next closes it. */
export const asking = signal(false);
const Asking = signal<ComponentType | null>(null);

/** A part of the page that comes later, with its words and styles; while the line is down, it is asked for again. */
function later<T>(load: () => Promise<T>, take: (found: T) => unknown): void {
  load().then(
    async (found) => {
      await (found as { ready?: unknown }).ready;
      take(found);
    },
    () => setTimeout(later, 1_000, load, take),
  );
}

function fetchAsking(): void {
  later(
    () => import("./asking"),
    (found) => (Asking.value = found.Asking),
  );
}

/** What stands above the game once it has come. */
export const above = signal<ComponentType | null>(null);

const OfClass = signal<ComponentType<{ Nickname: ComponentType }> | null>(null);

function fetchOfClass(): void {
  later(
    () => import("./ofclass"),
    (found) => (OfClass.value = found.OfClass),
  );
}

/** What was right in the game that has ended, to look back at; it outlives the room. */
export const review = signal<Record<"Way" | "Answers" | "Merits", ComponentType> | null>(null);
export const reviewing = signal(false);

function fetchReview(): void {
  later(
    () => import("./review"),
    (found) => (review.value = found),
  );
}

function fetchBoards(): void {
  later(
    () => import("./board"),
    (found) => (boards.value = found),
  );
}

/** Formulas are drawn by a part that only lessons with some need. */
ears.push((frame) => {
  const math = "math" in frame && frame.math;
  if (!math) return;
  later(
    () => import("../shared/formula"),
    (found) => {
      found.learn(math);
      Drawn.value = found.Formulas;
    },
  );
});

/** A homework is a part of its own, which says where in it the student is. */
const Paced = signal<ComponentType | null>(null);
export const part = signal("");

/** voted, explain, discussion: between two votes. */
const BETWEEN = /^[ved]/;
/** A part that only some lessons need comes with the first frame that says so. */
function needed<T>(says: (frame: PlayerOut) => unknown, load: () => Promise<T>, take: (found: T) => unknown): void {
  let asked = false;
  ears.push((frame) => {
    if (!asked && (asked = !!says(frame))) later(load, take);
  });
}
needed(
  ({ t }) => t === "aids",
  () => import("./aids"),
  (found) => found.take(slots.peek().aids),
);
needed(
  (frame) => frame.t === "stage" && frame.home,
  () => import("./pace"),
  (found) => (Paced.value = found.Paced),
);
needed(
  ({ t }) => t === "ahead",
  () => import("./media"),
  (found) => (Media.value = found.Media),
);
needed(
  (frame) => (frame.t === "q" && frame.again) || (frame.t === "stage" && (frame.sure || BETWEEN.test(frame.phase))),
  () => import("./peer"),
  (found) => (Twice.value = found),
);
needed(
  (frame) => frame.t === "stage" && frame.mood,
  () => import("./pulse"),
  (found) => (Feeling.value = found.Mood),
);

/** All that the first question does not need, fetched while nobody waits for it. */
export function fetchTheRest(): void {
  fetchAllKinds();
  fetchBoards();
  fetchAsking();
  fetchReview();
  later(
    () => import("./body"),
    ({ buzz, stayAwake }) => [buzz(), stayAwake()],
  );
}

// ── screens ──────────────────────────────────────────────────────────────────────────────────────────────────────

function Game() {
  const s = stage.value;
  if (!s || !me.value) return <Note title={t("wait")} />;
  const { phase } = s;
  const q = question.value;
  if (s.home) return Paced.value ? <Paced.value /> : <Note title={t("wait")} />;
  if (s.paused) return <Note title={t("paused")} text={t("paused.text")} sign={7} />;
  if (q && phase === "reading") return <Reading q={q} />;
  if (q && phase === "answering")
    return over.value && !ownAnswer() ? <Note title={t("over")} text={t("kept.wait")} sign={5} /> : <Answering q={q} />;
  if (q && phase === "reveal") return <Result q={q} />;
  if (phase === "lobby") return <Lobby />;
  if (phase === "leaderboard" || phase === "podium") {
    const Later = boards.value?.[phase === "podium" ? "Podium" : "Board"];
    if (Later) return <Later />;
    fetchBoards();
    return <Note title={t("wait")} />;
  }
  if (Twice.value && BETWEEN.test(phase)) return <Twice.value.Between />;
  return <Note title={t("slide")} text={q?.text} sign={5} />;
}

function Bye() {
  const again = seat.value !== null;
  const Way = review.value?.Way;
  return (
    <div class="note">
      <h1 tabIndex={-1}>{says(fault.value ?? "busy")}</h1>
      {Way && <Way />}
      <button type="button" class="go" onClick={again ? resume : leave}>
        {t(again ? (fault.value === "replaced" ? "here" : "again") : "another")}
      </button>
    </div>
  );
}

/** The way in where more is asked than a nickname, or the host lets in. */
function Door() {
  const { entry, cards, names } = room.value!;
  if (!(names ?? cards ?? entry)) return <AskName />;
  const Later = OfClass.value;
  if (Later) return <Later Nickname={AskName} />;
  fetchOfClass();
  return <Note title={t("wait")} />;
}

const SCREENS = { pin: AskPin, name: Door, game: Game, bye: Bye };

/** What a change inside a screen sounds like; changes of the screen move the focus instead. */
function spoken(): string {
  const s = stage.value;
  if (screen.value !== "game" || !s) return "";
  if (line.state.value === "lost") return t("lost");
  const own = s.phase === "answering" && ownAnswer();
  return own ? keptWords(own) : "";
}

/** Equal keys are the same screen: it is drawn over, not entered. */
function screenKey(): string {
  const s = stage.value;
  if (screen.value !== "game" || !s) return screen.value;
  const how = s.phase === "answering" ? [!!ownAnswer(), over.value] : s.phase === "reveal" && outcome();
  return [s.phase, question.value?.g, question.value?.i, s.paused, how, part.value].join();
}

/** On a new screen the focus goes to its heading, and long texts shrink (not below 0.7) until nothing must scroll. */
function enter(main: HTMLElement | null): void {
  if (!main) return;
  main.querySelector<HTMLElement>("h1[tabindex],input")?.focus({ preventScroll: true });
  fit(main);
}

/** Tries sizes from the largest, words unbroken, until neither the page nor a word in an option sticks out. */
export function fit(main: HTMLElement): void {
  main.classList.add("fit");
  for (let z = 1; z > 0.68; z -= 0.05) {
    main.style.setProperty("--z", String(z));
    const tooWide = [...main.querySelectorAll(".option span")].some((span) => span.scrollWidth > span.clientWidth);
    if (!tooWide && document.documentElement.scrollHeight <= innerHeight) break;
  }
  main.classList.remove("fit");
}

/** Always there: small beside the countdown, with words where nothing has to be answered. */
function AskButton() {
  const n = asked.value.filter(({ done }) => !done).length;
  const open = () => {
    asking.value = true;
    fetchAsking();
  };
  return (
    <button type="button" class="ask" aria-label={`${t("ask")} ${n || ""}`} onClick={open}>
      <i aria-hidden="true">?</i>
      <span>{t("ask")}</span>
      {n > 0 && <b>{n}</b>}
    </button>
  );
}

export function App() {
  const Screen = SCREENS[screen.value];
  const s = stage.value;
  const playing = screen.value === "game" && s;
  const timed = playing && clock.value;
  const ask = playing && !s.mute && <AskButton />;
  const Panel = reviewing.value ? review.value?.Answers : ask && asking.value && Asking.value;
  const Line = playing && above.value;
  return (
    <>
      <header inert={!!Panel}>
        {playing ? (
          <p class="who">
            <b>{seat.value?.name}</b> {!s.scoreless && s.phase !== "lobby" && <span>{digits(me.value?.score ?? 0)}</span>}
          </p>
        ) : (
          <p class="who" />
        )}
        {timed && (
          <p class={`secs${seconds.value < 6 ? " soon" : ""}`} aria-hidden="true">
            {seconds.value}
          </p>
        )}
        {timed && ask}
        <LangSwitch onChoose={speak} />
      </header>
      {timed && (
        <div class={`band${seconds.value < 6 ? " soon" : ""}`} aria-hidden="true">
          <i ref={takeBand} />
        </div>
      )}
      {/* One place, however much is in it: what comes late must not build the rest of the page anew. */}
      <div class="above">{Line && <Line />}</div>
      <main key={screenKey()} ref={enter} inert={!!Panel}>
        <Screen />
      </main>
      {!timed && ask && (
        <p class="asks" inert={!!Panel}>
          {ask}
        </p>
      )}
      {Panel && <Panel />}
      {playing && !s.home && line.state.value === "lost" && (
        <footer class="lost">{t(s.phase === "answering" && ownAnswer() ? "lost.kept" : "lost")}</footer>
      )}
      <p class="sr" role="status">
        {spoken()}
      </p>
    </>
  );
}
