// Questions to the teacher, as told by frames in and out: kept until acknowledged, sent again, counted once.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeSocket, fakeBrowser, realBrowser } from "../shared/fakes";
import type * as Game from "./game";

vi.mock("./asking.css?url", () => ({ default: "" }));
vi.mock("./pulse.css?url", () => ({ default: "" }));
const SEAT = { pin: "123456", key: "k".repeat(32), name: "Дана", room: "r1" };
const YOU = { t: "you", room: "r1", seat: 3, now: 1_000_000 };
const NOTE = { room: "r1", frame: { t: "question", id: "q1", text: "Неге?", named: false } };

let browser: ReturnType<typeof fakeBrowser>;
let game: typeof Game;

beforeEach(() => {
  browser = fakeBrowser();
  const link = () => ({ set onload(done: () => void) { done(); } });
  Object.assign(document, { createElement: link, head: { append: () => undefined } });
  browser.storage.set("saual.seat", JSON.stringify(SEAT));
});
afterEach(realBrowser);

/** A phone in its seat, with the part that asks. */
async function seated(): Promise<FakeSocket> {
  vi.resetModules();
  game = await import("./game");
  game.start("/");
  const socket = FakeSocket.last.opens();
  await (await import("./asking")).ready;
  return socket.says(YOU, { t: "stage", phase: "lobby" }, { t: "me" });
}

const kept = () => JSON.parse(browser.storage.get("saual.notes") ?? "[]") as { frame: { id: string } }[];

test("what was written before a reload is sent again under the same id, until it is acknowledged", async () => {
  browser.storage.set("saual.notes", JSON.stringify([NOTE]));
  const socket = await seated();
  expect(socket.words.at(-1)).toEqual(NOTE.frame);
  const before = socket.words.length;
  vi.advanceTimersByTime(3_000);
  expect(socket.words.slice(before)).toEqual([NOTE.frame]);
  socket.says({ t: "ack", id: "q1" });
  expect(kept()).toEqual([]);
  vi.advanceTimersByTime(9_000);
  expect(socket.words.length).toBe(before + 1);
});

test.each(["not_saved", "busy", "flood", "not_joined"])("%s is no end: it is kept and goes out again", async (code) => {
  browser.storage.set("saual.notes", JSON.stringify([NOTE]));
  (await seated()).says({ t: "ack", id: "q1", code });
  expect(kept()).toHaveLength(1);
});

test("a refused question comes back into the field, to be tried again", async () => {
  browser.storage.set("saual.notes", JSON.stringify([NOTE]));
  (await seated()).says({ t: "ack", id: "q1", code: "asked_often" });
  expect([kept(), browser.storage.get("saual.draft")]).toEqual([[], JSON.stringify("Неге?")]);
});

test("a question of another room is not sent into this one", async () => {
  browser.storage.set("saual.notes", JSON.stringify([{ ...NOTE, room: "old" }]));
  const socket = await seated();
  expect(socket.words.filter(({ t }) => t === "question")).toEqual([]);
});

test("the class's questions grow, change and go one by one, and begin anew with the seat", async () => {
  const socket = await seated();
  const numbers = () => game.asked.value.map(({ no, n = 0 }) => [no, n]);
  socket.says({ t: "asked", put: [{ no: 1, text: "a" }, { no: 2, text: "b" }] });
  socket.says({ t: "asked", put: [{ no: 1, text: "a", n: 4 }] }, { t: "mine", too: [1] });
  expect(numbers()).toEqual([[2, 0], [1, 4]]);
  socket.says({ t: "asked", gone: [2] });
  expect(numbers()).toEqual([[1, 4]]);
  socket.says({ t: "asked", all: true, put: [{ no: 3, text: "c" }] });
  expect(numbers()).toEqual([[3, 0]]);
  socket.says(YOU);
  expect([numbers(), game.mineAsked.value]).toEqual([[], null]);
});

test("a question of the game closes what was being written, and keeps it", async () => {
  const socket = await seated();
  const { asking } = await import("./app");
  asking.value = true;
  socket.says([{ t: "stage", phase: "slide" }, { t: "q", i: 0, n: 2, text: "" }]);
  expect(asking.value).toBe(true);
  socket.says([{ t: "stage", phase: "answering" }, { t: "q", i: 1, n: 2, text: "?" }]);
  expect(asking.value).toBe(false);
  asking.value = true; // Opened on purpose while answering: it stays.
  socket.says({ t: "stage", phase: "answering", paused: true });
  expect(asking.value).toBe(true);
});
