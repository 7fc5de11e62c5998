// One question as its teacher may see it: options, right answer, explanation, and what is said about it below.
import type { ComponentChildren } from "preact";
import { has, lang, t } from "../../shared/i18n";
import type { QuestionLine } from "../../shared/protocol.gen";
import { Words } from "../../shared/words";
import { number } from "../format";
import { Option } from "../Option";
import { Pictures, Place, Thumb } from "../Pictures";

export function QuestionCard({ question, n, children }: { question: QuestionLine; n: number; children?: ComponentChildren }) {
  const { ask, solution, kind } = question;
  const scale = ask.low || ask.high ? t("preview.scale", { low: ask.low || "1", high: ask.high || "5" }) : "";
  return (
    <li class="card question">
      <p class="facts">
        <span class="n">{number(lang.value, n)}</span>
        <span>{t(`type.${kind}`)}</span>
        {question.time_s > 0 ? <span>{t("preview.time", { n: question.time_s })}</span> : null}
        {question.points > 0 ? <span>{t("preview.points", { n: question.points })}</span> : null}
        {Object.entries(question.tags).map(([tag, value]) => (
          <span key={tag}>
            {t(`tag.${tag}`)}: {has(`${tag}.${value}`) ? t(`${tag}.${value}`) : value}
          </span>
        ))}
      </p>
      <h3>
        <Words text={question.text} />
      </h3>
      <Pictures media={question.media} />
      <Place picture={ask.options ? "" : ask.pictures?.[0]} alt={ask.body ?? ""} regions={solution.regions} />
      {ask.body && !ask.pictures ? <p class="body"><Words text={ask.body} /></p> : null}
      {ask.options ? (
        <ul class="options">
          {ask.options.map((option, i) => (
            <li key={i} class={solution.right?.includes(i) ? "is-right" : undefined}>
              <Option i={i} />
              <Thumb name={ask.pictures?.[i]} />
              <span>
                <Words text={option} />
              </span>
              {solution.right?.includes(i) ? <RightMark /> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {scale ? (
        <p>
          <Words text={scale} />
        </p>
      ) : null}
      {solution.words?.length ? (
        <p>
          {t(kind === "short" ? "preview.accepted" : "preview.answer")}: <strong>
            <Words text={solution.words.join(" · ")} />
          </strong>
        </p>
      ) : null}
      {solution.explanation ? (
        <p class="explanation">
          <span class="label">{t("preview.explanation")}</span> <Words text={solution.explanation} />
        </p>
      ) : null}
      {children}
    </li>
  );
}

function RightMark() {
  return (
    <span class="right-mark">
      <span aria-hidden="true">✓</span> {t("preview.right")}
    </span>
  );
}
