import { afterEach, expect, test, vi } from "vitest";
import { ApiError, bank, claim, games, leave, tableUrl, whenSignedOut } from "./api";

function serverAnswers(status: number, body: string): void {
  vi.stubGlobal("fetch", vi.fn(async () => new Response(status === 204 ? null : body, { status })));
}

async function refusal(promise: Promise<unknown>): Promise<ApiError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ApiError) return error;
  }
  throw new Error("it was not refused");
}

afterEach(() => {
  vi.unstubAllGlobals();
  whenSignedOut(() => undefined);
});

test("an answer is its JSON body, and no body is nothing", async () => {
  serverAnswers(200, "[]");
  expect(await games("kk", {})).toEqual([]);
  serverAnswers(204, "");
  expect(await leave()).toBeUndefined();
});

test("a refusal keeps the server's code", async () => {
  serverAnswers(404, '{"code":"unknown_bank","message":"No such bank."}');
  expect(await refusal(bank("x", "kk"))).toMatchObject({ status: 404, code: "unknown_bank" });
});

test("a page that is no answer of ours is an unknown refusal", async () => {
  serverAnswers(502, "<html>Bad gateway</html>");
  expect(await refusal(games("kk", {}))).toMatchObject({ status: 502, code: "unknown" });
});

test("a server that does not answer is told apart from one that refuses", async () => {
  vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("failed")));
  expect(await refusal(games("kk", {}))).toMatchObject({ status: 0, code: "offline" });
});

test("a lost sign-in is told once; a wrong one-time key is not one", async () => {
  const told = vi.fn();
  whenSignedOut(told);
  serverAnswers(401, '{"code":"not_staff","message":"Sign in."}');
  await refusal(claim("x".repeat(24)));
  expect(told).not.toHaveBeenCalled();
  await refusal(games("kk", {}));
  expect(told).toHaveBeenCalledTimes(1);
});

test("ids cannot break out of their place in an address", () => {
  expect(tableUrl("a/b?c", "students", "ru")).toBe("/api/games/a%2Fb%3Fc/students.csv?lang=ru");
});
