import { describe, expect, it } from "vitest";
import { merged, queue, unheard, type Questions } from "./asked";

const none: Questions = new Map();
const some = merged(none, {
  t: "asked",
  put: [
    { no: 1, text: "first" },
    { no: 2, text: "second", state: "open", n: 3 },
    { no: 3, text: "third", state: "parked" },
    { no: 4, text: "fourth", starred: true },
    { no: 5, text: "fifth", state: "answered" },
    { no: 6, text: "sixth" },
  ],
});

describe("the questions of students", () => {
  it("are added, replaced and removed one by one, and all forgotten when a frame says that these are all", () => {
    const after = merged(some, { t: "asked", put: [{ no: 1, text: "first", n: 1 }], gone: [6] });
    expect([after.get(1)?.n, after.has(6), after.size]).toEqual([1, false, 5]);
    expect([...merged(after, { t: "asked", all: true }).keys()]).toEqual([]);
  });

  it("stand with the starred ones first, then what most ask, then the newest", () => {
    const { now, later, done } = queue(some);
    expect([now, later, done].map((part) => part.map(({ no }) => no))).toEqual([[4, 2, 6, 1], [3], [5]]);
  });
});

it("who has not been heard from is listed by name", () => {
  const seats = new Map(
    [
      { no: 1, name: "Нұрлан" },
      { no: 2, name: "Әсел" },
      { no: 3, name: "Бек", heard: true },
    ].map((seat) => [seat.no, seat]),
  );
  expect(unheard(seats, "kk").map(({ name }) => name)).toEqual(["Әсел", "Нұрлан"]);
});
