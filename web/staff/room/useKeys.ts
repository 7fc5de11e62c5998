// Listens to the keyboard of the projector for as long as it is shown. What a key means is in keys.ts, what it does is
// the screen's.
import { useEffect, useRef } from "preact/hooks";
import { actionOf, isTaken, type Action } from "./keys";
import { wake } from "./sound";

/** `free`: nothing is open over the picture that wants the keys for itself. */
export function useKeys(act: (action: Action) => void, free: () => boolean): void {
  const latest = useRef({ act, free });
  latest.current = { act, free };
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      wake();
      if (!latest.current.free() || document.querySelector("dialog[open]")) return;
      if (isTaken(event, event.target as HTMLElement)) return;
      const action = actionOf(event);
      if (action === null) return;
      event.preventDefault();
      latest.current.act(action);
    };
    // A button that was clicked would keep the space key to itself.
    const release = (event: MouseEvent): void => {
      wake();
      const focused = document.activeElement;
      if (event.detail > 0 && focused instanceof HTMLElement && focused.closest(".bar")) focused.blur();
    };
    document.addEventListener("keydown", press);
    document.addEventListener("click", release);
    return () => {
      document.removeEventListener("keydown", press);
      document.removeEventListener("click", release);
    };
  }, []);
}
