// A slider: a value is set by a finger, by arrow keys, or step by step with two buttons.
import { signal } from "@preact/signals-core";
import { t } from "../shared/i18n";
import type { Ask } from "../shared/protocol.gen";
import type { Play } from "./student";
import { sliderValue, toldSlider } from "./placing.told";
import { own } from "./student.placing";

export { ready } from "./student.placing";

const steps = signal(0);
let asked = "";

/** How many steps there are from the least value to the greatest. */
const stepsOf = ({ low = "0", high = "0", step = "1" }: Ask): number =>
  Math.round((Number(high) - Number(low)) / Number(step));

export function Input({ q, ask, give }: Play) {
  const most = stepsOf(ask);
  if (asked !== q) {
    asked = q;
    steps.value = Math.round(most / 2);
  }
  const now = steps.value;
  const by = (n: number) => (steps.value = Math.min(most, Math.max(0, now + n)));
  return (
    <div class="placing slide">
      <p class="hint">{t("slider.hint")}</p>
      <output>{sliderValue(now, ask)}</output>
      <div class="track">
        <button type="button" disabled={now === 0} aria-label={t("slider.less")} onClick={() => by(-1)}>
          −
        </button>
        <input
          type="range"
          min={0}
          max={most}
          value={now}
          aria-label={t("own")}
          aria-valuetext={sliderValue(now, ask)}
          onInput={(event) => (steps.value = Number((event.currentTarget as HTMLInputElement).value))}
        />
        <button type="button" disabled={now === most} aria-label={t("slider.more")} onClick={() => by(1)}>
          +
        </button>
      </div>
      <p class="ends">
        <span>{sliderValue(0, ask)}</span>
        <span>{sliderValue(most, ask)}</span>
      </p>
      <button type="button" class="go" onClick={() => give(now)}>
        {t("send")}
      </button>
    </div>
  );
}

export const Own = own(toldSlider);
