// The state of this phone in the game, and every frame in and out. Owns the signals that the screens read and the
// steps that they take; knows nothing of how it looks. The server's picture always wins over what is remembered here.
import { signal } from "@preact/signals-core";
import { lang, show, undecided } from "../shared/i18n";
import { Line } from "../shared/line";
import type {
  Ack,
  Aids,
  ClassQuestion,
  Code,
  Crew,
  Given,
  Lang,
  Me,
  Mine,
  PlayerAsk,
  PlayerIn,
  PlayerOut,
  PlayerQuestion,
  PlayerSolution,
  PlayerStage,
  PlayerTeams,
  RawAnswer,
  Room,
  Talk,
  Turn,
} from "../shared/protocol.gen";
import { draw, recall, remember, type Seat, type Unsent } from "./seat";

const RESEND_MS = 3_000;
/** Refusals about who somebody is, not about the room. */
const AT_THE_DOOR = /^(name|room_[fl]|bad_f|wait|stud|roster|unknown_[sc][to])/;
/** Refusals after which the seat is no more. */
const LOST = /kick|_closed|_seat|freed/;

export type Screen = "pin" | "name" | "game" | "bye";

export const screen = signal<Screen>("pin");
export const pin = signal("");
export const room = signal<Room | null>(null);
export const seat = signal<Seat | null>(recall("seat"));
export const seatNo = signal(0);
// The picture, slot by slot: each frame replaces one whole.
export const stage = signal<PlayerStage | null>(null);
export const question = signal<PlayerQuestion | null>(null);
export const ask = signal<PlayerAsk | null>(null);
export const solution = signal<PlayerSolution | null>(null);
/** The recorded answer, told to a phone that came back; an acknowledged one is in `mine`. */
export const given = signal<Given | null>(null);
export const talk = signal<Talk | null>(null);
export const me = signal<Me | null>(null);
/** What only parts that come later understand, whole as it was told last. */
export const slots = signal<{ aids?: Aids; crew?: Crew; turn?: Turn; teams?: PlayerTeams }>({});
/** Questions of students that the class may see, and what this phone has to do with them. */
export const asked = signal<ClassQuestion[]>([]);
export const mineAsked = signal<Mine | null>(null);
/** Parts that come later and listen too. */
export const ears: ((frame: PlayerOut) => void)[] = [];
/** The last refusal, beside the field or on the closing screen. */
export const fault = signal<Code | null>(null);
/** The name to begin with when a seat was lost. */
export let lastName = "";
/** Something was sent that the next frame will answer. */
export const waiting = signal(false);
/** The answer that this phone gave and how far it came: not yet acknowledged, acknowledged, or refused with a code. */
export const mine = signal<(Unsent & { saved: boolean; code?: Code | null | undefined }) | null>(null);

let greeting: "look" | "join" | "back" = "look";
let seated = false;
let resend: ReturnType<typeof setTimeout> | undefined;

// The PIN is in the path for whoever keeps a room's phones together; the server reads it from the frames.
export const line = new Line<PlayerIn, PlayerOut>({ path: () => (pin.value ? `/ws/${pin.value}` : "/ws"), greet, hear });

// ── steps ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Begin: back to the remembered seat, or into the room of the address (`/123456`), or with a card, or ask for a PIN. */
export function start(path: string): void {
  const asked = /^\/(\d{6})\/?$/.exec(path)?.[1];
  const known = seat.value;
  const answer = recall("answer");
  if (answer) mine.value = { ...answer, saved: false };
  const code = path.split("#card=")[1];
  if (code) join("", { code }); // The server finds the lesson of the card's class.
  else if (known && (!asked || asked === known.pin)) resume();
  else if (asked) look(asked);
}

/** Is there a room with this PIN? */
export function look(digits: string): void {
  if (digits !== pin.value) line.close(); // it leads to where the PIN before this one is
  pin.value = digits;
  request("look");
}

export function join(name: string, who?: Seat["who"]): void {
  // The same key again gets the same seat: a join whose answer was lost must not leave a second seat behind.
  const last = seat.value?.pin === pin.value ? seat.value.key : draw(24);
  keepSeat({ pin: pin.value, key: last, name, who, room: "" });
  request("join");
}

/** Take the remembered seat again, here. */
export function resume(): void {
  screen.value = seat.value ? "game" : "pin";
  pin.value = seat.value?.pin ?? "";
  if (seat.value) request(seat.value.room ? "back" : "join");
}

/** To the beginning, for another room. */
export function leave(): void {
  line.close();
  stage.value = me.value = fault.value = null;
  pin.value = "";
  screen.value = "pin";
}

