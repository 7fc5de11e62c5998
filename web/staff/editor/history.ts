// Undo and redo. Pure: a history is a value. Steps are changes, not pictures of the document, so that an undo takes back
// what was done here and leaves alone what came from elsewhere.
import { apply, invert, joined, type Change, type Doc } from "./doc";

export interface Step {
  change: Change;
  /** Letters typed into the same place one after the other are one step; "" stands alone. */
  key: string;
  at: number;
  /** The question that it is about. */
  focus: string;
}

export interface History {
  done: readonly Step[];
  undone: readonly Step[];
}

export const EMPTY: History = { done: [], undone: [] };
/** The oldest steps beyond it are forgotten. */
const MOST_STEPS = 500;
const TOGETHER_MS = 1_500;

export function did(history: History, step: Step): History {
  const last = history.done[history.done.length - 1];
  if (last && step.key !== "" && last.key === step.key && step.at - last.at < TOGETHER_MS) {
    return { done: [...history.done.slice(0, -1), { ...step, change: joined(last.change, step.change) }], undone: [] };
  }
  return { done: [...history.done, step].slice(-MOST_STEPS), undone: [] };
}

interface Turned {
  history: History;
  doc: Doc;
  focus: string;
}

/** null if there is nothing to undo. */
export function undo({ done, undone }: History, doc: Doc): Turned | null {
  const step = done[done.length - 1];
  if (!step) return null;
  const history = { done: done.slice(0, -1), undone: [...undone, step] };
  return { history, doc: apply(doc, invert(step.change)), focus: step.focus };
}

/** null if nothing was undone. */
export function redo({ done, undone }: History, doc: Doc): Turned | null {
  const step = undone[undone.length - 1];
  if (!step) return null;
  // What is typed now is a step of its own.
  const history = { done: [...done, { ...step, key: "" }], undone: undone.slice(0, -1) };
  return { history, doc: apply(doc, step.change), focus: step.focus };
}
