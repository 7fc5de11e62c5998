// The end of a game: third, second, first, with a breath between; and the class as a whole. Knows no questions.
import { useEffect, useRef } from "preact/hooks";
import { lang, t } from "../../shared/i18n";
import type { HostStage, Row } from "../../shared/protocol.gen";
import { number, percent } from "../format";
import { useFit } from "./fit";
import { confetti, useCounting, useSteps } from "./motion";
import { podium, type Step } from "./places";
import { step as sound } from "./sound";
import { ranking, TeamSign } from "./teams";

/** When third, second, first and the class come, ms. */
const TIMES = [500, 1_800, 3_400, 4_600] as const;
/** Names on one step; more would not be read. */
const NAMES = 3;
/** Rows beside the podium; the leaderboard before it showed them all. */
const OTHERS = 10;

/** `still`: the screen found the podium so, it did not see it come. */
export function Podium({ stage, still }: { stage: HostStage; still: boolean }) {
  const board = ranking(stage);
  const steps = podium(board);
  const others = board.filter((row) => row.rank > 3).slice(0, OTHERS);
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useSteps(TIMES, still, (step) => {
    const rank = 4 - step;
    if (steps.some((one) => one.rank === rank)) sound(rank);
  });
  const cheer = !still && shown >= 3 && steps.length > 0;
  useEffect(() => (cheer && canvas.current ? confetti(canvas.current) : undefined), [cheer]);
  const right = stage.right ?? null;
  const ring = right !== null && <Ring right={right} come={shown >= 4 || steps.length === 0} still={still} />;
  return (
    <main class={`phase podium${steps.length === 0 ? " only" : ""}`}>
      <h1>{t("podium.title")}</h1>
      <aside class="class">
        {ring}
        {steps.length === 0 && <p class="thanks">{t("podium.thanks")}</p>}
      </aside>
      {steps.length > 0 && (
        <ol class="steps3">
          {steps.map((one) => (
            <Stand key={one.rank} step={one} come={shown >= 4 - one.rank} />
          ))}
        </ol>
      )}
      {others.length > 0 && <Others rows={others} come={shown >= 4} />}
      <canvas ref={canvas} class="confetti" aria-hidden="true" />
    </main>
  );
}

function Stand({ step, come }: { step: Step; come: boolean }) {
  const box = useFit<HTMLDivElement>(step.rank === 1 ? 3.8 : 3, 1.3, step.rows, undefined, 1.9);
  const more = step.rows.length - NAMES;
  return (
    <li class={`stand s${step.rank}${come ? " come" : ""}`}>
      <div class="who" ref={box}>
        {step.rows.slice(0, NAMES).map((row) => (
          <b key={row.seat} dir="auto">
            {row.seat < 0 && <TeamSign no={-row.seat} />}
            {row.name}
          </b>
        ))}
        {more > 0 && <span>{t("podium.more", { n: more })}</span>}
      </div>
      <div class="block">
        <b class="no">
          <span class="unseen">{t("podium.place", { n: step.rank })}</span>
          <span aria-hidden="true">{step.rank}</span>
        </b>
        <span class="score">{number(lang.value, step.rows[0]?.score ?? 0)}</span>
      </div>
    </li>
  );
}

function Others({ rows, come }: { rows: Row[]; come: boolean }) {
  const box = useFit<HTMLOListElement>(2, 1, rows);
  return (
    <ol class={come ? "others come" : "others"} ref={box}>
      {rows.map((row) => (
        <li key={row.seat}>
          <b>{row.rank}</b>
          <span dir="auto">
            {row.seat < 0 && <TeamSign no={-row.seat} />}
            {row.name}
          </span>
          <span class="score">{number(lang.value, row.score)}</span>
        </li>
      ))}
    </ol>
  );
}

const ROUND = 2 * Math.PI * 42;

function Ring({ right, come, still }: { right: number; come: boolean; still: boolean }) {
  const value = useCounting(0, come ? right : 0, 1_200, 0, still);
  return (
    <div class={come ? "ring come" : "ring"}>
      <svg viewBox="0 0 100 100" aria-hidden="true">
        <circle cx="50" cy="50" r="42" class="track" />
        <circle cx="50" cy="50" r="42" class="got" stroke-dasharray={`${(ROUND * value) / 100} ${ROUND}`} />
      </svg>
      <p>
        <b>{percent(lang.value, value / 100)}</b>
        <span>{t("podium.class")}</span>
      </p>
    </div>
  );
}
