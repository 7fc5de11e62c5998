// What became of the answers of a first vote: two columns, right above wrong, and between them a band for each of the
// four ways from one to the other, as wide as there are students in it. Pure drawing.
import { t } from "../../shared/i18n";
import type { Turns as Told } from "../../shared/protocol.gen";
import { WAYS } from "../turns";
import "./turns.css";

/** In units of the drawing, which is stretched to the room that it has. */
const WIDTH = 100;
const HEIGHT = 100;
const COLUMN = 12;
const GAP = 5;

export interface Band {
  way: (typeof WAYS)[number];
  n: number;
  /** Where it leaves the first column and meets the second, and how wide it is. */
  from: number;
  to: number;
  size: number;
}

export function bands(turns: Told): Band[] {
  const all = WAYS.reduce((sum, way) => sum + turns[way], 0);
  const unit = (HEIGHT - GAP) / Math.max(1, all);
  const { stayed_right, became_right, became_wrong } = turns;
  // The first column has the right ones in the order in which the second one takes them, so that few bands cross.
  const from = { stayed_right: 0, became_wrong: stayed_right, became_right: stayed_right + became_wrong, stayed_wrong: stayed_right + became_wrong + became_right };
  const to = { stayed_right: 0, became_right: stayed_right, became_wrong: stayed_right + became_right, stayed_wrong: stayed_right + became_right + became_wrong };
  const below = { from: { became_right: GAP, stayed_wrong: GAP }, to: { became_wrong: GAP, stayed_wrong: GAP } };
  return WAYS.map((way) => ({
    way,
    n: turns[way],
    from: from[way] * unit + ((below.from as Partial<Record<string, number>>)[way] ?? 0),
    to: to[way] * unit + ((below.to as Partial<Record<string, number>>)[way] ?? 0),
    size: turns[way] * unit,
  }));
}

const share = (part: number, all: number): string => `${Math.round((100 * part) / Math.max(1, all))} %`;

const mark = (right: boolean): string => (right ? "✓" : "✗");

export function Turns({ turns }: { turns: Told }) {
  const drawn = bands(turns).filter(({ n }) => n > 0);
  const all = drawn.reduce((sum, { n }) => sum + n, 0);
  if (all === 0) return null;
  const [left, middle, right] = [COLUMN, WIDTH / 2, WIDTH - COLUMN];
  return (
    <figure class="turns">
      <figcaption>
        <span>
          {t("peer.first")} <b>{share(turns.stayed_right + turns.became_wrong, all)}</b>
        </span>
        <span>
          {t("peer.second")} <b>{share(turns.stayed_right + turns.became_right, all)}</b>
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {drawn.map(({ way, from, to, size }) => (
          <path
            key={way}
            class={way}
            d={`M0 ${from}H${left}C${middle} ${from} ${middle} ${to} ${right} ${to}H${WIDTH}V${to + size}H${right}C${middle} ${to + size} ${middle} ${from + size} ${left} ${from + size}H0Z`}
          />
        ))}
      </svg>
      <ul>
        {WAYS.map((way) => (
          <li key={way} class={way}>
            <span class="unseen">{t(`peer.${way}`, { n: turns[way] })}</span>
            <span aria-hidden="true">
              {mark(way === "stayed_right" || way === "became_wrong")} → {mark(way === "stayed_right" || way === "became_right")}
            </span>
            <b aria-hidden="true">{turns[way]}</b>
          </li>
        ))}
      </ul>
    </figure>
  );
}
