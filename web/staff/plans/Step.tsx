// One step of a lesson plan: with what, what for, how long, and which questions. Every change makes a new step.
import { useId } from "preact/hooks";
import { lang, t } from "../../shared/i18n";
import type { BankLine, PlanStep } from "../../shared/protocol.gen";
import { bank as load } from "../api";
import { titleOf } from "../home/BankList";
import { useLoad } from "../load";
import { Trouble } from "../Trouble";
import { Icon } from "../room/icons";
import { asksBank, FORMS, TOOLS, turned, type Form, type Tool } from "./plan";

interface Props {
  no: number;
  of: number;
  step: PlanStep;
  /** undefined while they are on their way. */
  banks: readonly BankLine[] | undefined;
  onStep: (step: PlanStep) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

export function Step({ no, of, step, banks, onStep, onMove, onRemove }: Props) {
  const id = useId();
  const change = (part: Partial<PlanStep>): void => onStep({ ...step, ...part });
  return (
    <li class="card step" aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>
          <span class="n">{no}</span> {t(`plan.tool.${step.tool}`)}
        </h2>
        <button type="button" class="button square" aria-label={t("plans.up", { n: no })} disabled={no === 1} onClick={() => onMove(-1)}>
          <Icon name="up" />
        </button>
        <button type="button" class="button square" aria-label={t("plans.down", { n: no })} disabled={no === of} onClick={() => onMove(1)}>
          <Icon name="down" />
        </button>
        <button type="button" class="button square" aria-label={t("plans.take_out", { n: no })} onClick={onRemove}>
          <Icon name="close" />
        </button>
      </header>
      <div class="fields">
        <label>
          <span>{t("plans.tool")}</span>
          <select value={step.tool} onChange={(event) => change({ tool: event.currentTarget.value as Tool })}>
            {TOOLS.map((tool) => (
              <option key={tool} value={tool}>
                {t(`plan.tool.${tool}`)}
              </option>
            ))}
          </select>
        </label>
        <label class="short">
          <span>{t("plans.time")}</span>
          <input
            type="number"
            min={0}
            max={180}
            value={step.minutes ?? 5}
            onInput={(event) => change({ minutes: Math.max(0, Math.min(180, Math.round(Number(event.currentTarget.value)) || 0)) })}
          />
        </label>
        <label class="wide">
          <span>{t("plans.step_name")}</span>
          <input value={step.title ?? ""} maxLength={120} onInput={(event) => change({ title: event.currentTarget.value })} />
        </label>
        <label class="wide">
          <span>{t("plans.step_aim")}</span>
          <input value={step.aim ?? ""} maxLength={300} onInput={(event) => change({ aim: event.currentTarget.value })} />
        </label>
        {step.tool === "improvised" ? (
          <label class="wide">
            <span>{t("plans.form")}</span>
            <select value={step.form ?? "letters"} onChange={(event) => change({ form: event.currentTarget.value as Form })}>
              {FORMS.map((form) => (
                <option key={form} value={form}>
                  {t(`aloud.form.${form}`)}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        {asksBank(step.tool) ? (
          <label class="wide">
            <span>{t("plans.bank")}</span>
            <select value={step.bank ?? ""} onChange={(event) => change({ bank: event.currentTarget.value, questions: [] })}>
              <option value="">{t("plans.no_bank")}</option>
              {(banks ?? []).filter((one) => one.questions > 0).map((one) => (
                <option key={one.id} value={one.id}>
                  {titleOf(one)}
                </option>
              ))}
            </select>
          </label>
        ) : null}
      </div>
      {asksBank(step.tool) && step.bank ? (
        <Questions bank={step.bank} chosen={step.questions ?? []} onChosen={(questions) => change({ questions })} />
      ) : null}
    </li>
  );
}

function Questions({ bank, chosen, onChosen }: { bank: string; chosen: readonly string[]; onChosen: (keys: string[]) => void }) {
  const page = useLoad(() => load(bank, lang.value), `${bank}.${lang.value}`);
  if (page.error) return <Trouble error={page.error} again={page.again} />;
  const questions = page.value?.questions ?? [];
  const keys = questions.map((one) => one.key ?? "");
  const here = chosen.filter((key) => keys.includes(key));
  const gone = page.value ? chosen.length - here.length : 0;
  return (
    <details>
      <summary>
        {here.length === 0 ? t("plans.all", { n: questions.length }) : t("plans.some", { n: here.length, of: questions.length })}
      </summary>
      {gone > 0 ? (
        <p class="note">
          {t("plans.gone", { n: gone })}{" "}
          <button type="button" class="quiet" onClick={() => onChosen(here)}>
            {t("plans.forget")}
          </button>
        </p>
      ) : null}
      <ul class="questions">
        {questions.map((one, i) => (
          <li key={i}>
            <label>
              <input
                type="checkbox"
                checked={here.length === 0 || here.includes(keys[i]!)}
                onChange={() => onChosen(turned(here, keys[i]!, keys))}
              />
              <span dir="auto">
                {i + 1}. {one.text}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}
