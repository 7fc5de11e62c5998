// Starts the remote on the teacher's phone: claims the one-time link and asks which room it opened.
import "@preact/signals";
import { render, type ComponentChild } from "preact";
import { lang, startWords, t } from "../shared/i18n";
import { me } from "../staff/api";
import { away, takeKey, type Away } from "../staff/claim";
import { Message } from "../staff/Message";
import { Remote } from "./Remote";

/** The room that this phone's cookie is for, if any. */
async function allowed(): Promise<{ room: string | null } | Away> {
  try {
    return await me();
  } catch (problem) {
    return away(problem) ?? { room: null };
  }
}

async function start(): Promise<void> {
  const root = document.getElementById("app")!;
  const draw = (content: () => ComponentChild): void => {
    const Page = (): ComponentChild => {
      void lang.value; // A new language is a new page.
      return content();
    };
    render(<Page />, root);
  };
  await startWords({
    kk: () => import("../locales/screen.kk.json"),
    ru: () => import("../locales/screen.ru.json"),
    en: () => import("../locales/screen.en.json"),
  });
  const taken = await takeKey();
  const scope = taken === "offline" || taken === "unready" ? taken : await allowed();
  if (typeof scope === "string") {
    draw(() => <Message title={t(`${scope}.title`)} text={t(`${scope}.text`)} />);
    setTimeout(() => location.reload(), 4_000);
    return;
  }
  const room = taken === null || typeof taken === "string" ? scope.room : taken.room;
  const note = taken === "refused" ? "claim.used" : "";
  if (room === null) {
    draw(() => <Message title={t("stranger.title")} text={t("stranger.remote")} note={note && t(note)} />);
    return;
  }
  draw(() => <Remote room={room} />);
}

void start();
