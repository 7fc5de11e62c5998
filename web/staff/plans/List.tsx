// The teacher's lesson plans, the newest change first, and a new one.
import { lang, t } from "../../shared/i18n";
import type { PlanLine } from "../../shared/protocol.gen";
import { newPlan, plans } from "../api";
import { Desk } from "../Desk";
import { day } from "../format";
import { Listed } from "../Listed";
import { useAttempt, useLoad } from "../load";
import { Trouble } from "../Trouble";
import { FIRST_PLAN } from "./plan";

export const planUrl = (id: string): string => `/teacher/plans/${encodeURIComponent(id)}`;

export function List() {
  const list = useLoad(plans, "plans");
  const { error, attempt } = useAttempt();
  const make = (): Promise<void> =>
    attempt(async () => location.assign(planUrl((await newPlan({ ...FIRST_PLAN, lang: lang.value })).id)));
  return (
    <Desk here="plans" title={t("plans.title")}>
      <div class="plans">
        <h1>{t("plans.title")}</h1>
        <p class="hint">{t("plans.about")}</p>
        <p>
          <button type="button" class="button" onClick={() => void make()}>
            {t("plans.new")}
          </button>
        </p>
        {error ? <Trouble error={error} /> : null}
        <Listed list={list} line={(one) => <Line key={one.id} one={one} />} />
      </div>
    </Desk>
  );
}

function Line({ one }: { one: PlanLine }) {
  return (
    <li class="card line">
      <a href={planUrl(one.id)}>{one.title || t("plans.untitled")}</a>
      <p class="facts">
        {one.level ? <span>{one.level}</span> : null}
        <span>{t("plans.steps", { n: one.steps })}</span>
        <span>{t("plans.minutes", { n: one.minutes })}</span>
        <span>{day(lang.value, one.updated_ms)}</span>
      </p>
    </li>
  );
}
