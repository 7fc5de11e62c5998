// The mark of one option as it stands on paper and in lists: sign and letter on the option's colour. The colour says
// nothing that the sign and the letter do not.
import { Sign } from "../shared/Sign";
import { SIGNS } from "../shared/signs";

export function Option({ i }: { i: number }) {
  return (
    <span class={`option o${i}`}>
      <Sign i={i} />
      {SIGNS[i]?.letter}
    </span>
  );
}
