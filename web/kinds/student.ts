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
/** An answer, or with `regions` what is right on the picture. */
export interface Given {
  a: RawAnswer;
  ask: Ask;
  regions?: string[] | undefined;
}
/** What a type brings. `Own` shows an answer as it was given, where that is not the options or the words themselves;
 *  `ready`: the words and styles that it needs are here. */
export interface Kind {
  Input: ComponentType<Play>;
  Own?: ComponentType<Given>;
  ready?: Promise<unknown>;
}


const choice = { Input: Choice };

/** Those that are here. */
export const inputs = signal<Record<string, Kind>>({ single: choice, truefalse: choice, poll: choice });

/** This kind, or undefined while it is on its way; whoever reads it is told when it has come. */
export function kindOf(kind: string): Kind | undefined {
  const here = inputs.value[kind];
  if (!here) fetchKind(kind);
  return here;
}

/** Fetch every type, so that none has to be waited for in a question. */
export function fetchAllKinds(): void {
  void import("./later.student").then(
    ({ LATER }) => Object.keys(LATER).forEach(fetchKind),
    () => undefined, // The line may be down: a question that needs one asks again.
  );
}

const coming = new Set<string>();

/** undefined: a type that this page does not know (the server is newer). */
async function fetched(kind: string): Promise<Kind | undefined> {
  const one = await (await import("./later.student")).LATER[kind]?.();
  await one?.ready;
  return one;
}

function fetchKind(kind: string): void {
  if (coming.has(kind)) return;
  coming.add(kind);
  fetched(kind).then(
    (one) => one && (inputs.value = { ...inputs.peek(), [kind]: one }),
    // The line may be down: let the next look try again.
    () => setTimeout(() => (coming.delete(kind), (inputs.value = { ...inputs.peek() })), 1_000),
  );
}
