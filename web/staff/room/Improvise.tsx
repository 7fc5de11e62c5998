// Put a question on the spot: it is asked aloud or stands on the board, so only the form of the answers is chosen, and
// perhaps a time. Shared by the class screen's drawer and the remote; what comes of it the stage shows.
import { useState } from "preact/hooks";
import { Sign } from "../../shared/Sign";
import { t } from "../../shared/i18n";
import type { HostStage } from "../../shared/protocol.gen";
import { type Form, FORMS } from "../plans/plan";
import { FromBank } from "./FromBank";
import type { Wish } from "./link";
import "./improvise.css";

const TIMES_S = [0, 30, 60] as const;

interface Props {
  room: string;
  stage: HostStage;
  onWish: (wish: Wish) => void;
  onDone: () => void;
}

/** Until answers are closed, another question has to wait. */
export const waits = (stage: HostStage): boolean => !["lobby", "slide", "reveal", "leaderboard", "podium"].includes(stage.phase);

export function Improvise({ room, stage, onWish, onDone }: Props) {
  const [time, choose] = useState(0);
  return (
    <div class="improvise">
      <p class="hint">{t(waits(stage) ? "aloud.next" : "aloud.text")}</p>
      <div class="forms">
        {FORMS.map((form) => (
          <button
            type="button"
            key={form}
            onClick={() => {
              onWish({ t: "improvise", step: stage.step, form, time });
              onDone();
            }}
          >
            <Face form={form} />
            <span>{t(`aloud.form.${form}`)}</span>
          </button>
        ))}
      </div>
      <div class="times" role="group" aria-label={t("aloud.time")}>
        {TIMES_S.map((s) => (
          <button type="button" key={s} aria-pressed={s === time} onClick={() => choose(s)}>
            {s === 0 ? t("aloud.untimed") : t("set.seconds", { n: s })}
          </button>
        ))}
      </div>
      {stage.phase !== "podium" && <FromBank room={room} onDone={onDone} />}
    </div>
  );
}

function Face({ form }: { form: Form }) {
  const signs = { letters: 4, yesno: 2 }[form as string] ?? 0;
  if (signs === 0) return <b aria-hidden="true">{{ number: "123", word: "Аа", scale: "1–5" }[form as string]}</b>;
  return (
    <b aria-hidden="true">
      {Array.from({ length: signs }, (_, i) => (
        <i key={i} class={`o${i}`}>
          <Sign i={i} />
        </i>
      ))}
    </b>
  );
}
