// The frame of the teacher's quiet pages: the name, the way between them, the language. Knows no page's content.
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { LangSwitch } from "../shared/LangSwitch";
import { t } from "../shared/i18n";
import "./staff.css";
import "./pieces.css";

interface Props {
  here: "home" | "classes" | "games" | "report" | "weeks" | "editor" | "homework" | "plans";
  /** For the browser's tab and its history. */
  title: string;
  children: ComponentChildren;
}

export function Desk({ here, title, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Saual`;
  }, [title]);
  return (
    <div class="desk">
      <a class="skip" href="#content">
        {t("nav.skip")}
      </a>
      <header class="masthead">
        <span class="brand">Saual</span>
        <nav aria-label={t("nav.label")}>
          <a href="/teacher" aria-current={here === "home" ? "page" : here === "editor" ? "true" : undefined}>
            {t("nav.home")}
          </a>
          <a href="/teacher/classes" aria-current={here === "classes" ? "page" : undefined}>
            {t("nav.classes")}
          </a>
          <a href="/teacher/plans" aria-current={here === "plans" ? (location.pathname === "/teacher/plans" ? "page" : "true") : undefined}>
            {t("nav.plans")}
          </a>
          <a href="/teacher/homework" aria-current={here === "homework" ? (location.pathname === "/teacher/homework" ? "page" : "true") : undefined}>
            {t("nav.homework")}
          </a>
          <a href="/teacher/games" aria-current={here === "games" ? "page" : here === "report" ? "true" : undefined}>
            {t("nav.games")}
          </a>
          <a href="/teacher/reports" aria-current={here === "weeks" ? (location.pathname === "/teacher/reports" ? "page" : "true") : undefined}>
            {t("nav.reports")}
          </a>
        </nav>
        <LangSwitch />
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
