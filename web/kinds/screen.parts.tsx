// How ratings are spread, as one bar of steps from the lowest to the highest: on every screen and in the report. Each
// step says its number, so that nothing hangs on colour.
import "./parts.css";

/** Of seven shades, so that the lowest and the highest are the same whatever the number of steps. */
export const shade = (i: number, of: number): number => Math.round((i * 6) / Math.max(1, of - 1));
/** Narrower than this share of the bar, a part has no room for its number. */
const LEAST = 0.07;

export function Parts({ parts }: { parts: readonly number[] }) {
  const all = parts.reduce((sum, n) => sum + n, 0);
  return (
    <span class="parts" role="img" aria-label={parts.map((n, i) => `${i + 1}: ${n}`).join("; ")}>
      {parts.map((n, i) => (
        <i key={i} class={`shade${shade(i, parts.length)}`} style={{ flexGrow: n, flexBasis: 0 }} hidden={n === 0}>
          {n / Math.max(1, all) >= LEAST ? n : ""}
        </i>
      ))}
    </span>
  );
}
