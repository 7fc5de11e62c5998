// Several options may be right: tap to choose, tap again to take back, then send.
import { signal } from "@preact/signals-core";
import { t } from "../shared/i18n";
import { SIGNS } from "../shared/signs";
import { Face, grid } from "./single.student";
import type { Play } from "./student";

const chosen = signal<number[]>([]);
let asked = "";

function toggle(i: number): void {
  const now = chosen.value;
  chosen.value = now.includes(i) ? now.filter((c) => c !== i) : [...now, i].sort();
}

export function Input({ q, ask, signs, give }: Play) {
  if (asked !== q) chosen.value = [];
  asked = q;
  const options = ask.options ?? [];
  return (
    <>
      <p class="hint">{t("several")}</p>
      <div class={grid(ask, signs)} role="group" aria-label={t("several")}>
        {options.map((text, i) => (
          <button
            type="button"
            class={`option o${i}`}
            aria-pressed={chosen.value.includes(i)}
            aria-label={signs ? `${SIGNS[i]?.letter}, ${text}` : undefined}
            onClick={() => toggle(i)}
          >
            <Face i={i} text={signs ? undefined : text} ask={ask} />
          </button>
        ))}
      </div>
      <button type="button" class="go" disabled={!chosen.value.length} onClick={() => give(chosen.value)}>
        {t("send")}
      </button>
    </>
  );
}
