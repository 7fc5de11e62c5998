import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { takeKey } from "./claim";

const forgets = vi.fn();

beforeEach(() => {
  vi.stubGlobal("location", { hash: "#key=abc", pathname: "/teacher" });
  vi.stubGlobal("history", { replaceState: forgets });
});

afterEach(() => {
  vi.unstubAllGlobals();
  forgets.mockClear();
});

function serverAnswers(status: number, body: object): void {
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify(body), { status }));
}

test("a link that is taken leaves the address bar", async () => {
  serverAnswers(200, { scope: "staff", room: null });
  expect(await takeKey()).toEqual({ scope: "staff", room: null });
  expect(forgets).toHaveBeenCalledWith(null, "", "/teacher");
});

test("a used link leaves the address bar and is called used", async () => {
  serverAnswers(401, { code: "bad_key", message: "Used." });
  expect(await takeKey()).toBe("refused");
  expect(forgets).toHaveBeenCalledTimes(1);
});

test("while the server's disk or database is away the link is neither used nor lost", async () => {
  serverAnswers(503, { code: "not_saved", message: "The database cannot be used just now." });
  expect(await takeKey()).toBe("unready");
  expect(forgets).not.toHaveBeenCalled();
});

test("without an answer the link is kept for the next try", async () => {
  vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("failed")));
  expect(await takeKey()).toBe("offline");
  expect(forgets).not.toHaveBeenCalled();
});
