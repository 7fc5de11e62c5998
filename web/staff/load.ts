// What a page waits for: asked for once per `key`, and again on request; the answer to an older question never
// overwrites a newer one's. Knows nothing of routes or words.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ApiError } from "./api";

export interface Loaded<T> {
  value: T | undefined;
  error: ApiError | undefined;
  again: () => void;
}

/** Errors that are not refusals are bugs: they go on to the console as such. */
export function refused(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  throw error;
}

/** While a newer answer is on its way the old value stays, so that the page does not flicker. */
export function useLoad<T>(ask: () => Promise<T>, key: string): Loaded<T> {
  const value = useSignal<T | undefined>(undefined);
  const error = useSignal<ApiError | undefined>(undefined);
  const latest = useRef(0);
  const again = (): void => {
    const mine = ++latest.current;
    ask()
      .then((answer) => {
        if (mine !== latest.current) return;
        value.value = answer;
        error.value = undefined;
      })
      .catch((reason: unknown) => {
        if (mine === latest.current) error.value = refused(reason);
      });
  };
  useEffect(() => {
    again();
    return () => {
      latest.current++;
    };
  }, [key]);
  return { value: value.value, error: error.value, again };
}

/** What a button asks for: `error` is why the newest was refused. `after` each, whether it went well or not. */
export function useAttempt(after?: () => void): { error: ApiError | undefined; attempt: (what: () => Promise<void>) => Promise<void> } {
  const error = useSignal<ApiError | undefined>(undefined);
  const attempt = async (what: () => Promise<void>): Promise<void> => {
    error.value = undefined;
    try {
      await what();
    } catch (reason) {
      error.value = refused(reason);
    }
    after?.();
  };
  return { error: error.value, attempt };
}
