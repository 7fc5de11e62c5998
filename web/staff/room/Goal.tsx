// What the class wants to reach together this month, and how far it has come. Knows two numbers; names nobody.
import { lang, t } from "../../shared/i18n";
import type { HostStage } from "../../shared/protocol.gen";
import { number } from "../format";
import "./goal.css";

export function Goal({ stage }: { stage: HostStage }) {
  const { goal, right } = stage.together ?? { goal: 0, right: 0 };
  if (goal === 0) return null;
  const reached = right >= goal;
  return (
    <p class={reached ? "goal reached" : "goal"}>
      <span>{t(reached ? "goal.reached" : "goal.title")}</span>
      <i aria-hidden="true">
        <i style={{ width: `${Math.min(100, (100 * right) / goal)}%` }} />
      </i>
      <b>
        {number(lang.value, right)} / {number(lang.value, goal)}
      </b>
    </p>
  );
}