export function give(a: RawAnswer): void {
  const q = question.value;
  if (!q || !seat.value) return;
  // The id tells a retry from another answer of this seat to this question; nothing else depends on it.
  const unsent = { room: seat.value.room, g: q.g ?? 1, q: q.i, id: draw(3), a };
  remember("answer", unsent);
  mine.value = { ...unsent, saved: false };
  submit();
}

/** The new language goes to the server too: questions may exist in it. */
export function speak(to: Lang): void {
  if (seated) line.send({ t: "lang", lang: to });
}

// ── frames ───────────────────────────────────────────────────────────────────────────────────────────────────────

function request(what: typeof greeting): void {
  greeting = what;
  fault.value = null;
  waiting.value = true;
  if (line.state.value === "up") line.send(greet()!);
  else line.open();
}

function greet(): PlayerIn | undefined {
  seated = false;
  const { key = "", name = "", room = "", who } = seat.value ?? {};
  if (greeting === "look") return { t: "look", pin: pin.value, lang: lang.value };
  if (greeting === "join") return { t: "join", pin: pin.value, key, name, lang: lang.value, ...who };
  return { t: "back", room, key, lang: lang.value };
}

function submit(): void {
  clearTimeout(resend);
  const a = mine.value;
  if (!a || a.saved || !seated || a.room !== seat.value?.room) return;
  line.send({ t: "answer", id: a.id, g: a.g, q: a.q, a: a.a });
  resend = setTimeout(submit, RESEND_MS);
}

function hear(frame: PlayerOut): void {
  take(frame);
  for (const ear of ears) ear(frame);
}

function take(frame: PlayerOut): void {
  switch (frame.t) {
    case "room":
      waiting.value = false;
      room.value = frame;
      if (seated) break; // Asked for the names of the class alone.
      screen.value = "name";
      fault.value = frame.open ? null : "room_locked";
      if (undecided()) void show(frame.lang);
      break;
    case "you":
      waiting.value = false;
      fault.value = null;
      seated = true;
      // The picture that follows has them again, if there are any.
      asked.value = [];
      mineAsked.value = null;
      slots.value = {};
      greeting = "back";
      seatNo.value = frame.seat;
      if (seat.value) keepSeat({ ...seat.value, room: frame.room });
      screen.value = "game";
      submit();
      break;
    case "stage":
      stage.value = frame;
      if (/lobby|podium|closed/.test(frame.phase)) ofQuestion(null);
      if (frame.phase === "closed") end("room_closed");
      break;
    case "q":
      ofQuestion(frame);
      break;
    case "ask":
      ask.value = frame;
      break;
    case "solution":
      solution.value = frame;
      break;
    case "given":
      given.value = frame;
      break;
    case "talk":
      talk.value = frame;
      break;
    case "me":
      me.value = frame;
      break;
    case "asked": {
      const { put = [], gone = [] } = frame;
      const stays = ({ no }: ClassQuestion) => !frame.all && !gone.includes(no) && !put.some((one) => one.no === no);
      asked.value = [...asked.value.filter(stays), ...put];
      break;
    }
    case "mine":
      mineAsked.value = frame;
      break;
    case "name":
      if (seat.value) keepSeat({ ...seat.value, name: frame.name });
      break;
    case "ack":
      acked(frame);
      break;
    case "no":
      refused(frame.code);
      break;
    case "bye":
      end(frame.code);
      break;
    default:
      slots.value = { ...slots.value, [frame.t]: frame };
  }
}

/** Another question, or none: what was of the one before is gone. */
function ofQuestion(q: PlayerQuestion | null): void {
  question.value = q;
  ask.value = solution.value = given.value = talk.value = null;
}

function acked({ id, code }: Ack): void {
  const a = mine.value;
  if (a?.id !== id) return;
  if (code === "not_saved" || code === "busy" || code === "flood" || code === "not_joined") {
    mine.value = { ...a, code }; // Not lost: `submit` sends it again.
    return;
  }
  clearTimeout(resend);
  remember("answer", null);
  mine.value = { ...a, saved: true, code };
}

function refused(code: Code): void {
  if (code === "not_joined" || code === "busy" || code === "flood" || code === "not_saved") {
    // Our greeting was lost, or the server or its disk is out of breath: the same again, a little later.
    fault.value = code;
    setTimeout(() => line.send(greet()!), RESEND_MS);
    return;
  }
  waiting.value = false;
  fault.value = code;
  if (LOST.test(code)) keepSeat(null);
  screen.value = AT_THE_DOOR.test(code) && room.value ? "name" : "pin";
  if (code === "wait_for_host" && !room.value) look(pin.value);
}

function end(code: Code): void {
  line.close();
  waiting.value = false;
  if (LOST.test(code)) keepSeat(null);
  fault.value = code;
  screen.value = "bye";
}

function keepSeat(value: Seat | null): void {
  if (!value && seat.value) lastName = seat.value.name;
  seat.value = value;
  remember("seat", value);
}
