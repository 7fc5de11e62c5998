// All homework that is not over for good, with its state.
import { lang, t } from "../../shared/i18n";
import type { HomeworkLine } from "../../shared/protocol.gen";
import { allHomework } from "../api";
import { Desk } from "../Desk";
import { clock, day } from "../format";
import { useLoad } from "../load";
import { Trouble } from "../Trouble";
import "./homework.css";

export const when = (ms: number): string => `${day(lang.value, ms)}, ${clock(lang.value, ms)}`;

export function List() {
  const list = useLoad(allHomework, "homework");
  return (
    <Desk here="homework" title={t("nav.homework")}>
      <article class="homework">
        <h1>{t("nav.homework")}</h1>
        {list.error ? <Trouble error={list.error} again={list.again} /> : null}
        {list.value?.length === 0 ? (
          <div class="card empty">
            <h2>{t("hw.none")}</h2>
            <p>{t("hw.none_text")}</p>
            <a class="button" href="/teacher">
              {t("nav.home")}
            </a>
          </div>
        ) : null}
        <ul class="list">
          {(list.value ?? []).map((line) => (
            <Line key={line.room} line={line} />
          ))}
        </ul>
      </article>
    </Desk>
  );
}

function Line({ line }: { line: HomeworkLine }) {
  const { room, title, group, pin, state, students, done, of, questions } = line;
  return (
    <li class="card line">
      <a href={`/teacher/homework/${encodeURIComponent(room)}`}>{title}</a>
      <span class={`tag ${state === "open" ? "own" : ""}`}>{t(`hw.state.${state}`)}</span>
      <p class="facts">
        {group ? <span>{group}</span> : null}
        <span>{t("live.pin", { pin })}</span>
        <span>{state === "waiting" ? t("hw.opens_at", { when: when(line.opens_ms) }) : t("hw.closes_at", { when: when(line.closes_ms) })}</span>
        <span>{of ? t("hw.done_of", { done, of }) : t("hw.done", { done, students })}</span>
        {questions ? <span>{t("hw.asked", { n: questions })}</span> : null}
      </p>
    </li>
  );
}
