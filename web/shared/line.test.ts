import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeSocket, fakeBrowser, realBrowser } from "./fakes";
import { Line } from "./line";
import type { PlayerIn, PlayerOut } from "./protocol.gen";

let browser: ReturnType<typeof fakeBrowser>;
let heard: object[];
let line: Line<PlayerIn, PlayerOut>;

beforeEach(() => {
  browser = fakeBrowser();
  heard = [];
  line = new Line<PlayerIn, PlayerOut>({
    path: () => "/ws",
    greet: () => ({ t: "look", pin: "123456", lang: "en" }),
    hear: (frame) => heard.push(frame),
  });
  line.open();
});
afterEach(realBrowser);

const pong = (socket: FakeSocket) =>
  socket.says({ t: "pong", c: socket.said.filter(({ t }) => t === "ping").at(-1)!.c, s: 1_500_000 });

test("an open socket is greeted, pinged, and makes the line up", () => {
  expect(line.state.value).toBe("lost");
  FakeSocket.last.opens();
  expect(FakeSocket.last.url).toBe("ws://192.168.1.5:8080/ws");
  expect(FakeSocket.last.said).toEqual([
    { t: "look", pin: "123456", lang: "en" },
    { t: "ping", c: 1_000_000 },
  ]);
  expect(line.state.value).toBe("up");
});

test("a pong is echoed at once, sets the clock, and is nobody else's business", () => {
  pong(FakeSocket.last.opens());
  expect(FakeSocket.last.said.at(-1)).toEqual({ t: "echo", s: 1_500_000 });
  expect(line.clock.now()).toBe(1_500_000);
  expect(heard).toEqual([]);
});

test("a frame that says the server's time is a first guess for the clock", () => {
  FakeSocket.last.opens().says({ t: "you", room: "r", seat: 1, now: 2_000_000 });
  expect(line.clock.now()).toBe(2_000_000);
  expect(heard).toHaveLength(1);
});

test("a lost line comes back within 250 ms, then more and more slowly, up to 5 s", () => {
  const waits: number[] = [];
  for (let i = 0; i < 8; i++) {
    FakeSocket.last.breaks();
    const sockets = FakeSocket.all.length;
    const from = Date.now();
    while (FakeSocket.all.length === sockets) vi.advanceTimersToNextTimer();
    waits.push(Date.now() - from);
  }
  expect(waits[0]).toBeLessThanOrEqual(250);
  expect(waits[3]).toBeGreaterThan(500);
  expect(Math.max(...waits)).toBeLessThanOrEqual(5_000);
});

test("a word from the server makes the next retry quick again", () => {
  for (let i = 0; i < 6; i++) {
    FakeSocket.last.breaks();
    vi.advanceTimersByTime(5_000);
  }
  FakeSocket.last.opens().says({ t: "no", code: "unknown_pin" }).breaks();
  const sockets = FakeSocket.all.length;
  vi.advanceTimersByTime(250);
  expect(FakeSocket.all.length).toBe(sockets + 1);
});

test("two seconds and two round trips of silence after a ping end the socket, and a new one opens", () => {
  const first = FakeSocket.last.opens();
  pong(first);
  vi.advanceTimersByTime(10_000);
  expect(first.said.at(-1)!.t).toBe("ping");
  vi.advanceTimersByTime(2_000);
  expect(first.readyState).toBe(3);
  expect(FakeSocket.last).not.toBe(first);
});

test("a slow network is not taken for a dead one before its round trip is known", () => {
  const first = FakeSocket.last.opens();
  vi.advanceTimersByTime(4_500);
  pong(first);
  vi.advanceTimersByTime(4_000);
  expect(FakeSocket.last).toBe(first);
});

test("any frame after a ping proves that the line lives", () => {
  const first = FakeSocket.last.opens();
  pong(first);
  vi.advanceTimersByTime(11_000);
  first.says({ t: "no", code: "busy" });
  vi.advanceTimersByTime(8_500);
  expect(FakeSocket.last).toBe(first);
});

test.each(["pageshow", "online", "visibilitychange"])("%s pings an open line at once", (name) => {
  pong(FakeSocket.last.opens());
  vi.advanceTimersByTime(3_000);
  const said = FakeSocket.last.said.length;
  (name === "visibilitychange" ? browser.doc : browser.page).dispatchEvent(new Event(name));
  expect(FakeSocket.last.said.slice(said)).toEqual([{ t: "ping", c: 1_003_000 }]);
});

test("a page that wakes up does not wait long for a socket that may be dead", () => {
  const first = FakeSocket.last.opens();
  pong(first);
  vi.advanceTimersByTime(3_000);
  browser.page.dispatchEvent(new Event("pageshow"));
  vi.advanceTimersByTime(600);
  expect(FakeSocket.last).not.toBe(first);
});

test("after a long sleep a new socket opens at once", () => {
  const first = FakeSocket.last.opens();
  pong(first);
  vi.setSystemTime(Date.now() + 60_000);
  browser.doc.dispatchEvent(new Event("visibilitychange"));
  expect(FakeSocket.last).not.toBe(first);
});

test("a page that comes back connects at once instead of waiting for its retry, and only once", () => {
  for (let i = 0; i < 6; i++) {
    FakeSocket.last.breaks();
    vi.advanceTimersByTime(5_000);
  }
  FakeSocket.last.breaks();
  const sockets = FakeSocket.all.length;
  for (const name of ["pageshow", "online"]) browser.page.dispatchEvent(new Event(name));
  expect(FakeSocket.all.length).toBe(sockets + 1);
});

test("a hidden page does not ping", () => {
  pong(FakeSocket.last.opens());
  browser.doc.visibilityState = "hidden";
  const said = FakeSocket.last.said.length;
  browser.doc.dispatchEvent(new Event("visibilitychange"));
  expect(FakeSocket.last.said.length).toBe(said);
});

test("a network that answers nothing at all is tried anew", () => {
  vi.advanceTimersByTime(8_300);
  expect(FakeSocket.all.length).toBe(2);
});

test("after a bye the line stays down until it is opened again", () => {
  const first = FakeSocket.last.opens().says({ t: "bye", code: "replaced" }).breaks();
  vi.advanceTimersByTime(60_000);
  browser.page.dispatchEvent(new Event("online"));
  expect(FakeSocket.last).toBe(first);
  expect(heard).toEqual([{ t: "bye", code: "replaced" }]);
  line.open();
  expect(FakeSocket.last.opens()).not.toBe(first);
});

test("an old socket never speaks for the new one", () => {
  const old = FakeSocket.last.opens();
  pong(old);
  const { onmessage, onclose } = old;
  vi.advanceTimersByTime(12_000);
  expect(old.onmessage ?? old.onclose).toBeNull();
  expect(onmessage && onclose).toBeTruthy();
  expect(FakeSocket.last.opens().readyState).toBe(1);
  expect(line.state.value).toBe("up");
});

test("what is said on a lost line is refused, not kept", () => {
  expect(line.send({ t: "lang", lang: "kk" })).toBe(false);
  FakeSocket.last.opens();
  expect(line.send({ t: "lang", lang: "kk" })).toBe(true);
});
