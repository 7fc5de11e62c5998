// What students asked and said in the lesson. Counts of typed and of spoken questions stand apart; a name stands beside
// a question only if it was asked by name.
import { lang, t } from "../../shared/i18n";
import type { AskedLine, GameReport } from "../../shared/protocol.gen";
import { clock, number } from "../format";

export function Asked({ report }: { report: GameReport }) {
  const { asked, spoken } = report;
  const n = (value: number): string => number(lang.value, value);
  const typed = asked.filter(({ state }) => state !== "hidden");
  const counts: readonly [string, number][] = [
    ["asked.typed", typed.length],
    ["asked.seconds", typed.reduce((sum, one) => sum + one.seconds, 0)],
    ["asked.spoken", spoken.question],
    ["asked.aloud", spoken.answer],
    ["asked.contributed", spoken.contribution],
  ];
  return (
    <section aria-labelledby="asked-title">
      <h2 id="asked-title">{t("report.asked")}</h2>
      <dl class="tiles">
        {counts.map(([word, count]) => (
          <div key={word} class="card">
            <dt>{t(`report.${word}`)}</dt>
            <dd>{n(count)}</dd>
          </div>
        ))}
      </dl>
      {asked.length > 0 ? (
        <>
          <ol class="asked card">
            {asked.map((one) => (
              <Line key={one.no} one={one} />
            ))}
          </ol>
          <p class="hint">{t("report.asked.note")}</p>
        </>
      ) : null}
    </section>
  );
}

function Line({ one }: { one: AskedLine }) {
  return (
    <li>
      <p dir="auto">
        {one.starred ? <span aria-label={t("report.asked.starred")}>★ </span> : null}
        {one.text}
      </p>
      <p class="facts">
        <span>{one.name || t("report.asked.unnamed")}</span>
        <span>{clock(lang.value, one.at_ms)}</span>
        {one.seconds > 0 ? <span>{t("report.asked.same", { n: one.seconds })}</span> : null}
        <span class="tag">{t(`report.asked.is.${one.state}`)}</span>
      </p>
    </li>
  );
}
