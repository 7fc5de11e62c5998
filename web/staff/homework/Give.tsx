// Giving a bank as homework: for whom, from when to when, how often, and what is to be looked at first. Owns the form
// and its one request.
import { useSignal } from "@preact/signals";
import { lang, t } from "../../shared/i18n";
import type { BankLine } from "../../shared/protocol.gen";
import { banks, giveHomework, type ApiError } from "../api";
import { Desk } from "../Desk";
import { titleOf } from "../home/BankList";
import { Check, Choice, Pick } from "../home/fields";
import { useClasses, WhichClass } from "../home/ForClass";
import { refused, useLoad } from "../load";
import { Trouble } from "../Trouble";
import { MaterialForm } from "./MaterialForm";
import { ATTEMPTS, FEEDBACK, firstPlan, homeworkFor, LIMITS, moment, type Plan, timely } from "./plan";
import "../home/start.css";
import "./homework.css";

const MOST_DAYS = 60;

export function Give() {
  const list = useLoad(banks, "banks");
  const wanted = new URLSearchParams(location.search).get("bank") ?? "";
  const bank = list.value?.find((one) => one.id === wanted);
  return (
    <Desk here="homework" title={t("hw.give")}>
      <a class="back" href="/teacher">
        {t("nav.home")}
      </a>
      <h1>{t("hw.give")}</h1>
      {list.error ? <Trouble error={list.error} again={list.again} /> : null}
      {bank ? <Form bank={bank} /> : list.value ? <p class="note bad">{t("problem.gone")}</p> : null}
    </Desk>
  );
}

function Form({ bank }: { bank: BankLine }) {
  const plan = useSignal<Plan>(firstPlan(Date.now()));
  const going = useSignal(false);
  const error = useSignal<ApiError | undefined>(undefined);
  const change = (part: Partial<Plan>): void => void (plan.value = { ...plan.value, ...part });
  const { opens, closes, attempts, counts, limit, feedback, note, material, shuffle } = plan.value;
  const give = async (event: Event): Promise<void> => {
    event.preventDefault();
    going.value = true;
    error.value = undefined;
    try {
      const { room } = await giveHomework(homeworkFor(plan.value, bank, lang.value));
      location.assign(`/teacher/homework/${encodeURIComponent(room)}`);
    } catch (reason) {
      error.value = refused(reason);
      going.value = false;
    }
  };
  const times = timely(plan.value);
  const far = moment(closes) > Date.now() + MOST_DAYS * 24 * 3_600_000;
  return (
    <form class="homework start card" onSubmit={(event) => void give(event)}>
      <h2>{titleOf(bank)}</h2>
      <ForWhom plan={plan.value} change={change} />
      <div class="times">
        <label>
          <span>{t("hw.opens")}</span>
          <input type="datetime-local" value={opens} required onInput={(event) => change({ opens: event.currentTarget.value })} />
        </label>
        <label>
          <span>{t("hw.closes")}</span>
          <input type="datetime-local" value={closes} required onInput={(event) => change({ closes: event.currentTarget.value })} />
        </label>
      </div>
      {times && !far ? <p class="hint">{t("hw.times_hint")}</p> : <p class="note bad">{t(far ? "hw.times_far" : "hw.times_bad")}</p>}
      <Choice
        name="feedback"
        legend={t("hw.feedback")}
        hint={t(`hw.feedback.${feedback}_why`)}
        options={FEEDBACK.map((one) => [one, t(`hw.feedback.${one}`)])}
        value={feedback}
        onChoose={(one) => change({ feedback: one })}
      />
      <Pick label={t("hw.attempts")} options={ATTEMPTS.map((n) => [n, String(n)])} value={attempts} onPick={(n) => change({ attempts: n })} />
      {attempts > 1 ? (
        <Choice
          name="counts"
          legend={t("hw.counts")}
          hint={t("hw.counts_hint")}
          options={[
            ["best", t("hw.counts.best")],
            ["last", t("hw.counts.last")],
          ]}
          value={counts}
          onChoose={(one) => change({ counts: one })}
        />
      ) : null}
      <Pick
        label={t("hw.limit")}
        options={LIMITS.map((n) => [n, n ? t("hw.minutes", { n }) : t("hw.limit_none")])}
        value={limit}
        onPick={(n) => change({ limit: n })}
      />
      {limit > 0 ? <p class="hint">{t("hw.limit_hint")}</p> : null}
      <Check label={t("hw.shuffle")} hint={t("hw.shuffle_hint")} on={shuffle} onTurn={(on) => change({ shuffle: on })} />
      <label class="long">
        <span>{t("hw.note")}</span>
        <textarea rows={2} maxLength={1000} value={note} onInput={(event) => change({ note: event.currentTarget.value })} />
      </label>
      <MaterialForm material={material} onMaterial={(next) => change({ material: next })} />
      <div class="go">
        {error.value ? <Trouble error={error.value} /> : null}
        <button type="submit" class="primary" disabled={going.value || !times || far || bank.questions === 0}>
          {t(going.value ? "start.going" : "hw.go")}
        </button>
        <p class="hint">{t("hw.reach")}</p>
      </div>
    </form>
  );
}

function ForWhom({ plan, change }: { plan: Plan; change: (part: Partial<Plan>) => void }) {
  const open = useClasses();
  const group = open.find((one) => one.id === plan.class_id);
  if (open.length === 0) return <p class="hint">{t("hw.no_class")}</p>;
  return (
    <div class="for-class">
      <WhichClass open={open} group={group} onPick={(class_id) => change({ class_id })} />
      {group ? (
        <>
          <Check label={t("forclass.by_name")} hint={t("forclass.by_name_why")} on={plan.by_name} onTurn={(by_name) => change({ by_name })} />
          <Check label={t("hw.everybody")} hint={t("hw.everybody_why")} on={plan.everybody} onTurn={(everybody) => change({ everybody })} />
        </>
      ) : (
        <p class="hint">{t("hw.anonymous")}</p>
      )}
    </div>
  );
}
