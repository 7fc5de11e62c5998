// The way into a room for a class: what it asks the server by itself.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeSocket, fakeBrowser, realBrowser } from "../shared/fakes";
import type * as Game from "./game";

vi.mock("./ofclass.css?url", () => ({ default: "ofclass.css" }));
vi.mock("./dress", () => ({ dressed: () => Promise.resolve() }));

const DOOR = { t: "room", title: "Тест", lang: "kk", open: true, names: ["Әйгерім", "Болат"] };
const YOU = { t: "you", room: "r1", seat: 3, now: 1_000_000 };
let game: typeof Game;

beforeEach(async () => {
  fakeBrowser().storage.set("saual.lang", "kk");
  vi.useFakeTimers();
  vi.resetModules();
  game = await import("./game");
  await (await import("./ofclass")).ready;
});
afterEach(() => {
  vi.useRealTimers();
  realBrowser();
});

const joins = (socket: FakeSocket) => socket.words.filter((frame) => (frame as { t: string }).t === "join");

test("who waits for the teacher asks again by itself until there is an answer", () => {
  game.start("/123456");
  const socket = FakeSocket.last.opens().says({ ...DOOR, entry: "approve" });
  game.join("Айдос");
  socket.says({ t: "no", code: "wait_for_host" });
  vi.advanceTimersByTime(3_000);
  expect(joins(socket)).toHaveLength(2);
  socket.says({ t: "no", code: "wait_for_host" });
  vi.advanceTimersByTime(3_000);
  expect(joins(socket)).toHaveLength(3);
  socket.says(YOU);
  vi.advanceTimersByTime(30_000);
  expect(joins(socket)).toHaveLength(3);
});

test("after a name that is taken, or was freed, the list is asked for as it is now", () => {
  game.start("/123456");
  const socket = FakeSocket.last.opens().says(DOOR);
  game.join("Әйгерім", { student: 1 });
  socket.says({ t: "no", code: "student_taken" });
  expect(socket.words.at(-1)).toMatchObject({ t: "look", pin: "123456" });
  socket.says({ ...DOOR, taken: [1] });
  expect([game.screen.value, game.room.value?.taken]).toEqual(["name", [1]]);
  socket.says(YOU, { t: "bye", code: "name_freed" });
  FakeSocket.last.opens();
  expect(FakeSocket.last.words.at(-1)).toMatchObject({ t: "look", pin: "123456" });
});
