import { describe, expect, it } from "vitest";
import type { Row } from "../../shared/protocol.gen";
import { counting, moves, podium, trend } from "./places";

const row = (seat: number, rank: number, was?: number): Row => ({
  seat,
  name: `S${seat}`,
  score: 1000 - rank,
  rank,
  ...(was === undefined ? {} : { was }),
});

describe("the leaderboard", () => {
  it("lets two students who changed places start where the other one is now", () => {
    const list = moves([row(7, 1, 2), row(4, 2, 1), row(9, 3, 3)]);
    expect(list.map(({ from, to }) => [from, to])).toEqual([[1, 0], [0, 1], [2, 2]]);
  });

  it("brings in from below who was not ranked, or ranked below the rows that are shown", () => {
    const list = moves([row(1, 1), row(2, 2, 9), row(3, 3, 1)]);
    expect(list.map(({ from }) => from)).toEqual([3, 3, 0]);
  });

  it("keeps today's order among students who shared a rank", () => {
    const list = moves([row(5, 1, 1), row(6, 2, 1), row(8, 3, 1)]);
    expect(list.map(({ from }) => from)).toEqual([0, 1, 2]);
  });

  it("says of each row whether it rose, fell, stayed or is new", () => {
    expect([row(1, 1, 2), row(1, 3, 2), row(1, 2, 2), row(1, 2)].map(trend)).toEqual(["up", "down", "same", "new"]);
  });
});

describe("the podium", () => {
  it("puts first, second and third on their steps and nobody else", () => {
    const steps = podium([row(1, 1), row(2, 2), row(3, 3), row(4, 4)]);
    expect(steps.map((step) => [step.rank, step.rows.length])).toEqual([[1, 1], [2, 1], [3, 1]]);
  });

  it("lets equals share a step and leaves the next one out", () => {
    const steps = podium([row(1, 1), row(2, 1), row(3, 3)]);
    expect(steps.map((step) => [step.rank, step.rows.length])).toEqual([[1, 2], [3, 1]]);
  });

  it("is empty when there is no ranking", () => {
    expect(podium([])).toEqual([]);
  });
});

describe("points that count up", () => {
  it("start at the old score, never overshoot and end at the new one", () => {
    expect([counting(100, 900, 0), counting(100, 900, 1), counting(100, 900, 7)]).toEqual([100, 900, 900]);
    expect(counting(0, 1000, 0.5)).toBeGreaterThan(500);
  });
});
