// Where the rows of the leaderboard come from and go to, and who stands on which step of the podium.
// Pure: knows ranks and names, not pixels.
import type { Row } from "../../shared/protocol.gen";

export interface Move {
  row: Row;
  /** Index in the list before this question; `rows.length` when the row comes in from below. */
  from: number;
  /** Index in the list now. */
  to: number;
}

/** Rows that were ranked keep their old order, rows that were not (or not this high) enter from below. */
export function moves(rows: Row[]): Move[] {
  const known = rows
    .map((row, to) => ({ row, to }))
    .filter(({ row }) => wasOf(row) > 0 && wasOf(row) <= rows.length)
    .sort((a, b) => wasOf(a.row) - wasOf(b.row) || a.to - b.to);
  const from = new Map(known.map(({ row }, index) => [row.seat, index]));
  return rows.map((row, to) => ({ row, to, from: from.get(row.seat) ?? rows.length }));
}

export type Trend = "up" | "down" | "same" | "new";

export function trend(row: Row): Trend {
  const was = wasOf(row);
  if (was === 0) return "new";
  if (row.rank < was) return "up";
  return row.rank > was ? "down" : "same";
}

/** The server leaves out what is nought. */
const wasOf = (row: Row): number => row.was ?? 0;

export interface Step {
  rank: 1 | 2 | 3;
  rows: Row[];
}

/** The steps that anybody stands on, first to third; equal scores share one (then the next is left out). */
export function podium(board: Row[]): Step[] {
  return ([1, 2, 3] as const)
    .map((rank) => ({ rank, rows: board.filter((row) => row.rank === rank) }))
    .filter((step) => step.rows.length > 0);
}

/** Points on their way from `start` to `end`; `part` runs from 0 to 1 and is eased out. */
export function counting(start: number, end: number, part: number): number {
  const eased = 1 - (1 - Math.min(1, Math.max(0, part))) ** 3;
  return Math.round(start + (end - start) * eased);
}
