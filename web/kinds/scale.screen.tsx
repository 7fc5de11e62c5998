// Several statements on one scale, on the teacher's screens: the statements, then for each its mean and how the ratings
// are spread.
import { lang, t } from "../shared/i18n";
import { number } from "../staff/format";
import { average } from "../staff/reports/figures";
import { useFit } from "../staff/room/fit";
import type { BodyProps, ScreenKind } from "./screen";
import { Parts, shade } from "./screen.parts";
import "./screen.css";
import "./screen.survey.css";
import { Words } from "../shared/words";

function Rows({ stage, host = false }: BodyProps & { host?: boolean }) {
  const shown = host || stage.phase === "reveal";
  const items = stage.ask?.items ?? [];
  const box = useFit<HTMLUListElement>(3, 1.4, `${items.join("\n")}${shown}`, 0);
  return (
    <ul class={`statements${shown ? " shown" : ""}`} ref={host ? null : box}>
      {items.map((item, i) => {
        const bar = stage.figure?.[i];
        const mean = average((bar?.parts ?? []).map((n) => ({ n })));
        return (
          <li key={i}>
            <span class="label" dir="auto">
              <Words text={item} />
            </span>
            {shown && <Parts parts={bar?.parts ?? []} />}
            {shown && <b class="mean">{mean === null ? "–" : number(lang.value, Math.round(mean * 10) / 10)}</b>}
          </li>
        );
      })}
    </ul>
  );
}

function Key({ stage }: BodyProps) {
  const { low, high, most = 5 } = stage.ask ?? {};
  const shown = stage.phase === "reveal";
  return (
    <p class="scalekey">
      <span>
        <Words text={low ?? ""} />
      </span>
      <span class="steps" aria-hidden="true">
        {Array.from({ length: most }, (_, i) => (
          <i key={i} class={`step shade${shade(i, most)}`}>
            {i + 1}
          </i>
        ))}
      </span>
      <span>
        <Words text={high ?? ""} />
      </span>
      {shown && <b class="meanword">{t("kind.average")}</b>}
    </p>
  );
}

const scale: ScreenKind = {
  prompt: "kind.scale",
  options: false,
  Body: (props) => (
    <div class="scalebody">
      <Rows {...props} />
      <Key {...props} />
    </div>
  ),
  Host: (props) => (
    <>
      <Rows {...props} host />
      <Key {...props} />
    </>
  ),
};
export default scale;
