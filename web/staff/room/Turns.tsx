// What became of the answers of a first vote: two columns, right above wrong, and between them a band for each of the
// four ways from one to the other, as wide as there are students in it. Pure drawing.
import { t } from "../../shared/i18n";
import type { Turns as Told } from "../../shared/protocol.gen";
import "./turns.css";

/** In units of the drawing. */
const WIDTH = 200;
const HEIGHT = 104;
const COLUMN = 40;
const GAP = 8;

const WAYS = ["stayed_right", "became_right", "became_wrong", "stayed_wrong"] as const;

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

export function Turns({ turns }: { turns: Told }) {
  const drawn = bands(turns).filter(({ n }) => n > 0);
  const all = drawn.reduce((sum, { n }) => sum + n, 0);
  const left = COLUMN;
  const right = WIDTH - COLUMN;
  const middle = WIDTH / 2;
  if (all === 0) return null;
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
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={WAYS.map((way) => t(`peer.${way}`, { n: turns[way] })).join("; ")}>
        {drawn.map(({ way, from, to, size }) => (
          <path
            key={way}
            class={way}
            d={`M0 ${from}H${left}C${middle} ${from} ${middle} ${to} ${right} ${to}H${WIDTH}V${to + size}H${right}C${middle} ${to + size} ${middle} ${from + size} ${left} ${from + size}H0Z`}
          />
        ))}
        {drawn.map(({ way, from, to, size, n }) => (
          <g key={way} class={`label ${way}`}>
            <text x={4} y={from + size / 2}>
              {way.endsWith("became_wrong") || way === "stayed_right" ? "✓" : "✗"}
            </text>
            {/* Where bands cross, the number stands at the end that is its own. */}
            <text x={WIDTH - 4} y={to + size / 2} class="end">
              {n} {way.endsWith("_right") ? "✓" : "✗"}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  );
}
