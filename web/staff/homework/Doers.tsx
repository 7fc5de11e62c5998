// Who came, how far, how long, how well; what came too late, and whether it counts.
import { lang, t } from "../../shared/i18n";
import type { DoerLine, HomeworkPage } from "../../shared/protocol.gen";
import { mindSeat, takeLate } from "../api";
import { Confirm } from "../Confirm";
import { compare } from "../format";
import { when } from "./List";

type Attempt = (what: () => Promise<void>) => Promise<void>;

export function Doers({ page, attempt }: { page: HomeworkPage; attempt: Attempt }) {
  const { line, doers, homework } = page;
  const order = compare(lang.value);
  const called = (one: DoerLine): string => one.real || one.name;
  const sorted = [...doers].sort((a, b) => Number(!a.seat) - Number(!b.seat) || order(called(a), called(b)));
  const mind = (one: DoerLine, to: "free" | "remove"): Promise<void> =>
    attempt(() => mindSeat(line.room, { seat: one.seat, to }).then(() => undefined));
  const pieces = homework.material?.length ?? 0;
  return (
    <section aria-labelledby="hw-doers">
      <h2 id="hw-doers">
        {t("hw.doers")} <small>{line.of ? t("hw.done_of", { done: line.done, of: line.of }) : t("hw.done", { done: line.done, students: line.students })}</small>
      </h2>
      {doers.length === 0 ? <p class="hint">{t("hw.nobody")}</p> : null}
      <ul class="list doers">
        {sorted.map((one) => (
          <li class={`card ${one.seat ? "" : "absent"}`} key={one.seat || one.real}>
            <p>
              <strong>{called(one)}</strong>
              {one.real && one.name && one.name !== one.real ? <small> {one.name}</small> : null}
            </p>
            <p class="facts">
              <span>{state(one)}</span>
              {one.attempts ? <span>{t("hw.right", { right: one.right ?? 0, of: one.of ?? 0 })}</span> : null}
              {one.ms ? <span>{t("hw.minutes", { n: Math.max(1, Math.round(one.ms / 60_000)) })}</span> : null}
              {(one.attempts ?? 0) > 1 ? <span>{t("hw.attempts_of", { n: one.attempts ?? 0 })}</span> : null}
              {one.seat && pieces ? <span>{t("hw.opened", { n: one.opened?.length ?? 0, of: pieces })}</span> : null}
            </p>
            {one.late ? (
              <label class="check">
                <input
                  type="checkbox"
                  checked={!!one.late_counts}
                  onChange={(event) => {
                    const on = event.currentTarget.checked;
                    void attempt(() => takeLate(line.room, { seat: one.seat, on }).then(() => undefined));
                  }}
                />
                <span>{t("hw.late", { n: one.late })}</span>
              </label>
            ) : null}
            {one.seat && line.state !== "closed" ? (
              <details>
                <summary>{t("hw.seat")}</summary>
                {one.real ? (
                  <button type="button" class="quiet" onClick={() => void mind(one, "free")}>
                    {t("hw.free")}
                  </button>
                ) : null}
                <Confirm ask={t("hw.remove")} sure={t("hw.remove_sure")} yes={t("hw.remove")} no={t("hw.no")} onYes={() => void mind(one, "remove")} />
              </details>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function state(one: DoerLine): string {
  if (!one.seat) return t("hw.absent");
  if (one.finished_ms) return t("hw.finished", { when: when(one.finished_ms) });
  return t(one.attempts ? "hw.going" : "hw.came", { n: one.answered ?? 0 });
}
