// A rating from 1 to 5: one tap is the answer; the two ends may have words.
import type { Play } from "./student";

export { ready } from "./student.survey";
import { Words } from "../shared/words";

export function Input({ ask, give }: Play) {
  return (
    <div class="rating">
      <div>
        {[1, 2, 3, 4, 5].map((n) => (
          <button
            type="button"
            class="option"
            aria-label={[n, n === 1 ? ask.low : n === 5 ? ask.high : ""].filter(Boolean).join(", ")}
            onClick={() => give(n)}
          >
            {n}
          </button>
        ))}
      </div>
      <p aria-hidden="true">
        <span>
          <Words text={ask.low ?? ""} />
        </span>
        <span>
          <Words text={ask.high ?? ""} />
        </span>
      </p>
    </div>
  );
}
