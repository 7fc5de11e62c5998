// What the two ends of a scale mean, below it on the class screen.
import { Words } from "../shared/words";
import type { BodyProps } from "./screen";

export function Ends({ stage }: { stage: BodyProps["stage"] }) {
  return (
    <p class="ends">
      <span>
        <Words text={stage.ask?.low ?? ""} />
      </span>
      <span>
        <Words text={stage.ask?.high ?? ""} />
      </span>
    </p>
  );
}
