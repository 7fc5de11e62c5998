// Draws one option's sign in the colour of the text around it. Always beside a letter or a text, hence hidden from
// screen readers. Knows nothing of what the option says.
import { SIGNS } from "./signs";

export function Sign({ i }: { i: number }) {
  return (
    <svg class="sign" viewBox="0 0 24 24" fill="currentColor" fill-rule="evenodd" aria-hidden="true">
      <path d={SIGNS[i]?.path ?? ""} />
    </svg>
  );
}
