// A slider on the teacher's screens: the scale; then a histogram of the estimates, of which the right ones and those that
// earned half have colours of their own.
import { t } from "../shared/i18n";
import type { BodyProps, ScreenKind } from "./screen";
import { List, Words } from "./screen.bars";

const whole = (value: string | undefined, unit: string | undefined): string => `${value ?? ""} ${unit ?? ""}`.trim();

function Scale({ stage }: Pick<BodyProps, "stage">) {
  const { low, high, unit } = stage.ask ?? {};
  return (
    <div class="sliderscale">
      <p class="soft">{t("kind.slider.text")}</p>
      <span class="rail" aria-hidden="true">
        <i />
      </span>
      <p class="ends">
        <span>{whole(low, unit)}</span>
        <span>{whole(high, unit)}</span>
      </p>
    </div>
  );
}

function Histogram({ stage }: Pick<BodyProps, "stage">) {
  const figure = stage.figure ?? [];
  const most = Math.max(1, ...figure.map((bar) => bar.n));
  return (
    <div class="histogram">
      <Words stage={stage} />
      <ol style={{ "--columns": figure.length }}>
        {figure.map((bar) => (
          <li key={bar.label} class={bar.right ? "right" : ""}>
            <b class="n">{bar.n > 0 ? bar.n : ""}</b>
            <span class="column" style={{ height: `${(bar.n / most) * 100}%` }}>
              {["right", "half"].map((what, i) => (
                <i key={what} class={what} style={{ height: `${((bar.parts?.[i] ?? 0) / Math.max(1, bar.n)) * 100}%` }} />
              ))}
            </span>
            <span class="span">{bar.label}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

const slider: ScreenKind = {
  prompt: "kind.slider",
  options: false,
  Body: ({ stage }) => (stage.phase === "reveal" ? <Histogram stage={stage} /> : <Scale stage={stage} />),
  Host: ({ stage, answered }) => (
    <>
      <Words stage={stage} />
      <List bars={stage.figure ?? []} answered={answered} host />
    </>
  ),
};
export default slider;
