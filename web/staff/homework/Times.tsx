// Moving the times of a homework, opening and closing it now, and ending it for good.
import { useSignal } from "@preact/signals";
import { t } from "../../shared/i18n";
import type { HomeworkPage, HomeworkTimes } from "../../shared/protocol.gen";
import { endHomework, moveHomework } from "../api";
import { Confirm } from "../Confirm";
import { local, moment, timely } from "./plan";

type Attempt = (what: () => Promise<void>) => Promise<void>;

export function Times({ page, attempt }: { page: HomeworkPage; attempt: Attempt }) {
  const { room, state, opens_ms, closes_ms } = page.line;
  const opens = useSignal(local(opens_ms));
  const closes = useSignal(local(closes_ms));
  const move = (times: Partial<HomeworkTimes>): Promise<void> =>
    attempt(() => moveHomework(room, { opens_ms, closes_ms, ...times }).then(() => undefined));
  const wished = { opens: state === "waiting" ? opens.value : local(opens_ms), closes: closes.value };
  const end = (): Promise<void> =>
    attempt(async () => {
      await endHomework(room);
      location.assign("/teacher/homework");
    });
  return (
    <details>
      <summary>{t("hw.more")}</summary>
      {state === "closed" ? null : (
        <form
          class="row"
          onSubmit={(event) => {
            event.preventDefault();
            void move({ closes_ms: moment(closes.value), ...(state === "waiting" ? { opens_ms: moment(opens.value) } : {}) });
          }}
        >
          {state === "waiting" ? (
            <label>
              <span>{t("hw.opens")}</span>
              <input type="datetime-local" value={opens.value} required onInput={(event) => (opens.value = event.currentTarget.value)} />
            </label>
          ) : null}
          <label>
            <span>{t("hw.closes")}</span>
            <input type="datetime-local" value={closes.value} required onInput={(event) => (closes.value = event.currentTarget.value)} />
          </label>
          <button type="submit" class="button" disabled={!timely(wished)}>
            {t("hw.move")}
          </button>
          {state === "waiting" ? (
            <button type="button" class="button" onClick={() => void move({ now: "open" })}>
              {t("hw.open_now")}
            </button>
          ) : null}
        </form>
      )}
      {state === "open" ? (
        <Confirm ask={t("hw.close_now")} sure={t("hw.close_sure")} yes={t("hw.close_now")} no={t("hw.no")} onYes={() => void move({ now: "close" })} />
      ) : null}
      <Confirm ask={t("hw.end")} sure={t("hw.end_sure")} yes={t("hw.end_yes")} no={t("hw.no")} onYes={() => void end()} />
    </details>
  );
}
