// The students of a room as the frames build them up. Pure.
import type { Lang, Seats, SeatView } from "../../shared/protocol.gen";
import { compare } from "../format";

/** The students after this frame. */
export function seated(before: ReadonlyMap<number, SeatView>, frame: Seats): ReadonlyMap<number, SeatView> {
  const after = new Map(frame.all === true ? [] : before);
  for (const seat of frame.put ?? []) after.set(seat.no, seat);
  for (const no of frame.gone ?? []) after.delete(no);
  return after;
}

/** The newest `most` students in the order in which they came, and how many more there are. */
export function newest(seats: ReadonlyMap<number, SeatView>, most: number): { shown: SeatView[]; more: number } {
  const all = [...seats.values()].sort((a, b) => a.no - b.no);
  return { shown: all.slice(-most), more: Math.max(0, all.length - most) };
}

/** Who is here and has not answered yet, by name. */
export function missing(seats: ReadonlyMap<number, SeatView>, lang: Lang): SeatView[] {
  const order = compare(lang);
  return [...seats.values()]
    .filter((seat) => seat.on === true && seat.answered !== true)
    .sort((a, b) => order(a.name, b.name));
}

/** "123456" is read more easily in two halves. */
export const grouped = (pin: string): string => `${pin.slice(0, 3)}\u00a0${pin.slice(3)}`;

/** An address as a student types it: without what a browser adds by itself. */
export const typed = (url: string): string => url.replace(/^http:\/\//, "").replace(/\/$/, "");
