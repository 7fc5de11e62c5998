// The questions of students as the frames build them up, and the order in which a teacher needs them. Pure.
import type { AskedView, AskedViews, Lang, SeatView } from "../../shared/protocol.gen";
import { compare } from "../format";

export type Questions = ReadonlyMap<number, AskedView>;

/** The questions after this frame. */
export function merged(before: Questions, frame: AskedViews): Questions {
  const after = new Map(frame.all === true ? [] : before);
  for (const one of frame.put ?? []) after.set(one.no, one);
  for (const no of frame.gone ?? []) after.delete(no);
  return after;
}

const stateOf = (one: AskedView): string => one.state ?? "waiting";

/** What is starred first, then what most ask, then the newest. */
const order = (a: AskedView, b: AskedView): number =>
  Number(b.starred === true) - Number(a.starred === true) || (b.n ?? 0) - (a.n ?? 0) || b.no - a.no;

/** Questions to be dealt with, left for later, and done with. */
export function queue(questions: Questions): { now: AskedView[]; later: AskedView[]; done: AskedView[] } {
  const all = [...questions.values()].sort(order);
  const of = (...states: string[]): AskedView[] => all.filter((one) => states.includes(stateOf(one)));
  return { now: of("waiting", "open"), later: of("parked"), done: of("answered", "hidden") };
}

/** Students who have not answered, asked or been counted speaking yet, by name. */
export function unheard(seats: ReadonlyMap<number, SeatView>, lang: Lang): SeatView[] {
  const byName = compare(lang);
  return [...seats.values()].filter((seat) => seat.heard !== true).sort((a, b) => byName(a.name, b.name));
}
