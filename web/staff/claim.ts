// The one-time link: its secret stands after the # (so it is in no log), is posted once, and leaves the address bar.
import type { Claimed } from "../shared/protocol.gen";
import { ApiError, claim } from "./api";

/** No answer at all, or one that says nothing about who asks: the server's disk or database is away. It may pass. */
export type Away = "offline" | "unready";

/** null: it was an answer, and it is no. */
export function away(problem: unknown): Away | null {
  if (!(problem instanceof ApiError) || problem.status === 0) return "offline";
  return problem.status >= 500 ? "unready" : null;
}

/** null: there is no key in the address; else what it opened, or why it did not. */
export async function takeKey(): Promise<Claimed | null | "refused" | Away> {
  const key = new URLSearchParams(location.hash.slice(1)).get("key");
  if (key === null) return null;
  try {
    const claimed = await claim(key);
    history.replaceState(null, "", location.pathname);
    return claimed;
  } catch (problem) {
    const why = away(problem);
    if (why !== null) return why; // The key stays, for the next try.
    history.replaceState(null, "", location.pathname);
    return "refused";
  }
}
