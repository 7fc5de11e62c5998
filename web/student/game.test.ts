// The student's side of the wire, as told by frames in and out.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeSocket, fakeBrowser, realBrowser } from "../shared/fakes";
import type { Code } from "../shared/protocol.gen";
import type * as Game from "./game";

const SEAT = { pin: "123456", key: "k".repeat(32), name: "Әйгерім", room: "r1" };
const YOU = { t: "you", room: "r1", seat: 3, now: 1_000_000 };
const OPEN = [
  { t: "stage", phase: "answering" },
  { t: "q", i: 2, n: 9, text: "?" },
  { t: "ask", options: ["a", "b"] },
];

let browser: ReturnType<typeof fakeBrowser>;
let game: typeof Game;

beforeEach(async () => {
  browser = fakeBrowser();
  await load();
});
afterEach(realBrowser);

async function load(): Promise<void> {
  vi.resetModules();
  game = await import("./game");
}

const kept = (what: string) =>
  JSON.parse(browser.storage.get(`saual.${what}`) ?? "null") as Record<string, unknown> | null;

/** A phone in its seat, on an open question. */
async function playing(): Promise<FakeSocket> {
  browser.storage.set("saual.seat", JSON.stringify(SEAT));
  await load();
  game.start("/");
  return FakeSocket.last.opens().says(YOU, ...OPEN, { t: "name", name: "Әйгерім" }, { t: "me" });
}

// ── the way in ───────────────────────────────────────────────────────────────────────────────────────────────────

test("without a seat or a PIN nothing is connected", () => {
  game.start("/");
  expect(game.screen.value).toBe("pin");
  expect(FakeSocket.all).toHaveLength(0);
});

test("a PIN in the address is looked up at once", () => {
  game.start("/123456");
  FakeSocket.last.opens().says({ t: "room", title: "Тест", lang: "kk", open: true });
  expect(FakeSocket.last.words).toEqual([{ t: "look", pin: "123456", lang: "kk" }]);
  expect(game.screen.value).toBe("name");
});

test("joining keeps the seat's key before it is sent, and the room once it is given", () => {
  game.start("/123456");
  const socket = FakeSocket.last.opens().says({ t: "room", title: "Тест", lang: "kk", open: true });
  game.join("Әйгерім");
  const key = kept("seat")!.key;
  expect(key).toMatch(/^[A-Za-z0-9_-]{32}$/);
  expect(socket.words[1]).toEqual({ t: "join", pin: "123456", key, name: "Әйгерім", lang: "kk" });
  socket.says(YOU);
  expect(game.screen.value).toBe("game");
  expect(kept("seat")).toEqual({ pin: "123456", key, name: "Әйгерім", room: "r1" });
});

test("a refused name may be tried again, with the same key", () => {
  game.start("/123456");
  const socket = FakeSocket.last.opens().says({ t: "room", title: "Тест", lang: "kk", open: true });
  game.join("A");
  socket.says({ t: "no", code: "name_taken" });
  expect([game.screen.value, game.fault.value, game.waiting.value]).toEqual(["name", "name_taken", false]);
  game.join("B");
  expect(socket.words[2]!.key).toBe(socket.words[1]!.key);
});

test("a join whose answer was lost is said again on the next line", () => {
  game.start("/123456");
  FakeSocket.last.opens().says({ t: "room", title: "Тест", lang: "kk", open: true });
  game.join("A");
  const [, first] = FakeSocket.last.words;
  FakeSocket.last.breaks();
  vi.advanceTimersByTime(250);
  expect(FakeSocket.last.opens().words).toEqual([first]);
});

test("a closed door is said on the name's screen", () => {
  game.start("/123456");
  FakeSocket.last.opens().says({ t: "room", title: "Тест", lang: "kk", open: false });
  expect([game.screen.value, game.fault.value]).toEqual(["name", "room_locked"]);
});

test.each(["unknown_pin", "too_many_misses", "room_closed"] as Code[])("%s is said beside the PIN", (code) => {
  game.look("111111");
  FakeSocket.last.opens().says({ t: "no", code });
  expect([game.screen.value, game.fault.value, game.pin.value]).toEqual(["pin", code, "111111"]);
});

test("the line goes to where the PIN's room is, also after a PIN that was wrong", () => {
  game.look("111111");
  const wrong = FakeSocket.last.opens().says({ t: "no", code: "unknown_pin" });
  game.look("222222");
  const [first, second] = [wrong.url, FakeSocket.last.url].map((url) => new URL(url).pathname);
  expect([first, second]).toEqual(["/ws/111111", "/ws/222222"]);
  expect(FakeSocket.last.opens().words).toEqual([{ t: "look", pin: "222222", lang: "kk" }]);
  game.look("222222");
  expect(FakeSocket.all).toHaveLength(2);
});

