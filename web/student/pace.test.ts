// A homework as told by frames in and out: what was done without network is kept, sent in order, and counts once.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeSocket, fakeBrowser, realBrowser } from "../shared/fakes";
import type * as Game from "./game";
import type * as Keep from "./pace.keep";

const SEAT = { pin: "123456", key: "k".repeat(32), name: "Дана", room: "r1" };
const YOU = { t: "you", room: "r1", seat: 3, now: 1_000_000 };
const HOMEWORK = { t: "homework", opens: 1, closes: 2, until: 3, n: 2, title: "Дроби", mine: [{ no: 1, begun: 1 }] };
const ATTEMPT = { t: "attempt", no: 1, items: [{ i: 0, text: "?" }, { i: 1, text: "!" }] };

let browser: ReturnType<typeof fakeBrowser>;
let game: typeof Game;
let pace: typeof Keep;

beforeEach(() => {
  browser = fakeBrowser();
  browser.storage.set("saual.seat", JSON.stringify(SEAT));
});
afterEach(realBrowser);

async function seated(): Promise<FakeSocket> {
  vi.resetModules();
  game = await import("./game");
  pace = await import("./pace.keep");
  game.start("/");
  return FakeSocket.last.opens().says([YOU, { t: "stage", phase: "own_pace" }, HOMEWORK, ATTEMPT]);
}

const kept = () => JSON.parse(browser.storage.get("saual.owed") ?? "[]") as { frame: { id: string } }[];
const said = (socket: FakeSocket) => socket.words.filter(({ t }) => /give|finish|begin/.test(String(t)));

test("what was answered without network goes out in order when there is one, the handing in after all answers", async () => {
  (await seated()).breaks();
  pace.giveAnswer(0, 1, 10.4);
  pace.giveAnswer(1, 0, 20);
  pace.finish(1);
  expect([pace.waits.value, pace.answerTo(0), pace.handedIn.value]).toEqual([2, { a: 1, waits: true }, true]);
  vi.advanceTimersByTime(250);
  const socket = FakeSocket.last.opens().says([YOU, { t: "stage", phase: "own_pace" }, HOMEWORK, ATTEMPT]);
  expect(said(socket)).toMatchObject([{ t: "give", q: 0, a: 1, ms: 10 }, { t: "give", q: 1 }]);
  for (const { id } of said(socket)) socket.says({ t: "ack", id });
  expect(said(socket).at(-1)).toMatchObject({ t: "finish", no: 1 });
  socket.says({ t: "ack", id: said(socket).at(-1)!.id });
  expect([kept(), pace.waits.value]).toEqual([[], 0]);
});

test("a change never overtakes the answer before it", async () => {
  const socket = await seated();
  pace.giveAnswer(0, 1, 0);
  pace.giveAnswer(0, 2, 0);
  const [first] = said(socket);
  expect(said(socket).every(({ a }) => a === 1)).toBe(true);
  socket.says({ t: "gave", no: 1, i: 0, a: 1 }, { t: "ack", id: first!.id });
  expect(said(socket).at(-1)).toMatchObject({ a: 2 });
  expect(pace.answerTo(0)).toEqual({ a: 2, waits: true });
});

test("answers survive a reload and are sent under the same ids", async () => {
  (await seated()).breaks();
  pace.giveAnswer(0, 1, 0);
  const [{ frame }] = kept() as [{ frame: { id: string } }];
  const socket = await seated();
  expect(said(socket)).toMatchObject([{ id: frame.id }]);
});

test.each(["not_saved", "busy", "flood", "not_joined"])("%s is no end: it is kept and goes out again", async (code) => {
  const socket = await seated();
  pace.giveAnswer(0, 1, 0);
  const [{ id }] = said(socket) as [{ id: string }];
  socket.says({ t: "ack", id, code });
  vi.advanceTimersByTime(3_000);
  expect(said(socket).map((frame) => frame.id)).toEqual([id, id]);
});

test("an answer that was refused is no answer, and says why", async () => {
  const socket = await seated();
  pace.giveAnswer(0, 1, 0);
  socket.says({ t: "ack", id: said(socket)[0]!.id, code: "attempt_over" });
  expect([pace.answerTo(0), pace.refused.value, kept()]).toEqual([undefined, { 0: "attempt_over" }, []]);
});

test("a new attempt forgets what was told of the one before; the closing takes it away", async () => {
  const socket = await seated();
  socket.says({ t: "told", no: 1, put: [{ i: 0, verdict: "right" }] });
  socket.says({ t: "told", no: 1, put: [{ i: 1, verdict: "wrong" }] });
  expect(Object.keys(pace.told.value)).toEqual(["0", "1"]);
  socket.says({ ...ATTEMPT, no: 2 });
  expect(pace.told.value).toEqual({});
  socket.says({ t: "stage", phase: "podium" });
  expect(pace.attempt.value).toBe(null);
});

test("what one student still owes does not go out as another's who sits down at the same phone", async () => {
  (await seated()).breaks();
  pace.giveAnswer(0, 1, 0);
  vi.advanceTimersByTime(250);
  const other = FakeSocket.last.opens().says([{ ...YOU, seat: 4 }, { t: "stage", phase: "own_pace" }, HOMEWORK, ATTEMPT]);
  expect([said(other), pace.waits.value, pace.answerTo(0)]).toEqual([[], 0, undefined]);
  other.breaks();
  vi.advanceTimersByTime(250);
  const first = FakeSocket.last.opens().says([YOU, { t: "stage", phase: "own_pace" }, HOMEWORK, ATTEMPT]);
  expect(said(first)).toMatchObject([{ t: "give", q: 0, a: 1 }]);
});

test("another student at the same phone sees nothing of the attempt before", async () => {
  const socket = await seated();
  socket.says({ t: "told", put: [{ i: 0, verdict: "right" }] });
  socket.says([{ ...YOU, seat: 4 }, { t: "stage", phase: "own_pace" }, { ...HOMEWORK, mine: [] }]);
  expect([pace.attempt.value, pace.told.value]).toEqual([null, {}]);
});
