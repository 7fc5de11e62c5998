// The question types a phone can answer, by the `kind` on the wire. Choosing one option is in the first load; every
// other type comes when it is first needed, or in the quiet of the lobby. Adding a type adds one line here.
import { signal } from "@preact/signals-core";
import type { ComponentType } from "preact";
import type { Ask, RawAnswer } from "../shared/protocol.gen";
import { Choice } from "./single.student";

export interface Play {
  /** Tells two questions of the room apart, also in a game played again. */
  q: string;
  ask: Ask;
  /** Options are shown as signs only. */
  signs: boolean;
  give: (a: RawAnswer) => void;
}
/** An answer as lines to read, where it is neither an option nor words. */
export type Told = (a: RawAnswer | string[], ask: Ask) => string[];
interface Kind {
  Input: ComponentType<Play>;
  told?: Told;
  /** Fetches what more it needs. */
  ready?: () => Promise<unknown>;
}

const LATER: Record<string, () => Promise<Kind>> = {
  multiple: () => import("./multiple.student"),
  short: () => import("./short.student"),
  number: () => import("./number.student"),
  rating: () => import("./rating.student"),
  ordering: () => import("./ordering.student"),
  matching: () => import("./matching.student"),
  gaps: () => import("./gaps.student"),
  categorising: () => import("./categorising.student"),
  slider: () => import("./slider.student"),
};

const choice = { Input: Choice };

/** Those that are here. */
export const inputs = signal<Record<string, Kind>>({ single: choice, truefalse: choice, poll: choice });

/** The input of this kind, or undefined while it is on its way; whoever reads it is told when it has come. */
export function inputOf(kind: string): Kind | undefined {
  const here = inputs.value[kind];
  if (!here) fetchKind(kind);
  return here;
}

/** Fetch every type, so that none has to be waited for in a question. */
export function fetchAllKinds(): void {
  Object.keys(LATER).forEach(fetchKind);
}

const coming = new Set<string>();

function fetchKind(kind: string): void {
  const load = LATER[kind];
  if (!load || coming.has(kind)) return;
  coming.add(kind);
  load()
    .then((found) => Promise.resolve(found.ready?.()).then(() => (inputs.value = { ...inputs.peek(), [kind]: found })))
    // The line may be down: let the next look try again.
    .catch(() => setTimeout(() => (coming.delete(kind), (inputs.value = { ...inputs.peek() })), 1_000));
}
