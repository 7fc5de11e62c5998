// A question of any bank into the lesson that is on: it comes next. Owns the requests; what comes of them the stage shows.
import { useSignal } from "@preact/signals";
import { lang, t } from "../../shared/i18n";
import type { BankQuestion } from "../../shared/protocol.gen";
import { banksOf, putQuestion, questionsOf } from "../api";
import { useAttempt, useLoad } from "../load";

interface Props {
  room: string;
  onDone: () => void;
}

export function FromBank({ room, onDone }: Props) {
  const open = useSignal(false);
  const bank = useSignal("");
  return (
    <details onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>{t("aloud.bank")}</summary>
      {open.value && <Banks room={room} bank={bank.value} onBank={(id) => (bank.value = id)} />}
      {open.value && bank.value && <Questions key={bank.value} room={room} bank={bank.value} onDone={onDone} />}
    </details>
  );
}

function Banks({ room, bank, onBank }: { room: string; bank: string; onBank: (id: string) => void }) {
  const list = useLoad(() => banksOf(room, lang.value), `${room} ${lang.value}`);
  return (
    <label>
      <span>{t("aloud.bank.which")}</span>
      <select value={bank} onChange={(event) => onBank(event.currentTarget.value)}>
        <option value="">–</option>
        {(list.value ?? []).map((one) => (
          <option key={one.id} value={one.id}>
            {one.title}
          </option>
        ))}
      </select>
    </label>
  );
}

function Questions({ room, bank, onDone }: Props & { bank: string }) {
  const list = useLoad(() => questionsOf(room, bank, lang.value), `${bank} ${lang.value}`);
  const twice = useSignal(false);
  const { error, attempt } = useAttempt();
  const put = (one: BankQuestion): Promise<void> =>
    attempt(async () => {
      await putQuestion(room, { bank, key: one.key, twice: twice.value && one.twice });
      onDone();
    });
  return (
    <>
      <label class="check">
        <input type="checkbox" checked={twice.value} onChange={(event) => (twice.value = event.currentTarget.checked)} />
        <span>{t("plan.tool.peer")}</span>
      </label>
      {(error ?? list.error) && (
        <p class="bad" role="alert">
          {t("refused")}
        </p>
      )}
      <ul>
        {(list.value ?? []).map((one, i) => (
          <li key={i}>
            <button type="button" dir="auto" onClick={() => void put(one)}>
              {one.text}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
