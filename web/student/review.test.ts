// Looking back, as told by frames in and out: asked for at the podium alone, page by page, in the language of the phone.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeSocket, fakeBrowser, realBrowser } from "../shared/fakes";

vi.mock("./review.css?url", () => ({ default: "" }));
const SEAT = { pin: "123456", key: "k".repeat(32), name: "Дана", room: "r1" };
const YOU = { t: "you", room: "r1", seat: 3, now: 1_000_000 };
const PODIUM = { t: "stage", phase: "podium" };
const page = (start: number, n: number, of: number) => ({
  t: "review",
  start,
  of,
  g: 1,
  items: Array.from({ length: n }, (_, i) => ({ i: start + i, text: `Question ${start + i}`, verdict: "right" })),
});

beforeEach(() => {
  const browser = fakeBrowser();
  const link = () => ({ set onload(done: () => void) { done(); } });
  Object.assign(document, { createElement: link, head: { append: () => undefined } });
  browser.storage.set("saual.seat", JSON.stringify(SEAT));
});
afterEach(realBrowser);

type Review = typeof import("./review");
let review: Review;

async function seated(phase: string): Promise<FakeSocket> {
  vi.resetModules();
  const game = await import("./game");
  game.start("/");
  const socket = FakeSocket.last.opens();
  review = await import("./review");
  await review.ready;
  return socket.says(YOU, { t: "stage", phase }, { t: "me" });
}

const asked = (socket: FakeSocket) => socket.words.filter((frame) => frame.t === "review");
/** There is something to look back at. */
const there = () => review.Way() !== null;

test("before the podium nothing is asked for; there each page after the one before", async () => {
  const socket = await seated("reveal");
  vi.advanceTimersByTime(10_000);
  expect(asked(socket)).toEqual([]);

  socket.says(PODIUM);
  vi.advanceTimersByTime(1_500);
  expect(asked(socket)).toEqual([{ t: "review", start: 0 }]);
  expect(there()).toBe(false);
  socket.says(page(0, 10, 13));
  vi.advanceTimersByTime(0);
  expect(asked(socket).at(-1)).toEqual({ t: "review", start: 10 });
  expect(there()).toBe(true);
  socket.says(page(10, 3, 13));
  vi.advanceTimersByTime(60_000);
  expect(asked(socket)).toHaveLength(2);
});

test("a page that got lost is asked for again, and one that comes twice counts once", async () => {
  const socket = await seated("podium");
  vi.advanceTimersByTime(1_500);
  vi.advanceTimersByTime(4_000);
  expect(asked(socket).length).toBe(2);
  socket.says(page(0, 10, 20), page(0, 10, 20), page(10, 10, 20), page(10, 10, 20));
  vi.advanceTimersByTime(60_000);
  expect(asked(socket).length).toBeLessThanOrEqual(3);
});

test("it stays when the room is closed, and is gone with another game", async () => {
  const socket = await seated("podium");
  socket.says(page(0, 2, 2), { t: "stage", phase: "closed" });
  expect(there()).toBe(true);

  const other = await seated("podium");
  other.says(page(0, 2, 2), { t: "stage", phase: "lobby" });
  expect(there()).toBe(false);
});

test("who has nothing to look back at is offered nothing", async () => {
  const socket = await seated("podium");
  vi.advanceTimersByTime(1_500);
  socket.says({ t: "review", start: 0 });
  vi.advanceTimersByTime(60_000);
  expect(there()).toBe(false);
  expect(asked(socket)).toHaveLength(1);
});
