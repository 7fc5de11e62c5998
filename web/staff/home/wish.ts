// How the teacher wants a lesson to go: the settings of the start panel, kept for the next time. Owns their
// bounds and defaults; whoever calls says where they are kept.
import type { BankLine, Entry, Lang, NewRoom, Peer, Scoring, TeamBy, TeamPlan } from "../../shared/protocol.gen";

export const LANGS: readonly Lang[] = ["kk", "ru", "en"];
export const SCORINGS: readonly Scoring[] = ["speed", "accuracy", "none"];
export const READING_MS: readonly number[] = [0, 3_000, 5_000, 10_000, 15_000, 20_000, 30_000];
/** As many rows as a leaderboard may have: more than a class. */
export const EVERYONE = 100;
/** Rows of the leaderboard; 0 hides it. */
export const ROWS: readonly number[] = [0, 3, 5, 10, EVERYONE];

/** How long a talk between two votes lasts; 0: until the teacher goes on. */
export const TALKS_MS: readonly number[] = [0, 60_000, 120_000, 180_000, 240_000, 300_000];
/** Percent of right first answers under which one explains again, and over which nobody needs to talk. */
export const EXPLAIN_BELOW: readonly number[] = [20, 30, 40, 50];
export const REVEAL_ABOVE: readonly number[] = [60, 70, 80, 90];
export const TEAMS = [0, 2, 3, 4, 5, 6, 7, 8] as const;
export const TEAM_BY: readonly TeamBy[] = ["random", "balanced", "choice"];
/** How many of a team count with each question; 0: all. */
export const TEAM_BEST: readonly number[] = [0, 1, 2, 3, 4, 5];

export const ENTRIES: readonly Entry[] = ["open", "roster", "approve"];

export interface Wish {
  /** "" until the teacher has chosen. */
  lang: Lang | "";
  scoring: Scoring;
  streaks: boolean;
  reading_ms: number;
  leaderboard: number;
  signs: boolean;
  shuffle_questions: boolean;
  shuffle_options: boolean;
  /** Students may ask from their phones; what they ask comes to the teacher first. */
  questions: boolean;
  moderated: boolean;
  /** "": the lesson is nobody's class's, and anonymous. */
  class_id: string;
  entry: Entry;
  by_name: boolean;
  /** Phones may tell whether it goes too slowly or too fast, and are asked for the mood. */
  pace: boolean;
  mood: boolean;
  pass_phone: boolean;
  /** Every question that may be asked twice is, by peer instruction. */
  twice: boolean;
  peer: Required<Peer>;
  teams: Required<TeamPlan>;
}

export const FIRST_WISH: Wish = {
  lang: "",
  scoring: "speed",
  streaks: true,
  reading_ms: 5_000,
  leaderboard: 5,
  signs: false,
  shuffle_questions: false,
  shuffle_options: false,
  questions: true,
  moderated: true,
  class_id: "",
  entry: "open",
  by_name: false,
  pace: true,
  mood: false,
  pass_phone: false,
  twice: false,
  peer: { explain_below: 30, reveal_above: 70, talk_ms: 180_000, pairs: false, sure: false, points: "last" },
  teams: { n: 0, by: "random", best: 0 },
};

const oneOf = <T>(value: unknown, allowed: readonly T[], otherwise: T): T =>
  allowed.includes(value as T) ? (value as T) : otherwise;

const flag = (value: unknown, otherwise: boolean): boolean => (typeof value === "boolean" ? value : otherwise);

function readTeams(kept: unknown): Wish["teams"] {
  const was = (typeof kept === "object" && kept !== null ? kept : {}) as Partial<Record<keyof TeamPlan, unknown>>;
  return { n: oneOf(was.n, TEAMS, 0), by: oneOf(was.by, TEAM_BY, "random"), best: oneOf(was.best, TEAM_BEST, 0) };
}

