// The projector's sounds, made on the spot: short, quiet, no files. Owns the audio context and the mute switch;
// knows nothing of the game. Browsers allow sound only after a gesture, so the context is made by the first one.
import { signal } from "@preact/signals";

const STORE = "saual.mute";
const LOUD = 0.16;

function remembered(): boolean {
  try {
    return localStorage.getItem(STORE) === "1";
  } catch {
    return false;
  }
}

export const muted = signal(remembered());

let context: AudioContext | null = null;

/** To be called from a click or a key press. */
export function wake(): void {
  try {
    context ??= new AudioContext();
    if (context.state === "suspended") void context.resume();
  } catch {
    context = null; // No sound device: the lesson goes on without.
  }
}

export function toggleMute(): void {
  muted.value = !muted.value;
  try {
    localStorage.setItem(STORE, muted.value ? "1" : "0");
  } catch {
    // A private window forgets; that is all.
  }
}

/** One soft note: `at` and `length` in seconds from now, `pitch` in Hz. */
function note(pitch: number, at: number, length: number, type: OscillatorType = "sine", loud = 1): void {
  if (context === null || context.state !== "running" || muted.value) return;
  const start = context.currentTime + at;
  const tone = context.createOscillator();
  const gain = context.createGain();
  tone.type = type;
  tone.frequency.value = pitch;
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(LOUD * loud, start + 0.012);
  gain.gain.exponentialRampToValueAtTime(0.0001, start + length);
  tone.connect(gain).connect(context.destination);
  tone.start(start);
  tone.stop(start + length + 0.02);
}

// A pentatonic scale on D, as on a dombra's open strings: whatever sounds together sounds well.
const D = 293.66;
const SCALE = [D, (D * 9) / 8, (D * 5) / 4, (D * 3) / 2, (D * 5) / 3, D * 2];

/** Somebody came in. `count` walks up the scale, so that a class that joins is a little tune. */
export const join = (count: number): void => note((SCALE[count % SCALE.length] ?? D) * 2, 0, 0.18, "sine", 0.6);

/** The answers are open. */
export function open(): void {
  note(D * 1.5, 0, 0.16, "triangle", 0.8);
  note(D * 2, 0.12, 0.3, "triangle", 0.8);
}

/** One of the last five seconds; higher towards the end. */
export const tick = (left: number): void => note(D * (left <= 1 ? 3 : left <= 3 ? 2.5 : 2), 0, 0.09, "triangle", 0.7);

/** The answers are closed. */
export function close(): void {
  note(D * 1.5, 0, 0.2, "triangle", 0.7);
  note(D, 0.14, 0.4, "triangle", 0.7);
}

/** What was right: a major third. */
export function reveal(): void {
  note(D * 2, 0, 0.5, "sine", 0.8);
  note(D * 2.5, 0.09, 0.7, "sine", 0.8);
}

/** A step of the podium: 3, 2, 1. */
export function step(rank: number): void {
  if (rank > 1) {
    note(rank === 3 ? D : D * 1.25, 0, 0.5, "triangle", 0.8);
    return;
  }
  [1.5, 2, 2.5, 3].forEach((times, place) => note(D * times, place * 0.11, 0.9, "triangle", 0.7));
}
