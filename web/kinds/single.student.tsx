// One tap is the answer: single choice, true or false, poll. Owns the grid of options and an option's face, which
// other types share.
import { Sign } from "../shared/Sign";
import { SIGNS } from "../shared/signs";
import { Words } from "../shared/words";
import type { Ask } from "../shared/protocol.gen";
import { pictured } from "./pictured";
import type { Play } from "./student";

/** Sign, letter and text of option `i`, or its picture. Without a text the sign stands alone, big. */
export function Face({ i, text, ask }: { i: number; text?: string | undefined; ask?: Ask | null }) {
  return (
    <>
      {text && pictured.value(ask, i, text)}
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

/** Up to four options stand one below the other, more in two columns; signs and pictures always in two. */
export function grid({ options = [], pictures }: Ask, signs: boolean): string {
  const n = options.length;
  return `options n${n}${signs ? " two signs" : pictures ? " pics" : n > 4 ? " two" : ""}`;
}

export function Choice({ ask, signs, give }: Play) {
  const options = ask.options ?? [];
  return (
    <div class={grid(ask, signs)}>
      {options.map((text, i) => (
        <button
          type="button"
          class={`option o${i}`}
          aria-label={signs ? `${SIGNS[i]?.letter}, ${text}` : undefined}
          onClick={() => give(i)}
        >
          <Face i={i} text={signs ? undefined : text} ask={ask} />
        </button>
      ))}
    </div>
  );
}
