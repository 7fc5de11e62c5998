// Which change of a room is heard. Knows phases and numbers, not how a sound is made.
import { useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { RoomLink } from "./link";
import * as sound from "./sound";

/** A whole class that comes back after a reconnection is not greeted one by one. */
const GREETED = 5;
/** The answers close; then, a breath later, the right one is shown; ms. */
const BREATH = 450;

/** A change that this screen saw happen is heard; what it finds after a reload is not. */
export function useSounds(link: RoomLink): void {
  const before = useRef<{ phase: string; seats: number } | null>(null);
  useSignalEffect(() => {
    const phase = link.stage.value?.phase;
    const seats = link.seats.value.size;
    const was = before.current;
    if (!phase) return;
    before.current = { phase, seats };
    if (was === null) return;
    if (phase === "lobby" && was.phase === "lobby" && seats > was.seats && seats < was.seats + GREETED) sound.join(seats);
    if (phase === "answering" && was.phase !== "answering") sound.open();
    if (phase === "voted" && was.phase === "answering") sound.close();
    if (phase === "discussion" && was.phase !== "discussion") sound.open();
    if (phase === "reveal" && (was.phase === "answering" || was.phase === "voted")) {
      sound.close();
      setTimeout(sound.reveal, BREATH);
    }
  });
}
