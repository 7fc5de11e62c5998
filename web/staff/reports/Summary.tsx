// What to take from a game at a glance: who was there, how many answered, how much was right, what was hard.
import { lang, t } from "../../shared/i18n";
import { Words } from "../../shared/words";
import type { GameReport } from "../../shared/protocol.gen";
import { coefficient, FEW, number, percent, share } from "../format";
import { hardest, type Part, rightInAll, rightOf, turnout } from "./figures";

export const of = (part: string, whole: string): string => t("report.of", { part, whole });

export function Summary({ report }: { report: GameReport }) {
  const right = rightInAll(report.items);
  const hard = hardest(report.items, 3);
  return (
    <section class="summary" aria-labelledby="summary-title">
      <h2 id="summary-title" class="unseen">
        {t("report.summary")}
      </h2>
      <dl class="tiles">
        <div class="card">
          <dt>{t("report.students")}</dt>
          <dd>{number(lang.value, report.students.length)}</dd>
        </div>
        <Tile label={t("report.turnout")} part={turnout(report)} say="report.turnout_of" />
        {right ? (
          <Tile label={t("report.right")} part={right} say="report.right_of" />
        ) : (
          <div class="card">
            <dt>{t("report.right")}</dt>
            <dd>
              <small>{t("report.unmarked")}</small>
            </dd>
          </div>
        )}
        {report.gain != null && (
          <div class="card">
            <dt>{t("votes.gain_of_game")}</dt>
            <dd>{coefficient(lang.value, report.gain)}</dd>
          </div>
        )}
      </dl>
      {right ? (
        <div class="card hardest">
          <h3>{t("report.hardest")}</h3>
          {hard.length > 0 ? (
            <ol>
              {hard.map((item) => {
                const part = rightOf(item);
                return (
                  <li key={item.i}>
                    <a href={`#item-${item.i}`}>
                      <Words text={item.text} />
                    </a>
                    <span>{t("item.right", { share: part ? share(lang.value, part.part, part.whole, of) : "–" })}</span>
                  </li>
                );
              })}
            </ol>
          ) : (
            <p class="hint">{t("report.hardest_none")}</p>
          )}
        </div>
      ) : null}
    </section>
  );
}

/** The percentage large and its counts small; where the counts are few, they are all there is to say. */
function Tile({ label, part, say }: { label: string; part: Part; say: string }) {
  const counts = t(say, { part: number(lang.value, part.part), whole: number(lang.value, part.whole) });
  return (
    <div class="card">
      <dt>{label}</dt>
      <dd>
        {part.whole < FEW ? (
          share(lang.value, part.part, part.whole, of)
        ) : (
          <>
            {percent(lang.value, part.part / part.whole)} <small>{counts}</small>
          </>
        )}
      </dd>
    </div>
  );
}
