// What a phone makes of a stage and of its own answer.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeBrowser, realBrowser } from "../shared/fakes";
import type { Given, PlayerStage } from "../shared/protocol.gen";
import type * as Game from "./game";
import type * as Play from "./play";

let game: typeof Game;
let play: typeof Play;

beforeEach(async () => {
  fakeBrowser();
  vi.resetModules();
  game = await import("./game");
  play = await import("./play");
  game.seat.value = { pin: "123456", key: "k", name: "A", room: "r1" };
});
afterEach(realBrowser);

const stage = (more: Partial<PlayerStage> = {}): PlayerStage => ({
  t: "stage",
  phase: "answering",
  step: 4,
  game: 1,
  q: { i: 2, n: 9, kind: "single", text: "?" },
  ...more,
});
const given = (more: Partial<Given>) => (game.me.value = { t: "me", name: "A", seats: 3, given: { q: 2, ...more } });
const mine = (more: object = {}) =>
  (game.mine.value = { room: "r1", g: 1, q: 2, id: "x", a: 1, saved: false, ...more });

test("nothing was answered yet", () => {
  given({});
  expect(play.ownAnswer(stage())).toBeNull();
});

test("the server's word on the own answer wins over the phone's", () => {
  mine({ a: 0 });
  given({ a: 1 });
  expect(play.ownAnswer(stage())).toEqual({ q: 2, a: 1 });
});

test("an answer is saving until it is acknowledged", () => {
  mine();
  expect(play.ownAnswer(stage())).toMatchObject({ a: 1, saving: true });
  mine({ saved: true });
  expect(play.ownAnswer(stage())).toMatchObject({ a: 1, saving: false, late: false });
});

test("a refused answer gives the question back, a late one stays", () => {
  mine({ saved: true, code: "bad_answer" });
  expect(play.ownAnswer(stage())).toBeNull();
  mine({ saved: true, code: "late" });
  expect(play.ownAnswer(stage())).toMatchObject({ late: true });
});

test.each([{ q: 1 }, { g: 2 }, { room: "r2" }])("an answer to something else (%o) is not this one's", (other) => {
  mine(other);
  expect(play.ownAnswer(stage())).toBeNull();
});

test.each([
  ["right", { a: 0, verdict: "right" }],
  ["part", { a: [0], verdict: "part" }],
  ["wrong", { a: 0, verdict: "wrong" }],
  ["thanks", { a: 0, verdict: "none" }],
  ["late", { a: 0, verdict: "none", late: true }],
  ["none", {}],
  ["wait", { a: 0 }],
] as [string, Partial<Given>][])("%s is how it went", (how, answer) => {
  given(answer);
  expect(play.outcome(stage({ phase: "reveal" }))).toBe(how);
});
