// One tap is the answer: single choice, true or false, poll. Owns the grid of options and an option's face, which
// other types share.
import { Sign } from "../shared/Sign";
import { SIGNS } from "../shared/signs";
import { Words } from "../shared/words";
import type { Play } from "./student";

/** Sign, letter and text of option `i`. Without a text the sign stands alone, big. */
export function Face({ i, text }: { i: number; text?: string | undefined }) {
  return (
    <>
      <Sign i={i} />
      <b>{SIGNS[i]?.letter}</b>
      {text && text !== SIGNS[i]?.letter && (
        <span>
          <Words text={text} />
        </span>
      )}
    </>
  );
}

/** Up to four options stand one below the other, more in two columns; signs alone always in two. */
export function grid(n: number, signs: boolean): string {
  return `options n${n}${n > 4 || signs ? " two" : ""}${signs ? " signs" : ""}`;
}

export function Choice({ ask, signs, give }: Play) {
  const options = ask.options ?? [];
  return (
    <div class={grid(options.length, signs)}>
      {options.map((text, i) => (
        <button
          type="button"
          class={`option o${i}`}
          aria-label={signs ? `${SIGNS[i]?.letter}, ${text}` : undefined}
          onClick={() => give(i)}
        >
          <Face i={i} text={signs ? undefined : text} />
        </button>
      ))}
    </div>
  );
}
