// What one student is given, on that student's phone alone: a countdown of its own, larger letters, a voice. Comes when
// the server says so. Owns the words that are read aloud and which voice reads them; decides nothing about time.
import { computed, signal } from "@preact/signals-core";
import { addWords, lang, t } from "../shared/i18n";
import type { Aids, Clock, Lang, PlayerOut, PlayerStage } from "../shared/protocol.gen";
import css from "./aids.css?url";
import { ownClock, part } from "./app";
import { dressed } from "./dress";
import { ask, ears, question, solution, stage } from "./game";
import { Reader } from "./play";

/** The words are here. */
export const ready = addWords({
  kk: () => import("../locales/aids.kk.json"),
  ru: () => import("../locales/aids.ru.json"),
  en: () => import("../locales/aids.en.json"),
});

/** Told when the phone has come, and again when it comes back. */
export function take(frame?: PlayerOut): void {
  if (frame?.t === "aids") give(frame);
}
ears.push(take);

function give({ time = "", large = false, aloud = false }: Aids): void {
  ownClock.value = (s) => lengthened(s, time);
  document.documentElement.classList.toggle("large", large);
  void dressed(css);
  void ready.then(() => (Reader.value = aloud && voices ? Aloud : null));
}

// ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The student's own countdown while a question is open; undefined: there is no limit. */
export function lengthened(s: PlayerStage | null, time: NonNullable<Aids["time"]>): Clock | null | undefined {
  const clock = s?.clock;
  if (!clock || s.phase !== "answering" || !time) return clock;
  if (time === "none") return undefined;
  const more = clock.span * (time === "x2" ? 1 : 0.5);
  const longer = { ...clock, span: clock.span + more };
  return clock.ends ? { ...longer, ends: clock.ends + more } : { ...longer, left: (clock.left ?? 0) + more };
}

// ── voice ────────────────────────────────────────────────────────────────────────────────────────────────────────

const voices = "speechSynthesis" in globalThis ? signal<SpeechSynthesisVoice[]>([]) : null;

/** A voice of this device for the language: others would send the question to somebody's server. */
export function voiceFor(one: Lang, all: readonly SpeechSynthesisVoice[]): SpeechSynthesisVoice | undefined {
  return all.find((voice) => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === one);
}

const voice = computed(() => voices && voiceFor(lang.value, voices.value));
const speaking = signal(false);

if (voices) {
  const look = () => (voices.value = speechSynthesis.getVoices());
  look();
  speechSynthesis.addEventListener("voiceschanged", look); // most browsers have them a little later
  for (const change of [question, stage, part, lang]) change.subscribe(hush);
}

function hush(): void {
  speaking.value = false;
  speechSynthesis.cancel();
}

/** What is on the screen: the question, what may be chosen, and at last what was right and why. */
function words(): string[] {
  const options = ask.value?.options ?? [];
  const { right = [], words: told = [], why } = solution.value ?? {};
  const answer = told.length ? told : right.map((i) => options[i] ?? "");
  const all = solution.value ? [question.value?.text, t("aids.right"), ...answer, why] : [question.value?.text, ...options];
  return all.filter((text): text is string => !!text);
}

/** Without the signs around formulas. */
function plain(text: string): string {
  return text.replace(/\$/g, " ");
}

function speak(say: string[]): void {
  hush();
  const all = say.map((text) => new SpeechSynthesisUtterance(text));
  for (const one of all) {
    one.voice = voice.value!;
    one.lang = voice.value!.lang;
    speechSynthesis.speak(one);
  }
  speaking.value = true;
  all.at(-1)!.onend = () => (speaking.value = false);
}

/** `say`: what is read; else it is what the stage has. */
export function Aloud({ say }: { say?: string[] }) {
  if (!voice.value) return null;
  return (
    <button
      type="button"
      class="aloud"
      aria-pressed={speaking.value}
      onClick={() => (speaking.peek() ? hush() : speak((say ?? words()).map(plain)))}
    >
      {t(speaking.value ? "aids.hush" : "aids.aloud")}
    </button>
  );
}
