// How it goes for the students, in figures: a line of the paces or of the five faces. The remote has it always, the class
// screen when the teacher shows it. Knows numbers only.
import { Face } from "../../shared/Face";
import { t } from "../../shared/i18n";
import type { PulseView } from "../../shared/protocol.gen";
import type { RoomLink, Wish } from "./link";

const PACES = ["slow", "good", "fast"] as const;

type Told = Omit<PulseView, "t">;

/** Something was told. */
export function told({ paces = [], told = 0 }: Told): boolean {
  return paces.length > 0 || told > 0;
}

export function Gauge({ pulse }: { pulse: Told }) {
  const { paces = [], moods = [], told: n = 0 } = pulse;
  return (
    <div class="gauge">
      {paces.length > 0 && (
        <ul class="paces" aria-label={t("pulse.pace")}>
          {PACES.map((pace, i) => (
            <li key={pace} class={pace} style={{ flexGrow: paces[i] ?? 0 }}>
              <b>{paces[i]}</b> <span>{t(`pulse.${pace}`)}</span>
            </li>
          ))}
        </ul>
      )}
      {moods.length > 0 ? (
        <ul class="faces" aria-label={t("pulse.mood")}>
          {moods.map((count, i) => (
            <li key={i}>
              <Face mood={i + 1} />
              <span class="unseen">{t(`pulse.mood.${i + 1}`)}</span>
              <b>{count}</b>
            </li>
          ))}
        </ul>
      ) : n > 0 ? (
        <p class="soft">{t("pulse.so_far", { n })}</p>
      ) : null}
    </div>
  );
}

/** On the teacher's own screen: the gauge, and whether the class sees it. */
export function PulseCard({ link, give }: { link: RoomLink; give: (wish: Wish) => void }) {
  const pulse = link.pulse.value;
  if (!told(pulse) && !pulse.shown) return null;
  return (
    <section class="card pulse">
      <h2>{t("pulse.title")}</h2>
      {told(pulse) ? <Gauge pulse={pulse} /> : <p class="soft">{t("pulse.none")}</p>}
      <button type="button" class="quiet" aria-pressed={pulse.shown === true} onClick={() => give({ t: "pulse", on: !pulse.shown })}>
        {t(pulse.shown ? "pulse.hide" : "pulse.show")}
      </button>
    </section>
  );
}

/** On the class screen, while the teacher shows it. */
export function PulseShown({ link }: { link: RoomLink }) {
  const pulse = link.pulse.value;
  if (!pulse.shown) return null;
  return (
    <aside class="pulse-shown" aria-label={t("pulse.title")}>
      {told(pulse) ? <Gauge pulse={pulse} /> : <p>{t("pulse.none")}</p>}
    </aside>
  );
}
