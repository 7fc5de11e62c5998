// One homework as it goes: the way in, who came and how far, the worst questions and the start of a lesson from them,
// what was asked. Asks anew every few seconds while somebody looks.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { lang, t } from "../../shared/i18n";
import type { HomeworkPage, WorkItem } from "../../shared/protocol.gen";
import { homeworkPage, lessonFrom } from "../api";
import { Desk } from "../Desk";
import { percent } from "../format";
import { useAttempt, useLoad } from "../load";
import { Trouble } from "../Trouble";
import { Doers } from "./Doers";
import { when } from "./List";
import { worst } from "./plan";
import { Times } from "./Times";
import { WayIn } from "./WayIn";
import "./homework.css";
import { Words } from "../../shared/words";

const AGAIN_MS = 5_000;

export function Page({ id }: { id: string }) {
  const page = useLoad(() => homeworkPage(id, lang.value), `${id} ${lang.value}`);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") page.again();
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, [id, lang.value]);
  return (
    <Desk here="homework" title={page.value?.line.title ?? t("nav.homework")}>
      <a class="back" href="/teacher/homework">
        {t("nav.homework")}
      </a>
      {page.error ? <Trouble error={page.error} again={page.again} /> : null}
      {page.value ? <Sheet page={page.value} again={page.again} /> : page.error ? null : <p class="hint">{t("load.wait")}</p>}
    </Desk>
  );
}

function Sheet({ page, again }: { page: HomeworkPage; again: () => void }) {
  const { line, homework } = page;
  const { error, attempt } = useAttempt(again);
  return (
    <article class="homework">
      <header>
        <h1>{line.title}</h1>
        <span class={`tag ${line.state === "open" ? "own" : ""}`}>{t(`hw.state.${line.state}`)}</span>
        {line.state !== "waiting" ? (
          <a class="button" href={`/teacher/games/${encodeURIComponent(page.game)}`}>
            {t("hw.report")}
          </a>
        ) : null}
      </header>
      <p class="facts">
        {line.group ? <span>{line.group}</span> : null}
        {line.state === "waiting" ? <span>{t("hw.opens_at", { when: when(line.opens_ms) })}</span> : null}
        <span>{t("hw.closes_at", { when: when(line.closes_ms) })}</span>
        <span>{t("hw.attempts_of", { n: homework.attempts ?? 1 })}</span>
        <span>
          {t("hw.feedback")}: {t(`hw.feedback.${homework.feedback ?? "at_end"}`)}
        </span>
      </p>
      {error ? <Trouble error={error} /> : null}
      {line.state === "closed" ? <p class="note">{t("hw.gone", { when: when(line.gone_ms) })}</p> : <WayIn room={line.room} pin={line.pin} />}
      <Doers page={page} attempt={attempt} />
      <Lesson page={page} />
      <Times page={page} attempt={attempt} />
    </article>
  );
}

function Lesson({ page }: { page: HomeworkPage }) {
  const { line, items, questions } = page;
  const own = useSignal<number[] | undefined>(undefined);
  const carry = useSignal(true);
  const going = useSignal(false);
  const { error, attempt } = useAttempt(() => (going.value = false));
  if (items.length === 0) return null;
  const chosen = own.value ?? worst(items);
  const sorted = [...items].sort((a, b) => (a.credit ?? 2) - (b.credit ?? 2) || a.i - b.i);
  const turn = ({ i }: WorkItem, on: boolean): void => void (own.value = on ? [...chosen, i] : chosen.filter((one) => one !== i));
  const start = (): Promise<void> =>
    attempt(async () => {
      going.value = true;
      const wanted = sorted.filter(({ i }) => chosen.includes(i)).map(({ i }) => i);
      const { room } = await lessonFrom(line.room, { items: wanted, questions: carry.value });
      location.assign(`/teacher/room/${encodeURIComponent(room)}`);
    });
  return (
    <>
      <section aria-labelledby="hw-items">
        <h2 id="hw-items">{t("hw.items")}</h2>
        <p class="hint">{t("hw.items_hint")}</p>
        <ul class="list items">
          {sorted.map((item) => (
            <li key={item.i}>
              <label class="check">
                <input type="checkbox" checked={chosen.includes(item.i)} onChange={(event) => turn(item, event.currentTarget.checked)} />
                <span dir="auto">
                  <Words text={item.text} />
                </span>
              </label>
              <span class="share">
                {item.credit === null ? "–" : percent(lang.value, item.credit)} <small>{t("hw.answers", { n: item.answered })}</small>
              </span>
            </li>
          ))}
        </ul>
      </section>
      {questions.length > 0 ? (
        <section aria-labelledby="hw-asked">
          <h2 id="hw-asked">{t("hw.unclear")}</h2>
          <ul class="list">
            {questions.map((one) => (
              <li class="card" key={one.no}>
                <p dir="auto">{one.text}</p>
                <p class="facts">
                  <span>{one.name || t("hw.unnamed")}</span>
                  <span>{when(one.at_ms)}</span>
                </p>
              </li>
            ))}
          </ul>
          <label class="check">
            <input type="checkbox" checked={carry.value} onChange={(event) => (carry.value = event.currentTarget.checked)} />
            <span>{t("hw.carry")}</span>
          </label>
        </section>
      ) : null}
      {error ? <Trouble error={error} /> : null}
      <button type="button" class="primary" disabled={going.value || chosen.length === 0} onClick={() => void start()}>
        {t("hw.lesson", { n: chosen.length })}
      </button>
    </>
  );
}
