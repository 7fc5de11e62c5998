// What a phone makes of its own answer and of the result.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeBrowser, realBrowser } from "../shared/fakes";
import type { Given, Me } from "../shared/protocol.gen";
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
  game.question.value = { t: "q", i: 2, n: 9, no: 3, text: "?" };
});
afterEach(realBrowser);

const given = (more: Omit<Given, "t">) => (game.given.value = { t: "given", ...more });
const me = (more: Partial<Me>) => (game.me.value = { t: "me", ...more });
const mine = (more: object = {}) =>
  (game.mine.value = { room: "r1", g: 1, q: 2, id: "x", a: 1, saved: false, ...more });

test("nothing was answered yet", () => {
  expect(play.ownAnswer()).toBeNull();
});

test("the server's word on the own answer wins over the phone's", () => {
  mine({ a: 0 });
  given({ a: 1 });
  expect(play.ownAnswer()).toEqual({ t: "given", a: 1 });
});

test("an answer is saving until it is acknowledged", () => {
  mine();
  expect(play.ownAnswer()).toMatchObject({ a: 1, saving: true });
  mine({ saved: true });
  expect(play.ownAnswer()).toMatchObject({ a: 1, saving: false, late: false });
});

test("a refused answer gives the question back, a late one stays", () => {
  mine({ saved: true, code: "bad_answer" });
  expect(play.ownAnswer()).toBeNull();
  mine({ saved: true, code: "late" });
  expect(play.ownAnswer()).toMatchObject({ late: true });
});

test.each([{ q: 1 }, { g: 2 }, { room: "r2" }])("an answer to something else (%o) is not this one's", (other) => {
  mine(other);
  expect(play.ownAnswer()).toBeNull();
});

test.each([
  ["right", { verdict: "right" }],
  ["part", { verdict: "part" }],
  ["wrong", { verdict: "wrong" }],
  ["thanks", { verdict: "none" }],
] as [string, Partial<Me>][])("%s is how it went, also for a phone that comes back", (how, result) => {
  me(result);
  mine({ saved: true });
  expect(play.outcome()).toBe(how);
  game.mine.value = null;
  given({ a: 1 });
  expect(play.outcome()).toBe(how);
});

test("a late answer is late, acknowledged or told", () => {
  me({ verdict: "none" });
  mine({ saved: true, code: "late" });
  expect(play.outcome()).toBe("late");
  game.mine.value = null;
  given({ a: 0, late: true });
  expect(play.outcome()).toBe("late");
});

test("no answer is none, and nothing is missed by who came after the close", () => {
  me({ verdict: "missed" });
  expect(play.outcome()).toBe("none");
  me({});
  expect(play.outcome()).toBe("new");
});

test("an answer that is still on its way is waited for", () => {
  me({ verdict: "missed" });
  mine();
  expect(play.outcome()).toBe("wait");
});