// ── coming back ──────────────────────────────────────────────────────────────────────────────────────────────────

test("a reload takes the same seat again and shows what the server says", async () => {
  const socket = await playing();
  expect(socket.words).toEqual([{ t: "back", room: "r1", key: SEAT.key, lang: "kk" }]);
  expect([game.screen.value, game.stage.value?.phase]).toEqual(["game", "answering"]);
});

test("the address of another room leads there, not to the old seat", () => {
  browser.storage.set("saual.seat", JSON.stringify(SEAT));
  game.start("/654321");
  expect(FakeSocket.last.opens().words).toEqual([{ t: "look", pin: "654321", lang: "kk" }]);
});

test("a seat that the server does not know is forgotten, but the name and PIN are kept for the forms", async () => {
  browser.storage.set("saual.seat", JSON.stringify(SEAT));
  await load();
  game.start("/");
  FakeSocket.last.opens().says({ t: "no", code: "unknown_seat" });
  expect([game.screen.value, game.fault.value, kept("seat")]).toEqual(["pin", "unknown_seat", null]);
  expect([game.lastName, game.pin.value]).toEqual(["Әйгерім", "123456"]);
});

test.each(["kicked", "room_closed"] as Code[])("%s ends here and forgets the key", async (code) => {
  (await playing()).says({ t: "bye", code });
  expect([game.screen.value, game.fault.value, kept("seat")]).toEqual(["bye", code, null]);
  vi.advanceTimersByTime(60_000);
  expect(FakeSocket.all).toHaveLength(1);
});

test("a seat opened elsewhere can be taken back with one tap", async () => {
  (await playing()).says({ t: "bye", code: "replaced" });
  expect(game.screen.value).toBe("bye");
  game.resume();
  expect(FakeSocket.last.opens().words).toEqual([{ t: "back", room: "r1", key: SEAT.key, lang: "kk" }]);
  expect(game.screen.value).toBe("game");
});

test("a closed room is the end of its seat", async () => {
  (await playing()).says({ t: "stage", phase: "closed" });
  expect([game.screen.value, game.fault.value, kept("seat")]).toEqual(["bye", "room_closed", null]);
});

test("a server out of breath is asked again, a little later", async () => {
  browser.storage.set("saual.seat", JSON.stringify(SEAT));
  await load();
  game.start("/");
  const socket = FakeSocket.last.opens().says({ t: "no", code: "busy" });
  vi.advanceTimersByTime(3_000);
  expect(socket.words).toHaveLength(2);
  expect(game.screen.value).toBe("game");
});

test("a server that cannot look a PIN up now is asked again, a little later", async () => {
  await load();
  game.start("/123456");
  const socket = FakeSocket.last.opens().says({ t: "no", code: "not_saved" });
  expect(game.fault.value).toBe("not_saved");
  vi.advanceTimersByTime(3_000);
  expect(socket.words).toMatchObject([{ t: "look", pin: "123456" }, { t: "look", pin: "123456" }]);
});

test("a new name from the host is remembered", async () => {
  (await playing()).says({ t: "name", name: "Айгерим" });
  expect(kept("seat")!.name).toBe("Айгерим");
});

// ── the picture ──────────────────────────────────────────────────────────────────────────────────────────────────

const picture = () => [game.question, game.ask, game.solution, game.given].map(({ value }) => value?.t);

test("a question stays until another one takes its place, with all that was of it", async () => {
  const socket = await playing();
  socket.says({ t: "given", a: 1 }, { t: "stage", phase: "reveal" }, { t: "solution", right: [1] });
  socket.says({ t: "stage", phase: "leaderboard" });
  expect(picture()).toEqual(["q", "ask", "solution", "given"]);
  socket.says({ t: "stage", phase: "reading" }, { t: "q", i: 3, n: 9, text: "!" });
  expect(picture()).toEqual(["q", undefined, undefined, undefined]);
});

test.each(["lobby", "podium", "closed"])("in the phase %s there is no question", async (phase) => {
  const socket = await playing();
  socket.says({ t: "given", a: 1 }, { t: "solution", right: [1] }, { t: "stage", phase });
  expect(picture()).toEqual([undefined, undefined, undefined, undefined]);
});

// ── answers ──────────────────────────────────────────────────────────────────────────────────────────────────────

test("an answer is kept until it is acknowledged", async () => {
  const socket = await playing();
  game.give(1);
  const { id } = kept("answer") as { id: string };
  expect(id).toMatch(/^[A-Za-z0-9_-]{4}$/);
  expect(socket.words.at(-1)).toEqual({ t: "answer", id, g: 1, q: 2, a: 1 });
  expect(game.mine.value).toMatchObject({ saved: false });
  socket.says({ t: "ack", id });
  expect([game.mine.value!.saved, kept("answer")]).toEqual([true, null]);
});

