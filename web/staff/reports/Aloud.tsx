// What was asked aloud, on the page of its game: put down what it was and what was right, and take it into a bank.
import { useSignal } from "@preact/signals";
import { t } from "../../shared/i18n";
import type { AloudLine, BankLine } from "../../shared/protocol.gen";
import { banks, keepMedia, keepQuestion, putDown } from "../api";
import { titleOf } from "../home/BankList";
import { editorOf } from "../home/StartPanel";
import { useAttempt, useLoad } from "../load";
import { Down } from "../room/PutDown";
import { Trouble } from "../Trouble";

interface Props {
  game: string;
  i: number;
  aloud: AloudLine;
  onChanged: () => void;
}

export function Aloud({ game, i, aloud, onChanged }: Props) {
  const { error, attempt } = useAttempt();
  return (
    <details class="aloud no-print">
      <summary>{t("weeks.aloud")}</summary>
      <Down aloud={aloud} upload={keepMedia} put={(what) => void attempt(async () => {
            await putDown(game, i, what);
            onChanged();
          })} />
      {error ? <Trouble error={error} /> : null}
      <Keep game={game} i={i} />
    </details>
  );
}

function Keep({ game, i }: { game: string; i: number }) {
  const list = useLoad(banks, "banks");
  const bank = useSignal("");
  const kept = useSignal<BankLine | undefined>(undefined);
  const { error, attempt } = useAttempt();
  return (
    <p class="row">
      <label>
        <span>{t("weeks.keep")}</span>
        <select value={bank.value} onChange={(event) => (bank.value = event.currentTarget.value)}>
          <option value="">{t("weeks.keep.new")}</option>
          {(list.value ?? []).filter((one) => one.own).map((one) => (
            <option key={one.id} value={one.id}>
              {titleOf(one)}
            </option>
          ))}
        </select>
      </label>
      <button type="button" class="button" onClick={() => void attempt(async () => void (kept.value = await keepQuestion(game, i, bank.value || null)))}>
        {t("weeks.keep.do")}
      </button>
      <span role="status">{kept.value ? <a href={editorOf(kept.value.id)}>{t("weeks.kept")}</a> : null}</span>
      {error ? <Trouble error={error} /> : null}
    </p>
  );
}
