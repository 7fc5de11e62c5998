// What this phone remembers between visits: its seat, and what the server has not acknowledged yet.
// Owns the storage keys; works, forgetfully, where storage is forbidden. Knows nothing of sockets or screens.
import type {
  BeginIn,
  FinishIn,
  GiveIn,
  OpenedIn,
  QuestionIn,
  RawAnswer,
  SecondIn,
  WithdrawIn,
} from "../shared/protocol.gen";

export interface Seat {
  pin: string;
  /** The seat's secret, drawn here. */
  key: string;
  name: string;
  /** Who of the class this is: the place in its list of names, or the code of a card. */
  who?: { student?: number; code?: string } | undefined;
  /** Empty until the server has given the seat. */
  room: string;
}

export interface Unsent {
  room: string;
  g: number;
  q: number;
  id: string;
  a: RawAnswer;
}

/** A question to the teacher, "the same" to another's, or one taken back. */
export interface Note {
  room: string;
  frame: QuestionIn | SecondIn | WithdrawIn;
}

/** A step in a homework, of the seat that took it: another student may sit down at this phone. */
export interface Owed {
  room: string;
  seat: number;
  frame: BeginIn | GiveIn | FinishIn | OpenedIn;
}

interface Kept {
  seat: Seat;
  answer: Unsent;
  notes: Note[];
  draft: string;
  owed: Owed[];
}

export function recall<K extends keyof Kept>(what: K): Kept[K] | null {
  try {
    return JSON.parse(localStorage.getItem(`saual.${what}`) ?? "null") as Kept[K] | null;
  } catch {
    return null;
  }
}

/** Null forgets. */
export function remember<K extends keyof Kept>(what: K, value: Kept[K] | null): void {
  try {
    if (value) localStorage.setItem(`saual.${what}`, JSON.stringify(value));
    else localStorage.removeItem(`saual.${what}`);
  } catch {
    // Full or forbidden: the game goes on, only a reload will not find its way back.
  }
}

/** Random, in letters that need no escaping. `getRandomValues` is there without https, `randomUUID` is not. */
export function draw(bytes: number): string {
  const raw = String.fromCharCode(...crypto.getRandomValues(new Uint8Array(bytes)));
  return btoa(raw).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}
