// A rating from 1 to 5 on the teacher's screens: five suns, each larger than the last; then columns and the average.
import { lang, t } from "../shared/i18n";
import { number } from "../staff/format";
import { average } from "../staff/reports/figures";
import type { BodyProps, ScreenKind } from "./screen";
import { Ends } from "./screen.ends";
import "./screen.css";

const SCALE = [1, 2, 3, 4, 5];

function Body({ stage }: BodyProps) {
  const shown = stage.phase === "reveal";
  const figure = stage.figure ?? [];
  const most = Math.max(1, ...figure.map((bar) => bar.n));
  const mean = average(figure);
  return (
    <div class="rating">
      <ol class={shown ? "scale shown" : "scale"}>
        {SCALE.map((value, i) => (
          <li key={value} class={`v${value}`}>
            {shown && <b class="n">{figure[i]?.n ?? 0}</b>}
            {shown && <span class="column" style={{ height: `${((figure[i]?.n ?? 0) / most) * 100}%` }} />}
            <span class="value">{value}</span>
          </li>
        ))}
      </ol>
      <Ends stage={stage} />
      {shown && mean !== null && (
        <p class="words">
          <span class="soft">{t("kind.average")}</span> <b>{number(lang.value, Math.round(mean * 10) / 10)}</b>
        </p>
      )}
    </div>
  );
}

function Host({ stage, answered }: BodyProps) {
  return (
    <>
      <ul class="rows">
        {SCALE.map((value, i) => (
          <li key={value} class="bar">
            <span class="label">{value}</span>
            <span class="meter">
              <span style={{ transform: `translateX(${((stage.figure?.[i]?.n ?? 0) / Math.max(1, answered) - 1) * 100}%)` }} />
            </span>
            <b class="n">{stage.figure?.[i]?.n ?? 0}</b>
          </li>
        ))}
      </ul>
      <Ends stage={stage} />
    </>
  );
}

const rating: ScreenKind = { prompt: "kind.rating", Body, Host, options: false };
export default rating;
