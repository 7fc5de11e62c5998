// Whether the banks and the start of the lesson have room beside each other. The same width stands in start.css.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

export function useWide(): boolean {
  const query = matchMedia("(min-width: 60rem)");
  const wide = useSignal(query.matches);
  useEffect(() => {
    const look = (): void => {
      wide.value = query.matches;
    };
    query.addEventListener("change", look);
    return () => query.removeEventListener("change", look);
  }, []);
  return wide.value;
}
