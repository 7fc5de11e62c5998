// Where in a homework the student is, and for how long each question was looked at. Owns the steps between the screens
// and what is fetched ahead for them.
import { computed, signal } from "@preact/signals-core";
import { fetchAllKinds } from "../kinds/student";
import type { PaceItem, PhoneMedia } from "../shared/protocol.gen";
import { part } from "./app";
import { line, seat } from "./game";
import { answerTo, attempt, begin, finish, handedIn } from "./pace.keep";
import { Media } from "./play";

/** Where in the attempt: the place of a question, the number of questions for the look over all; -1: what was set. */
export const at = signal(-1);
/** The question whose answer is being changed. */
export const changing = signal(-1);
export const now = signal(0);
setInterval(() => (now.value = line.clock.now()), 1_000);
now.value = line.clock.now();
/** How long each question was looked at, ms. */
const looked: Record<string, number> = {};
let since = performance.now();

export const working = computed(() => attempt.value !== null && !handedIn.value && at.value >= 0);
export const items = computed(() => attempt.value?.items ?? []);
export const answered = ({ kind = "single" }: PaceItem) => kind !== "slide";

export function go(to: number): void {
  const item = items.peek()[at.peek()];
  if (item) looked[key(item)] = spent(item);
  since = performance.now();
  changing.value = -1;
  at.value = to;
  part.value = `${attempt.peek()?.no}.${to}`;
  scrollTo(0, 0);
}
export const key = ({ i }: PaceItem) => `${seat.peek()?.room}.${attempt.peek()?.no}.${i}`;
export const spent = (item: PaceItem) => (looked[key(item)] ?? 0) + performance.now() - since;

/** This page has just asked for the attempt that comes. */
let asked = false;
export function start(no: number): void {
  asked = true;
  begin(no);
}

// It begins with its first question; who comes back sees first how far it is.
let last = 0;
attempt.subscribe((one) => {
  const no = one?.no ?? 0;
  if (no !== last) go(no && asked ? 0 : -1);
  if (no) asked = false;
  last = no;
  if (one) fetchAllKinds(); // The network may go at any time.
  if (one?.items.some(({ media, ask }) => media?.length || ask?.pictures)) fetchMedia();
});
/** All that is shown or played with a question, a film apart: that one is not sealed. */
function mediaOf({ media = [], ask = {} }: PaceItem): PhoneMedia[] {
  const { pictures = [], keys = [] } = ask;
  const own = pictures.map((name, i): PhoneMedia => ({ kind: "picture", name, key: keys[i] ?? "" }));
  return [...media.filter(({ kind }) => kind !== "film"), ...own.filter(({ name }) => name)];
}
function fetchMedia(): void {
  import("./media").then(
    async (found) => {
      await found.ready;
      Media.value = found.Media;
      found.atHome(items.peek().flatMap(mediaOf));
    },
    () => setTimeout(fetchMedia, 2_000),
  );
}

/** The time of an attempt is over: what there is, is handed in. */
now.subscribe((ms) => {
  const one = attempt.peek();
  if (one?.ends && ms > one.ends && !handedIn.peek()) finish(one.no);
});

/** The first question without an answer; behind the last if there is none. */
export function firstOpen(after = 0): number {
  const all = items.peek();
  const open = (item: PaceItem) => answered(item) && !answerTo(item.i);
  const found = all.findIndex((item, place) => place >= after && open(item));
  return found >= 0 ? found : all.findIndex(open) >= 0 ? all.findIndex(open) : all.length;
}
