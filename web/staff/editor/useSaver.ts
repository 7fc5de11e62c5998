// The editor's document in this browser: gives the saver its time, network, storage and the other pages' word, and tells
// it when any of them changes. Knows no page's content.
import { useEffect, useMemo } from "preact/hooks";
import { lang } from "../../shared/i18n";
import { draft, saveBank } from "../api";
import { BrowserKeep, newId } from "./keep";
import { Saver } from "./saver";

export function useSaver(bank: string): Saver {
  const [saver, channel] = useMemo(() => {
    const radio = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`saual.bank.${bank}`);
    const made = new Saver(bank, {
      load: () => draft(bank, lang.peek()),
      save: (version, edit) => saveBank(bank, lang.peek(), version, edit),
      keep: new BrowserKeep(newId()),
      tell: (version) => radio?.postMessage(version),
      now: () => Date.now(),
      fresh: newId,
      later: (ms, what) => {
        const timer = setTimeout(what, ms);
        return () => clearTimeout(timer);
      },
    });
    return [made, radio] as const;
  }, [bank]);

  useEffect(() => {
    const again = (): void => void (document.visibilityState === "visible" && saver.open().catch(() => undefined));
    const hurry = (): void => saver.hurry();
    // A phone or a laptop may never come back from being hidden.
    const hide = (): void => void (document.visibilityState === "hidden" && saver.hurry());
    const leave = (event: BeforeUnloadEvent): void => {
      if (!saver.keeps.value && saver.state.value !== "saved") event.preventDefault();
    };
    if (channel) channel.onmessage = ({ data }) => typeof data === "number" && saver.heard(data);
    document.addEventListener("visibilitychange", again);
    document.addEventListener("visibilitychange", hide);
    window.addEventListener("online", hurry);
    window.addEventListener("beforeunload", leave);
    return () => {
      document.removeEventListener("visibilitychange", again);
      document.removeEventListener("visibilitychange", hide);
      window.removeEventListener("online", hurry);
      window.removeEventListener("beforeunload", leave);
      saver.close();
      channel?.close();
    };
  }, [saver]);
  return saver;
}
