// What this phone knows of a homework, and what it has done that the server has not acknowledged: kept in the phone,
// sent in order, once, however long there is no network. Owns the slots and the queue; knows nothing of how it looks.
import { batch, computed, signal } from "@preact/signals-core";
import type { Code, PlayerAttempt, PlayerHomework, PlayerOut, RawAnswer, Told } from "../shared/protocol.gen";
import { ears, line, seat, seatNo } from "./game";
import { draw, type Owed, recall, remember } from "./seat";

const RESEND_MS = 3_000;
/** Frames on their way at once; the server takes twenty a second. */
const AT_ONCE = 8;
/** Refusals that are no answer: the same again, a little later. */
const AGAIN = ["not_saved", "busy", "flood", "not_joined"];

export interface Given {
  a: RawAnswer;
  late?: boolean | undefined;
  /** It is in this phone alone. */
  waits?: boolean;
}
type Frame = Owed["frame"];

export const homework = signal<PlayerHomework | null>(null);
export const attempt = signal<PlayerAttempt | null>(null);
export const told = signal<Record<number, Told>>({});
/** Why an answer was not taken, by question. */
export const refused = signal<Record<number, Code>>({});
/** What the server has of the newest attempt. */
const recorded = signal<Record<number, Given>>({});
const owed = signal<Owed[]>(recall("owed") ?? []);
const mine = computed(() =>
  owed.value.filter((one) => one.room === seat.value?.room && one.seat === seatNo.value).map(({ frame }) => frame),
);
let resend: ReturnType<typeof setTimeout> | undefined;
let flying: string[] = [];
/** Whose picture this is: the room and the seat in it. */
let whose = `${seat.peek()?.room}.${seatNo.peek()}`;

/** How many answers of this seat are in this phone alone. */
export const waits = computed(() => mine.value.filter(({ t }) => t === "give").length);

/** This seat's answer to question `i` of the newest attempt, as this phone knows it. */
export function answerTo(i: number): Given | undefined {
  const no = attempt.value?.no;
  const last = mine.value.filter((frame) => frame.t === "give" && frame.no === no && frame.q === i).pop();
  return last?.t === "give" ? { a: last.a, waits: true } : recorded.value[i];
}

/** The newest attempt is handed in, or that is on its way. */
export const handedIn = computed(() => {
  const no = attempt.value?.no;
  const known = homework.value?.mine?.find((one) => one.no === no);
  return !!known?.finished || mine.value.some((frame) => frame.t === "finish" && frame.no === no);
});

// ── steps ────────────────────────────────────────────────────────────────────────────────────────────────────────

export const begin = (no: number): void => owe({ t: "begin", id: draw(6), no });
export const finish = (no: number): void => owe({ t: "finish", id: draw(6), no });
export const openPiece = (no: number): void => owe({ t: "opened", id: draw(6), no });
export function giveAnswer(q: number, a: RawAnswer, ms: number): void {
  const { [q]: _, ...others } = refused.peek();
  refused.value = others;
  owe({ t: "give", id: draw(6), no: attempt.peek()!.no, q, a, ms: Math.round(ms) });
}

/** An attempt is asked for and has not come. */
export const beginning = computed(() => mine.value.some(({ t }) => t === "begin"));

function owe(frame: Frame): void {
  const twice = mine.peek().some((one) => one.t === frame.t && one.t !== "give" && one.no === frame.no);
  if (twice) return;
  keep([...owed.peek(), { room: seat.peek()?.room ?? "", seat: seatNo.peek(), frame }]);
  submit();
}

function keep(all: Owed[]): void {
  owed.value = all;
  remember("owed", all.length ? all : null);
}

/** In order: nothing overtakes another answer to the same question, and an attempt begins and ends when all before it
 *  is done. */
function submit(): void {
  clearTimeout(resend);
  flying = [];
  const questions: number[] = [];
  for (const frame of mine.peek()) {
    const alone = frame.t === "begin" || frame.t === "finish";
    if (flying.length >= AT_ONCE || (alone && flying.length)) break;
    if (frame.t === "give") {
      if (questions.includes(frame.q)) break;
      questions.push(frame.q);
    }
    if (!line.send(frame)) break;
    flying.push(frame.id);
    if (alone) break;
  }
  if (mine.peek().length) resend = setTimeout(submit, RESEND_MS);
}

// ── frames ───────────────────────────────────────────────────────────────────────────────────────────────────────

function acked(id: string, code: Code | null | undefined): void {
  const one = owed.peek().find(({ frame }) => frame.id === id);
  if (!one || (code && AGAIN.includes(code))) return;
  const { frame } = one;
  keep(owed.peek().filter((other) => other !== one));
  if (frame.t === "give" && code && code !== "late") refused.value = { ...refused.peek(), [frame.q]: code };
  flying = flying.filter((other) => other !== id);
  if (!flying.length) submit();
}

ears.push((frame: PlayerOut) =>
  batch(() => {
    switch (frame.t) {
      case "you":
        // In the same seat all that was known stays until the picture that follows replaces it.
        if (whose !== (whose = `${frame.room}.${frame.seat}`)) {
          homework.value = attempt.value = null;
          told.value = refused.value = recorded.value = {};
        }
        submit();
        break;
      case "stage":
        if (/lobby|podium|closed/.test(frame.phase)) attempt.value = null;
        break;
      case "homework":
        homework.value = frame;
        break;
      case "attempt":
        if (frame.no !== attempt.peek()?.no) refused.value = {};
        attempt.value = frame;
        told.value = {};
        recorded.value = Object.fromEntries((frame.given ?? []).map((one) => [one.i, one]));
        break;
      case "gave":
        recorded.value = { ...recorded.peek(), [frame.i]: frame };
        break;
      case "told":
        told.value = { ...told.peek(), ...Object.fromEntries((frame.put ?? []).map((one) => [one.i, one])) };
        break;
      case "ack":
        acked(frame.id, frame.code);
    }
  }),
);
submit();
