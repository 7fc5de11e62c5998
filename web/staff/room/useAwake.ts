// Keeps the screen lit during a lesson, where the browser can (a secure page: the teacher's own machine is one).
import { useEffect } from "preact/hooks";

export function useAwake(): void {
  useEffect(() => {
    const hold = (): void => {
      if (document.visibilityState === "visible" && "wakeLock" in navigator) {
        navigator.wakeLock.request("screen").catch(() => undefined); // Low battery: the system knows better.
      }
    };
    hold();
    document.addEventListener("visibilitychange", hold);
    return () => document.removeEventListener("visibilitychange", hold);
  }, []);
}
