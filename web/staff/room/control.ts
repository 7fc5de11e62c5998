// What the teacher may do now, in words and commands. Shared by the projector and the remote, so that the same button
// says and does the same on both. Pure.
import { screenKind } from "../../kinds/screen";
import { has, t } from "../../shared/i18n";
import type { AfterVote, Code, HostStage, Phase, QuestionView } from "../../shared/protocol.gen";
import type { Wish } from "./link";

export type Deed = "skip" | "end" | "finish" | "close";

/** Key of the words on the one `next` button; null: there is nothing to go on to. */
export function nextWord(stage: HostStage, students: number): string | null {
  switch (stage.next ?? "") {
    case "":
      return null;
    case "start":
      return students === 0 ? "next.wait" : "next.start";
    case "options":
      return screenKind(stage.q?.kind)?.options === false ? "next.answers" : "next.options";
    case "podium":
      return stage.settings.leaderboard === 0 || stage.settings.scoring === "none" ? "next.result" : "next.podium";
    case "decide":
      return `next.${stage.advice ?? "decide"}`;
    default:
      return `next.${stage.next}`;
  }
}

/** What may follow a first vote. */
export const AFTER_VOTE: readonly AfterVote[] = ["explain", "discuss", "reveal"];
/** Between two votes on a question. */
export const BETWEEN: readonly Phase[] = ["voted", "explain", "discussion"];

/** Why the button would do what it says; "" where there is nothing to say. Only the host's stage has the share. */
export const reason = (stage: HostStage): string => (stage.phase !== "voted" || stage.percent == null ? "" : t("peer.percent", { n: stage.percent }));

/** In the middle of a question: it can be skipped. */
export const canSkip = (stage: HostStage): boolean => ["reading", "answering", ...BETWEEN].includes(stage.phase);

/** More time: a talk is counted in minutes. */
export const more = ({ phase, step }: HostStage): Wish => ({ t: "more_time", step, ms: phase === "discussion" ? 60_000 : 10_000 });
export const moreWord = ({ phase }: HostStage): string => (phase === "discussion" ? "do.more_talk" : "do.more");

/** The question on the stage may still be asked twice, or once after all. */
export const mayTurn = ({ phase, q }: HostStage): boolean => !!q?.arguable && q.vote !== 2 && (phase === "reading" || phase === "answering");

export const askTwice = (game: number, { i, vote = 0 }: Pick<QuestionView, "i" | "vote">): Wish => ({ t: "twice", g: game, q: i, on: vote === 0 });

/** Why the server would not do it, in the words for it, if there are any. */
export const refusal = (code: Code): string => t(has(`refused.${code}`) ? `refused.${code}` : "refused");

/**
 * The clock or another screen was quicker, and the stage shows it already. A new question would be missed: why it did not
 * come is said.
 */
export const overtaken = (wish: Wish, code: Code | null): boolean => code === "stale" && wish.t !== "improvise";

/** 2:05 */
export function minutes(ms: number): string {
  const s = Math.ceil(ms / 1000);
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;
}

/** A game is running: it can be ended. */
export const canEnd = (stage: HostStage): boolean => !["lobby", "podium", "closed"].includes(stage.phase);

export function wishOf(deed: Deed, stage: HostStage): Wish {
  const { step } = stage;
  switch (deed) {
    case "skip":
      return { t: "skip", step };
    case "end":
      return { t: "end", step };
    case "finish":
      return { t: "advance", step };
    case "close":
      return { t: "close_room" };
  }
}
