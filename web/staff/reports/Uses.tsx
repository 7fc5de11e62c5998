// What the teacher put to the class and used in the lesson, counted from its log. What was not used is not listed.
import { lang, t } from "../../shared/i18n";
import type { GameReport, Use } from "../../shared/protocol.gen";
import { number } from "../format";

export function Uses({ report }: { report: GameReport }) {
  const put = report.items.filter((item) => !item.skipped).length;
  const used = Object.entries(report.uses) as [Use, number][];
  const counts: [string, number][] = [...(put > 0 ? [["put", put] as [string, number]] : []), ...used];
  if (counts.length === 0) return null;
  return (
    <section aria-labelledby="uses-title">
      <h2 id="uses-title">{t("weeks.uses")}</h2>
      <dl class="uses card">
        {counts.map(([use, count]) => (
          <div key={use}>
            <dt>{t(`weeks.use.${use}`)}</dt>
            <dd>{number(lang.value, count)}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">{t("weeks.uses_note")}</p>
    </section>
  );
}
