// The exit tickets to choose from: one tap here asks it, after the last question of the game, or else at once. Owns the
// request; where the list opens is its caller's.
import { lang, t } from "../../shared/i18n";
import type { HostStage } from "../../shared/protocol.gen";
import { giveTicket, ticketsOf } from "../api";
import { useAttempt, useLoad } from "../load";

interface Props {
  room: string;
  stage: HostStage;
  onGiven: () => void;
}

/** A ticket can be given: the lesson is on, and one is not being answered. */
export function mayTicket(stage: HostStage): boolean {
  return stage.phase !== "closed" && stage.q?.flow !== "ticket";
}

export function Tickets({ room, stage, onGiven }: Props) {
  const list = useLoad(() => ticketsOf(room, lang.value), `${room} ${lang.value}`);
  const { error, attempt } = useAttempt();
  const give = (bank: string): Promise<void> =>
    attempt(async () => {
      await giveTicket(room, { bank, step: stage.step });
      onGiven();
    });
  const at = stage.phase === "podium" || (stage.phase === "lobby" && stage.next === "finish") ? "now" : "later";
  return (
    <section class="tickets">
      <p class="soft">{t(`ticket.${at}`)}</p>
      {list.error || error ? (
        <p class="note bad" role="alert">
          {t("refused")}
        </p>
      ) : null}
      <ul>
        {(list.value ?? []).map((one) => (
          <li key={one.id}>
            <button type="button" onClick={() => void give(one.id)}>
              <b>{one.title}</b> <small>{t("ticket.questions", { n: one.questions })}</small>
            </button>
          </li>
        ))}
      </ul>
      <p class="soft">{t("ticket.own")}</p>
    </section>
  );
}
