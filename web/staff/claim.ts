// The one-time link: its secret stands after the # (so it is in no log), is posted once, and leaves the address bar.
import type { Claimed } from "../shared/protocol.gen";
import { ApiError, claim } from "./api";

/** null: there is no key in the address; else what it opened, or why it did not. */
export async function takeKey(): Promise<Claimed | null | "refused" | "offline"> {
  const key = new URLSearchParams(location.hash.slice(1)).get("key");
  if (key === null) return null;
  try {
    const claimed = await claim(key);
    history.replaceState(null, "", location.pathname);
    return claimed;
  } catch (problem) {
    // Without an answer the key stays, for the next try.
    if (problem instanceof ApiError && problem.status !== 0) {
      history.replaceState(null, "", location.pathname);
      return "refused";
    }
    return "offline";
  }
}
