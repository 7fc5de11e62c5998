// How it goes for this student: the pace, told at any time beside the questions, and the mood where it is asked. Comes
// later. Remembers on this phone alone what it has told: the server keeps nothing of who told what.
import { effect, signal } from "@preact/signals-core";
import { Face } from "../shared/Face";
import { addWords, t } from "../shared/i18n";
import type { Code, MoodIn, PaceIn, PlayerOut } from "../shared/protocol.gen";
import { dressed } from "./dress";
import { ears, line, stage } from "./game";
import css from "./pulse.css?url";
import { draw } from "./seat";
import { says } from "./says";

const words = addWords({
  kk: () => import("../locales/pulse.kk.json"),
  ru: () => import("../locales/pulse.ru.json"),
  en: () => import("../locales/pulse.en.json"),
});
/** Words and styles are here. */
export const ready = Promise.all([words, dressed(css)]);

type PaceName = PaceIn["pace"];
const PACES: readonly PaceName[] = ["slow", "good", "fast"];
const FACES = [1, 2, 3, 4, 5];
/** As long as the server wants between two of one phone. */
const PAUSE_MS = 1_000;

/** What was told and acknowledged; what is on its way. */
const told = signal<{ pace?: PaceName; mood?: number }>({});
const trouble = signal<Code | null>(null);
let going: PaceIn | MoodIn | null = null;
/** Who taps again at once has changed the mind: it is told once more after the pause. */
let patient = false;

function tell(frame: { t: "pace"; pace: PaceName } | { t: "mood"; mood: number }): void {
  going = { ...frame, id: draw(6) };
  trouble.value = null;
  patient = true;
  line.send(going);
}

ears.push((frame: PlayerOut) => {
  if (frame.t === "you" && going) line.send(going);
  if (frame.t !== "ack" || frame.id !== going?.id) return;
  if (frame.code === "told_often" && patient) {
    const { id } = frame;
    patient = false;
    setTimeout(() => going?.id === id && line.send(going), PAUSE_MS);
    return;
  }
  if (frame.code) trouble.value = frame.code;
  else told.value = { ...told.peek(), ...(going.t === "pace" ? { pace: going.pace } : { mood: going.mood }) };
  going = null;
});

/** The mood at the end is another than that at the start. */
let asked = stage.peek()?.phase;
effect(() => {
  const { mood, phase } = stage.value ?? {};
  if (!mood || phase === asked) return;
  asked = phase;
  told.value = { pace: told.peek().pace! };
});

function Trouble() {
  return trouble.value ? (
    <p class="fault" role="alert">
      {says(trouble.value)}
    </p>
  ) : null;
}

export function Pace() {
  if (stage.value?.unpaced) return null;
  return (
    <section class="pace">
      <h2>{t("pulse.pace")}</h2>
      <div role="group" aria-label={t("pulse.pace")}>
        {PACES.map((pace) => (
          <button type="button" aria-pressed={told.value.pace === pace} onClick={() => tell({ t: "pace", pace })}>
            {t(`pulse.${pace}`)}
          </button>
        ))}
      </div>
      <p class="hint">{t("pulse.anonymous")}</p>
      <Trouble />
    </section>
  );
}

export function Mood() {
  if (!stage.value?.mood) return null;
  return (
    <section class="mood">
      <h2>{t("pulse.mood")}</h2>
      <div role="group" aria-label={t("pulse.mood")}>
        {FACES.map((mood) => (
          <button
            type="button"
            class={`face f${mood}`}
            aria-label={t(`pulse.mood.${mood}`)}
            aria-pressed={told.value.mood === mood}
            onClick={() => tell({ t: "mood", mood })}
          >
            <Face mood={mood} />
          </button>
        ))}
      </div>
      <p class="hint">{t(told.value.mood ? "pulse.thanks" : "pulse.anonymous")}</p>
      <Trouble />
    </section>
  );
}
