// From 0 to 10: one tap is the answer; the two ends may have words.
import type { Play } from "./student";
import { Words } from "../shared/words";

export { ready } from "./student.survey";

const MOST = 10;

export function Input({ ask, give }: Play) {
  return (
    <div class="nps-answer">
      <div>
        {Array.from({ length: MOST + 1 }, (_, n) => (
          <button
            type="button"
            class="option"
            aria-label={[n, n === 0 ? ask.low : n === MOST ? ask.high : ""].filter((part) => part !== "" && part !== undefined).join(", ")}
            onClick={() => give(n)}
          >
            {n}
          </button>
        ))}
      </div>
      <p aria-hidden="true">
        {ask.low && <span>0 – <Words text={ask.low} /></span>}
        {ask.high && <span>10 – <Words text={ask.high} /></span>}
      </p>
    </div>
  );
}
