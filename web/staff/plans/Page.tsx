// One lesson plan: written, kept with every change, printed, begun. Owns what is not kept yet and the version that it
// was made on; a step's own fields are in its own file.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../shared/i18n";
import type { Plan, PlanPage, PlanStep } from "../../shared/protocol.gen";
import { ApiError, banks, plan as load, removePlan, savePlan } from "../api";
import { Confirm } from "../Confirm";
import { Desk } from "../Desk";
import { refused, useAttempt, useLoad } from "../load";
import { Trouble } from "../Trouble";
import { Begin } from "./Begin";
import { minutesOf, moved, newStep, TOOLS } from "./plan";
import { Step } from "./Step";
import { Told } from "./Told";

const PAUSE_MS = 600;

export function Page({ id }: { id: string }) {
  const page = useLoad(() => load(id), id);
  return (
    <Desk here="plans" title={page.value?.plan.title || t("plans.title")}>
      <a class="back" href="/teacher/plans">
        {t("plans.title")}
      </a>
      {page.error ? <Trouble error={page.error} again={page.again} /> : null}
      {page.value ? <Written key={id} first={page.value} /> : page.error ? null : <p class="hint">{t("load.wait")}</p>}
    </Desk>
  );
}

type State = "saved" | "saving" | "unsaved";

/** Keeps every change a moment after it was made, one request after the other. */
function useKept(first: PlanPage) {
  const plan = useSignal<Plan>(first.plan);
  const state = useSignal<State>("saved");
  const error = useSignal<ApiError | undefined>(undefined);
  const version = useRef(first.version);
  const kept = useRef<Plan>(first.plan);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const running = useRef<Promise<boolean> | null>(null);
  const send = async (): Promise<boolean> => {
    while (kept.current !== plan.peek()) {
      const now = plan.peek();
      state.value = "saving";
      try {
        version.current = (await savePlan(first.id, version.current, now)).version;
        kept.current = now;
        error.value = undefined;
      } catch (reason) {
        error.value = refused(reason);
        state.value = "unsaved";
        return false;
      }
    }
    state.value = "saved";
    return true;
  };
  /** Whether all is kept now. */
  const flush = (): Promise<boolean> => {
    clearTimeout(timer.current);
    running.current ??= send().finally(() => (running.current = null));
    return running.current;
  };
  const change = (part: Partial<Plan>): void => {
    plan.value = { ...plan.peek(), ...part };
    state.value = "unsaved";
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), PAUSE_MS);
  };
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent): void => {
      if (state.peek() !== "saved") event.preventDefault();
    };
    window.addEventListener("beforeunload", leave);
    return () => window.removeEventListener("beforeunload", leave);
  }, []);
  return { plan, state, error, change, flush };
}

function Written({ first }: { first: PlanPage }) {
  const { plan, state, error, change, flush } = useKept(first);
  const own = useAttempt();
  const known = useLoad(banks, "banks");
  const now = plan.value;
  const steps = now.steps ?? [];
  const put = (next: PlanStep[]): void => change({ steps: next });
  return (
    <article class="plans">
      <h1 class="unseen no-print">{now.title || t("plans.untitled")}</h1>
      <section class="card head no-print">
        <label>
          <span>{t("plans.name")}</span>
          <input value={now.title} maxLength={120} onInput={(event) => change({ title: event.currentTarget.value })} />
        </label>
        <label class="short">
          <span>{t("plans.level")}</span>
          <input value={now.level} maxLength={60} onInput={(event) => change({ level: event.currentTarget.value })} />
        </label>
        <label>
          <span>{t("plans.aim")}</span>
          <textarea rows={2} value={now.aim} maxLength={500} onInput={(event) => change({ aim: event.currentTarget.value })} />
        </label>
      </section>
      <p class="state no-print" role="status">
        {t(`plans.${state.value}`)} · {t("plans.minutes", { n: minutesOf(steps) })}
      </p>
      {error.value ? <Kept error={error.value} again={() => void flush()} /> : null}
      <ol class="steps no-print">
        {steps.map((step, i) => (
          <Step
            key={i}
            no={i + 1}
            of={steps.length}
            step={step}
            banks={known.value}
            onStep={(next) => put(steps.map((one, at) => (at === i ? next : one)))}
            onMove={(by) => put(moved(steps, i, i + by))}
            onRemove={() => put(steps.filter((_, at) => at !== i))}
          />
        ))}
      </ol>
      <section class="add no-print" aria-labelledby="add-title">
        <h2 id="add-title">{t("plans.add")}</h2>
        <p class="row">
          {TOOLS.map((tool) => (
            <button type="button" class="button" key={tool} onClick={() => put([...steps, newStep(tool)])}>
              + {t(`plan.tool.${tool}`)}
            </button>
          ))}
        </p>
      </section>
      {steps.length > 0 ? <Begin id={first.id} plan={now} flush={flush} /> : null}
      <Told plan={now} />
      {own.error ? <Trouble error={own.error} /> : null}
      <p class="no-print">
        <Confirm
          ask={t("plans.remove")}
          sure={t("plans.remove_sure")}
          yes={t("plans.remove_yes")}
          no={t("plans.no")}
          onYes={() =>
            void own.attempt(async () => {
              await removePlan(first.id);
              location.assign("/teacher/plans");
            })
          }
        />
      </p>
    </article>
  );
}

function Kept({ error, again }: { error: ApiError; again: () => void }) {
  if (error.code !== "stale_plan") return <Trouble error={error} again={again} />;
  return (
    <p class="note no-print" role="alert">
      {t("plans.stale")}{" "}
      <button type="button" class="quiet" onClick={() => location.reload()}>
        {t("plans.reload")}
      </button>
    </p>
  );
}
