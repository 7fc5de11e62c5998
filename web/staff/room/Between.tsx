// Between two votes on one question: what the class does now, and how long it still has. Nothing of the first vote is
// shown here, and nothing here hangs on it.
import { useComputed, type ReadonlySignal } from "@preact/signals";
import { t } from "../../shared/i18n";
import type { HostStage } from "../../shared/protocol.gen";
import { minutes } from "./control";

export function Between({ stage, left }: { stage: HostStage; left: ReadonlySignal<number> }) {
  const { phase, settings } = stage;
  const talking = phase === "discussion";
  const words = talking && settings.peer.pairs ? "peer.discussion.pairs" : `peer.${phase}`;
  return (
    <section class="between" key={phase}>
      {talking && stage.clock && <Clock left={left} />}
      <p>
        <b>{t(words)}</b>
        <span>{t(`peer.${phase}.text`)}</span>
      </p>
    </section>
  );
}

function Clock({ left }: { left: ReadonlySignal<number> }) {
  const said = useComputed(() => minutes(left.value));
  return <strong aria-hidden="true">{said}</strong>;
}
