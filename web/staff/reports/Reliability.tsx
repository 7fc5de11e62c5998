// How far the game as a whole measured what students know, and what the figures at each question mean.
import { lang, t } from "../../shared/i18n";
import type { GameReport } from "../../shared/protocol.gen";
import { coefficient, number } from "../format";

export function Reliability({ report }: { report: GameReport }) {
  const found = report.reliability;
  if (found === null) return null;
  const counts = { students: number(lang.value, found.students), questions: number(lang.value, found.questions) };
  return (
    <p class="hint">
      {t("report.reliability", { value: coefficient(lang.value, found.alpha), ...counts })} {t("report.discrimination_note")}
    </p>
  );
}
