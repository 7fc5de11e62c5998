// What the teacher may do now, in words and commands. Shared by the projector and the remote, so that the same button
// says and does the same on both. Pure.
import { screenKind } from "../../kinds/screen";
import type { HostStage } from "../../shared/protocol.gen";
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
    default:
      return `next.${stage.next}`;
  }
}

/** In the middle of a question: it can be skipped. */
export const canSkip = (stage: HostStage): boolean => stage.phase === "reading" || stage.phase === "answering";

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
