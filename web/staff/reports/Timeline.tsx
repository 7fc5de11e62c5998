// The course of a game in stretches of two minutes: how many students answered in each, and which questions were put.
// Each bar says its numbers in words, too, for screen readers and on paper.
import { lang, t } from "../../shared/i18n";
import type { GameReport } from "../../shared/protocol.gen";
import { clock, number } from "../format";

export function Timeline({ report }: { report: GameReport }) {
  const students = Math.max(1, report.students.length);
  return (
    <section aria-labelledby="timeline-title">
      <h2 id="timeline-title">{t("timeline.title")}</h2>
      <p class="hint">{t("timeline.about", { students: number(lang.value, report.students.length) })}</p>
      <ol class="timeline card">
        {report.timeline.map((stretch) => (
          <li key={stretch.at_ms}>
            <span class="unseen">
              {t("timeline.stretch", {
                time: clock(lang.value, stretch.at_ms),
                active: number(lang.value, stretch.active),
                answers: number(lang.value, stretch.answers),
                questions: number(lang.value, stretch.questions),
              })}
            </span>
            <span class="n" aria-hidden="true">
              {stretch.active > 0 ? number(lang.value, stretch.active) : ""}
            </span>
            <span class="bar" aria-hidden="true" style={{ height: `${(stretch.active / students) * 96}px` }} />
            <span class="put" aria-hidden="true">
              {"●".repeat(Math.min(5, stretch.questions))}
            </span>
            <time class="at" aria-hidden="true" dateTime={new Date(stretch.at_ms).toISOString()}>
              {clock(lang.value, stretch.at_ms)}
            </time>
          </li>
        ))}
      </ol>
    </section>
  );
}
