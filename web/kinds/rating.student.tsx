// A rating from 1 to 5: one tap is the answer; the two ends may have words.
import type { Play } from "./student";

export { ready } from "./student.survey";

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
        <span>{ask.low}</span>
        <span>{ask.high}</span>
      </p>
    </div>
  );
}
