// After a first vote: the three things that may follow, beside the one button that does what is recommended. Known to
// the class screen and the remote; it is the same command with a choice.
import { t } from "../../shared/i18n";
import type { AfterVote, HostStage } from "../../shared/protocol.gen";
import { AFTER_VOTE } from "./control";

interface Props {
  stage: HostStage;
  busy: boolean;
  onChoose: (choice: AfterVote) => void;
}

export function Choices({ stage, busy, onChoose }: Props) {
  if (stage.phase !== "voted") return null;
  return (
    <>
      {AFTER_VOTE.filter((choice) => choice !== stage.advice).map((choice) => (
        <button type="button" key={choice} disabled={busy} onClick={() => onChoose(choice)}>
          {t(`next.${choice}`)}
        </button>
      ))}
    </>
  );
}