test("an answer given while the line is down is sent with the same id when it is back", async () => {
  (await playing()).breaks();
  game.give(0);
  const { id } = kept("answer") as { id: string };
  vi.advanceTimersByTime(250);
  const socket = FakeSocket.last.opens();
  expect(socket.words.map(({ t }) => t)).toEqual(["back"]); // Not before the seat is ours again.
  socket.says(YOU);
  expect(socket.words.at(-1)).toEqual({ t: "answer", id, g: 1, q: 2, a: 0 });
});

test("an answer survives a reload", async () => {
  (await playing()).breaks();
  game.give([0, 1]);
  const { id } = kept("answer") as { id: string };
  await load();
  game.start("/");
  expect(FakeSocket.last.opens().says(YOU).words.at(-1)).toEqual({ t: "answer", id, g: 1, q: 2, a: [0, 1] });
});

test("an answer of another room is not sent into this one", async () => {
  browser.storage.set("saual.answer", JSON.stringify({ room: "old", g: 1, q: 2, id: "x", a: 1 }));
  const socket = await playing();
  expect(socket.words.map(({ t }) => t)).toEqual(["back"]);
});

test.each(["not_saved", "busy", "flood"] as Code[])("%s is no end: the same answer goes out again", async (code) => {
  const socket = await playing();
  game.give(1);
  const answer = socket.words.at(-1)!;
  socket.says({ t: "ack", id: answer.id, code });
  expect(game.mine.value).toMatchObject({ saved: false, code });
  vi.advanceTimersByTime(3_000);
  expect(socket.words.filter(({ t }) => t === "answer")).toEqual([answer, answer]);
});

test("a late answer is acknowledged as late", async () => {
  const socket = await playing();
  game.give(1);
  socket.says({ t: "ack", id: game.mine.value!.id, code: "late" });
  expect([game.mine.value, kept("answer")]).toMatchObject([{ saved: true, code: "late" }, null]);
});

test("an acknowledgement of something else changes nothing", async () => {
  const socket = await playing();
  game.give(1);
  socket.says({ t: "ack", id: "another" });
  expect(game.mine.value!.saved).toBe(false);
});

test("the language is told to the server only from a seat", async () => {
  game.speak("en");
  expect(FakeSocket.all).toHaveLength(0);
  const socket = await playing();
  game.speak("en");
  expect(socket.words.at(-1)).toEqual({ t: "lang", lang: "en" });
});

// ── a class ──────────────────────────────────────────────────────────────────────────────────────────────────────

const DOOR = { t: "room", title: "Тест", lang: "kk", open: true, pin: "123456", names: ["Әйгерім", "Болат"] };

test("a name of the class is picked by its place, and said again after a lost answer", () => {
  game.start("/123456");
  FakeSocket.last.opens().says(DOOR);
  game.join("Әйгерім", { student: 1 });
  expect(FakeSocket.last.words.at(-1)).toMatchObject({ t: "join", name: "Әйгерім", student: 1 });
  expect(kept("seat")).toMatchObject({ who: { student: 1 } });
});

test("a card leads into the lesson of its class without a PIN, and after a reload to the same seat", async () => {
  game.start("/#card=123456789");
  const socket = FakeSocket.last.opens();
  expect(socket.words).toMatchObject([{ t: "join", pin: "", code: "123456789" }]);
  const key = kept("seat")!.key;
  socket.says(YOU);
  expect(game.screen.value).toBe("game");

  await load();
  game.start("/#card=123456789");
  expect(FakeSocket.last.opens().words).toMatchObject([{ t: "join", pin: "", code: "123456789", key }]);
});

test("who waits for the teacher stays at the door, also after a reload", async () => {
  game.start("/123456");
  FakeSocket.last.opens().says({ ...DOOR, entry: "approve" });
  game.join("Айдос");
  FakeSocket.last.says({ t: "no", code: "wait_for_host" });
  expect([game.screen.value, game.fault.value]).toEqual(["name", "wait_for_host"]);

  await load();
  game.start("/");
  const socket = FakeSocket.last.opens().says({ t: "no", code: "wait_for_host" });
  expect(socket.words.at(-1)).toMatchObject({ t: "look", pin: "123456" });
  socket.says({ ...DOOR, entry: "approve" });
  expect(game.screen.value).toBe("name");
});

test("a phone that the teacher took a name from has its seat no more", async () => {
  const socket = await playing();
  socket.says({ t: "bye", code: "name_freed" });
  expect([game.screen.value, game.fault.value, kept("seat")]).toEqual(["bye", "name_freed", null]);
});