/** What was kept, field by field: an unknown or damaged one falls back to its default, never the whole. */
export function readWish(kept: string | null): Wish {
  let was: Partial<Record<keyof Wish, unknown>> = {};
  try {
    const parsed: unknown = JSON.parse(kept ?? "{}");
    if (typeof parsed === "object" && parsed !== null) was = parsed;
  } catch {
    // Not ours, or cut short: start afresh.
  }
  return {
    lang: oneOf<Lang | "">(was.lang, LANGS, FIRST_WISH.lang),
    scoring: oneOf(was.scoring, SCORINGS, FIRST_WISH.scoring),
    streaks: flag(was.streaks, FIRST_WISH.streaks),
    reading_ms: oneOf(was.reading_ms, READING_MS, FIRST_WISH.reading_ms),
    leaderboard: oneOf(was.leaderboard, ROWS, FIRST_WISH.leaderboard),
    signs: flag(was.signs, FIRST_WISH.signs),
    shuffle_questions: flag(was.shuffle_questions, FIRST_WISH.shuffle_questions),
    shuffle_options: flag(was.shuffle_options, FIRST_WISH.shuffle_options),
    questions: flag(was.questions, FIRST_WISH.questions),
    moderated: flag(was.moderated, FIRST_WISH.moderated),
    class_id: typeof was.class_id === "string" ? was.class_id : "",
    entry: oneOf(was.entry, ENTRIES, FIRST_WISH.entry),
    by_name: flag(was.by_name, FIRST_WISH.by_name),
    pace: flag(was.pace, FIRST_WISH.pace),
    mood: flag(was.mood, FIRST_WISH.mood),
    pass_phone: flag(was.pass_phone, FIRST_WISH.pass_phone),
    teams: readTeams(was.teams),
    twice: flag(was.twice, FIRST_WISH.twice),
    peer: readPeer(was.peer),
  };
}

function readPeer(kept: unknown): Wish["peer"] {
  const was = (typeof kept === "object" && kept !== null ? kept : {}) as Partial<Record<keyof Peer, unknown>>;
  const { peer } = FIRST_WISH;
  return {
    explain_below: oneOf(was.explain_below, EXPLAIN_BELOW, peer.explain_below),
    reveal_above: oneOf(was.reveal_above, REVEAL_ABOVE, peer.reveal_above),
    talk_ms: oneOf(was.talk_ms, TALKS_MS, peer.talk_ms),
    pairs: flag(was.pairs, peer.pairs),
    sure: flag(was.sure, peer.sure),
    points: oneOf(was.points, ["last", "both"], peer.points),
  };
}

/** Until the teacher has chosen: the language these pages are read in, where the bank speaks it; else the bank's own. */
export function classLang(wish: Wish, bank: Pick<BankLine, "language" | "languages">, read: Lang): Lang {
  return wish.lang || (bank.languages.includes(read) ? read : bank.language);
}

/** For whom a room is opened: without a class there is no list to come in by. */
export function forClass({ class_id, entry, by_name }: Wish): Pick<NewRoom, "class_id" | "entry" | "by_name"> {
  if (class_id === "") return { class_id: null, entry: entry === "roster" ? "open" : entry, by_name: false };
  return { class_id, entry, by_name };
}

/** How a room goes, whatever is asked in it. Without points there is no series to reward and nothing to rank. */
function settingsFor(wish: Wish) {
  const scored = wish.scoring !== "none";
  return {
    ...wish,
    ...forClass(wish),
    streaks: scored && wish.streaks,
    leaderboard: scored ? wish.leaderboard : 0,
  };
}

/** The order to the server for a lesson with one bank. */
export function roomFor(wish: Wish, bank: Pick<BankLine, "id" | "language" | "languages">, read: Lang): NewRoom {
  return { ...settingsFor(wish), bank: bank.id, lang: classLang(wish, bank, read) };
}

/** The order for a planned lesson: its steps come in their own order, each in the flow that the plan gives it. */
export function roomOfPlan(wish: Wish, plan: string, lang: Lang): NewRoom {
  return { ...settingsFor(wish), plan, lang, shuffle_questions: false, twice: false };
}
