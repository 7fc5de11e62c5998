// Starts the teacher's pages: claims the one-time link, picks the page by the address, and says so calmly when this
// browser is not the teacher's. Each page is loaded when it is first needed; none is known from within.
import "@preact/signals";
import { render, type ComponentChild } from "preact";
import { lang, startWords, t } from "../shared/i18n";
import type { Lang } from "../shared/protocol.gen";
import { whenSignedOut } from "./api";
import { takeKey } from "./claim";
import { drawFormulas } from "./formulas";
import { Message } from "./Message";
import { routeOf, type Route } from "./route";

const screen = {
  kk: () => import("../locales/screen.kk.json"),
  ru: () => import("../locales/screen.ru.json"),
  en: () => import("../locales/screen.en.json"),
};
const staff = {
  kk: () => import("../locales/staff.kk.json"),
  ru: () => import("../locales/staff.ru.json"),
  en: () => import("../locales/staff.en.json"),
};

const editor = {
  kk: () => import("../locales/editor.kk.json"),
  ru: () => import("../locales/editor.ru.json"),
  en: () => import("../locales/editor.en.json"),
};
const weeks = {
  kk: () => import("../locales/weeks.kk.json"),
  ru: () => import("../locales/weeks.ru.json"),
  en: () => import("../locales/weeks.en.json"),
};
const homework = {
  kk: () => import("../locales/homework.kk.json"),
  ru: () => import("../locales/homework.ru.json"),
  en: () => import("../locales/homework.en.json"),
};
const plans = {
  kk: () => import("../locales/plans.kk.json"),
  ru: () => import("../locales/plans.ru.json"),
  en: () => import("../locales/plans.en.json"),
};
const paper = {
  kk: () => import("../locales/paper.kk.json"),
  ru: () => import("../locales/paper.ru.json"),
  en: () => import("../locales/paper.en.json"),
};
type Words = Record<Lang, () => Promise<{ default: Record<string, string> }>>;

/** Several sets of words in one; no key is in two of them. */
function together(...sets: Words[]): Words {
  const load = (of: Lang) => async () => {
    const loaded = await Promise.all(sets.map((set) => set[of]()));
    return { default: Object.assign({}, ...loaded.map((one) => one.default)) as Record<string, string> };
  };
  return { kk: load("kk"), ru: load("ru"), en: load("en") };
}

/** The calm message about the link is among the screen's words; the editor shows the class screen, too. */
function wordsOf(route: Route): Words {
  if (route.page === "room") return screen;
  if (route.page === "editor") return together(screen, staff, editor);
  if (/homework/i.test(route.page)) return together(screen, staff, homework);
  if (route.page === "plans" || route.page === "plan") return together(screen, staff, plans);
  if (route.page === "paper") return together(screen, staff, paper);
  return route.page === "home" || route.page === "none" ? together(screen, staff) : together(screen, staff, weeks);
}

async function page(route: Route): Promise<() => ComponentChild> {
  switch (route.page) {
    case "home": {
      const { Home } = await import("./home");
      return () => <Home />;
    }
    case "games": {
      const { Games } = await import("./reports");
      return () => <Games />;
    }
    case "report": {
      const { GameReport } = await import("./reports");
      return () => <GameReport id={route.id} />;
    }
    case "classes": {
      const { Classes } = await import("./classes");
      return () => <Classes />;
    }
    case "class": {
      const { ClassPage } = await import("./classes");
      return () => <ClassPage id={route.id} />;
    }
    case "room": {
      const { RoomScreen } = await import("./room");
      return () => <RoomScreen id={route.id} />;
    }
    case "editor": {
      const { Editor } = await import("./editor");
      return () => <Editor id={route.id} />;
    }
    case "paper": {
      const { Paper } = await import("./paper");
      return () => <Paper id={route.id} />;
    }
    case "weeks": {
      const { Reports } = await import("./weeks");
      return () => <Reports />;
    }
    case "bankReport": {
      const { Bank } = await import("./weeks");
      return () => <Bank id={route.id} />;
    }
    case "questionReport": {
      const { Question } = await import("./weeks");
      return () => <Question bank={route.id} id={route.key} />;
    }
    case "classReport": {
      const { Class } = await import("./weeks");
      return () => <Class id={route.id} />;
    }
    case "studentReport": {
      const { Student } = await import("./weeks");
      return () => <Student id={route.id} />;
    }
    case "plans": {
      const { List } = await import("./plans");
      return () => <List />;
    }
    case "plan": {
      const { Page } = await import("./plans");
      return () => <Page id={route.id} />;
    }
    case "homework": {
      const { List } = await import("./homework");
      return () => <List />;
    }
    case "giveHomework": {
      const { Give } = await import("./homework");
      return () => <Give />;
    }
    case "oneHomework": {
      const { Page } = await import("./homework");
      return () => <Page id={route.id} />;
    }
    case "none":
      return () => <Message title={t("missing.title")} home />;
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
  const route = routeOf(location.pathname);
  await startWords(wordsOf(route));
  drawFormulas();
  let signedOut = false;
  const taken = await takeKey();
  whenSignedOut(() => {
    signedOut = true;
    // An old link in the browser that it once opened is no obstacle; in any other one it is worth a word.
    const note = taken === "refused" ? "claim.used" : "";
    draw(() => <Message title={t("stranger.title")} text={t("stranger.text")} note={note && t(note)} />);
  });
  if (taken !== null && typeof taken !== "string" && taken.scope === "room") {
    location.replace("/remote");
    return;
  }
  if (taken === "offline" || taken === "unready") {
    draw(() => <Message title={t(`${taken}.title`)} text={t(`${taken}.text`)} />);
    setTimeout(() => location.reload(), 4_000);
    return;
  }
  const content = await page(route);
  if (!signedOut) draw(content);
}

void start();
