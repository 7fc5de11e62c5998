// How many have answered, as seats that fill; never who. Knows two numbers.
import { t } from "../../shared/i18n";

/** More seats than this become one bar. */
const SEATS = 80;

export function Answered({ n, of }: { n: number; of: number }) {
  const all = Math.max(n, of);
  return (
    <div class="answered">
      {all <= SEATS ? (
        <span class={`places${all > 40 ? " many" : ""}`} aria-hidden="true">
          {Array.from({ length: all }, (_, i) => (
            <i key={i} class={i < n ? "taken" : ""} />
          ))}
        </span>
      ) : (
        <span class="share" aria-hidden="true">
          <span style={{ transform: `scaleX(${n / all})` }} />
        </span>
      )}
      <span class="tally">
        <b>{n}</b>
        <small>
          {" / "}
          {all}
        </small>
        <span class="label">{t("q.answered")}</span>
      </span>
    </div>
  );
}
