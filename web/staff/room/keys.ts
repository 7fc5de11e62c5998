// Which key does what on the projector. By the key's place, not its letter: a Kazakh or Russian layout must not
// change it. Pure: what an action means is the screen's business.

import type { AfterVote } from "../../shared/protocol.gen";

export type Action = "next" | "pause" | "more" | "skip" | "board" | "mute" | "full" | "help" | "asked" | AfterVote | "none";

export interface Press {
  code: string;
  key: string;
  repeat: boolean;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}

const CODES: Record<string, Action> = {
  Space: "next",
  ArrowRight: "next",
  Enter: "next",
  NumpadEnter: "next",
  PageDown: "next",
  // The other button of a presenter would scroll the page.
  PageUp: "none",
  KeyP: "pause",
  KeyT: "more",
  KeyS: "skip",
  KeyL: "board",
  KeyM: "mute",
  KeyF: "full",
  KeyQ: "asked",
  KeyE: "explain",
  KeyD: "discuss",
  KeyR: "reveal",
  F1: "help",
};

/** Some presenters send a key without a code. */
const KEYS: Record<string, Action> = { PageDown: "next", PageUp: "none", " ": "next", "?": "help" };

/** What a key press asks for; null: nothing of ours, let the browser have it. */
export function actionOf(press: Press): Action | null {
  if (press.altKey || press.ctrlKey || press.metaKey) return null;
  const action = KEYS[press.key] ?? CODES[press.code] ?? null;
  // A key that is held down presses once.
  return action !== null && press.repeat ? "none" : action;
}

/** Space and Enter belong to a control that has the focus; a text field has all the keys. */
export function isTaken(press: Press, target: { tagName: string; isContentEditable?: boolean } | null): boolean {
  const tag = target?.tagName ?? "";
  if (tag === "INPUT" || tag === "SELECT" || tag === "TEXTAREA" || target?.isContentEditable === true) return true;
  const presses = press.key === " " || press.key === "Enter";
  return presses && (tag === "BUTTON" || tag === "A" || tag === "SUMMARY");
}
