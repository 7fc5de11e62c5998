// How the lesson plan went: what each step took of what it was given. And how long what was on the stage at all.
import { lang, t } from "../../shared/i18n";
import type { GameReport, PartLine } from "../../shared/protocol.gen";
import { number } from "../format";

const MINUTE_MS = 60_000;

/** Half minutes count: what took 40 seconds took a minute. */
const minutes = (ms: number): string => number(lang.value, Math.round(ms / MINUTE_MS));

export function Planned({ report }: { report: GameReport }) {
  const { plan = [], tools = [] } = report;
  return (
    <>
      {plan.length > 0 ? (
        <section aria-labelledby="plan-title">
          <h2 id="plan-title">{t("weeks.plan")}</h2>
          <table class="card plan-went">
            <thead>
              <tr>
                <th scope="col">{t("weeks.plan.step")}</th>
                <th scope="col">{t("weeks.plan.planned")}</th>
                <th scope="col">{t("weeks.plan.took")}</th>
              </tr>
            </thead>
            <tbody>
              {plan.map((part, i) => (
                <Part key={i} part={part} no={i + 1} />
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {tools.length > 0 ? (
        <section aria-labelledby="tools-title">
          <h2 id="tools-title">{t("weeks.tools")}</h2>
          <dl class="uses card">
            {tools.map((one) => (
              <div key={one.tool}>
                <dt>{t(`weeks.tool.${one.tool}`)}</dt>
                <dd>{t("weeks.tool.n", { n: number(lang.value, one.n), minutes: minutes(one.ms) })}</dd>
              </div>
            ))}
          </dl>
        </section>
      ) : null}
    </>
  );
}

function Part({ part, no }: { part: PartLine; no: number }) {
  const { began_ms: began, ended_ms: ended } = part;
  return (
    <tr>
      <td dir="auto">
        {no}. {part.title || t(`plan.tool.${part.tool}`)}
      </td>
      <td>{t("plan.min", { n: number(lang.value, part.minutes) })}</td>
      <td>{began === null || ended === null ? t("weeks.plan.never") : t("plan.min", { n: minutes(ended - began) })}</td>
    </tr>
  );
}
