// Peer instruction on the phone: between two votes, how sure one is, and what came of the talk. Comes when a lesson first
// needs it. Owns nothing of the answers themselves.
import { signal } from "@preact/signals-core";
import { addWords, t } from "../shared/i18n";
import type { Me, PlayerOut, Sure } from "../shared/protocol.gen";
import { dressed } from "./dress";
import { ask, ears, given, line, me, question, stage, talk } from "./game";
import css from "./peer.css?url";
import { Given, type Own, ownAnswer } from "./play";
import { draw } from "./seat";

const RESEND_MS = 3_000;
const SURE: readonly Sure[] = ["sure", "half", "guess"];

const words = addWords({
  kk: () => import("../locales/peer.kk.json"),
  ru: () => import("../locales/peer.ru.json"),
  en: () => import("../locales/peer.en.json"),
});
/** Words and styles are here. */
export const ready = Promise.all([words, dressed(css)]);

// ── between two votes ────────────────────────────────────────────────────────────────────────────────────────────

export function Between() {
  const { phase } = stage.value!;
  const names = (phase === "discussion" && talk.value?.names) || [];
  const own = ownAnswer();
  return (
    <div class="note between">
      <h1 tabIndex={-1}>{t(names.length ? "peer.with" : `peer.${phase}`)}</h1>
      {names.map((name) => (
        <p class="me" key={name}>
          {name}
        </p>
      ))}
      <p>{t(`peer.${phase}.text`)}</p>
      {own && (
        <>
          <h2>{t("own")}</h2>
          <Given kind={question.value?.kind} a={own.a} ask={ask.value} />
        </>
      )}
    </div>
  );
}

// ── how sure ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** What was tapped and may not be confirmed yet; `of` names the question. */
const said = signal<{ of: string; sure: Sure } | null>(null);
let resend: ReturnType<typeof setTimeout> | undefined;

function here(): string {
  const { g = 1, i } = question.peek() ?? {};
  return `${g}.${i}`;
}

function say(sure: Sure): void {
  said.value = { of: here(), sure };
  submit();
}

/** Until the server has it, or the window has closed: it may be said again without harm. */
function submit(): void {
  clearTimeout(resend);
  const now = said.peek();
  const q = question.peek();
  if (!now || !q || now.of !== here() || given.peek()?.sure === now.sure || stage.peek()?.phase !== "answering") return;
  line.send({ t: "sure", id: draw(3), g: q.g ?? 1, q: q.i, sure: now.sure });
  resend = setTimeout(submit, RESEND_MS);
}

ears.push((frame: PlayerOut) => {
  if (frame.t === "you" || frame.t === "given") submit();
});

function HowSure({ own }: { own: Own }) {
  const now = said.value;
  const chosen = now?.of === here() ? now.sure : own.sure;
  return (
    <div class="sure" role="group" aria-label={t("peer.sure")}>
      <h2>{t("peer.sure")}</h2>
      {SURE.map((sure) => (
        <button type="button" key={sure} aria-pressed={chosen === sure} onClick={() => say(sure)}>
          {t(`peer.sure.${sure}`)}
        </button>
      ))}
    </div>
  );
}

// ── after the second vote ────────────────────────────────────────────────────────────────────────────────────────

const half = (verdict: Me["verdict"]): string => (verdict === "right" ? "right" : verdict === "wrong" || verdict === "part" ? "wrong" : "");

/** What came of the talk, to whom it came of: who gave both answers. */
function Turn() {
  const { before, verdict } = me.value ?? {};
  const [was, is] = [half(before), half(verdict)];
  return was && is ? <p class="turn">{t(`peer.turn.${was}.${is}`)}</p> : null;
}

/** Beneath the answer that was kept, and beneath the result. */
export function Beneath() {
  const own = ownAnswer();
  const { phase, sure } = stage.value!;
  if (phase === "reveal") return <Turn />;
  return sure && own && !own.late ? <HowSure own={own} /> : null;
}
