// NPS on the teacher's screens: how often each of 0 to 10 was chosen, who promotes and who does not, and the score.
import { t } from "../shared/i18n";
import { groups, score, signed } from "./nps";
import type { BodyProps, ScreenKind } from "./screen";
import { Ends } from "./screen.ends";
import "./screen.css";
import "./screen.survey.css";

const STEPS = Array.from({ length: 11 }, (_, i) => i);
const groupOf = (i: number): string => (i < 7 ? "detractors" : i < 9 ? "passives" : "promoters");

const countsOf = (stage: BodyProps["stage"]): number[] => (stage.figure ?? []).map((bar) => bar.n);

function Score({ counts }: { counts: number[] }) {
  const value = score(counts);
  if (value === null) return null;
  const parts = groups(counts);
  return (
    <div class="npsscore">
      <p class="value">
        <b>{signed(value)}</b>
        <small>NPS</small>
      </p>
      <ul>
        {(["promoters", "passives", "detractors"] as const).map((group) => (
          <li key={group} class={group}>
            <b>{parts[group]}</b> {t(`nps.${group}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Scale({ stage }: BodyProps) {
  const shown = stage.phase === "reveal";
  const counts = countsOf(stage);
  const most = Math.max(1, ...counts);
  return (
    <div class="rating npsbody">
      {shown && <Score counts={counts} />}
      <ol class={shown ? "scale shown" : "scale"}>
        {STEPS.map((value) => (
          <li key={value} class={shown ? groupOf(value) : ""}>
            {shown && <b class="n">{counts[value] ?? 0}</b>}
            {shown && <span class="column" style={{ height: `${((counts[value] ?? 0) / most) * 100}%` }} />}
            <span class="value">{value}</span>
          </li>
        ))}
      </ol>
      <Ends stage={stage} />
    </div>
  );
}

function Host({ stage, answered }: BodyProps) {
  const counts = countsOf(stage);
  return (
    <>
      <Score counts={counts} />
      <ul class="rows">
        {STEPS.map((value) => (
          <li key={value} class="bar">
            <span class="label">{value}</span>
            <span class="meter">
              <span style={{ transform: `translateX(${((counts[value] ?? 0) / Math.max(1, answered) - 1) * 100}%)` }} />
            </span>
            <b class="n">{counts[value] ?? 0}</b>
          </li>
        ))}
      </ul>
    </>
  );
}

const nps: ScreenKind = { prompt: "kind.nps", options: false, Body: Scale, Host };
export default nps;
