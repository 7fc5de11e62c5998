// All of one bank as its teacher may see it: questions, options, right answers, explanations. Loads it in the
// language given; changes nothing.
import { useEffect, useRef } from "preact/hooks";
import { has, lang, t } from "../../shared/i18n";
import type { QuestionLine } from "../../shared/protocol.gen";
import { bank } from "../api";
import { number } from "../format";
import { useLoad } from "../load";
import { Option } from "../Option";
import { Trouble } from "../Trouble";
import { titleOf } from "./BankList";

export function Preview({ id, onBack }: { id: string; onBack: () => void }) {
  const page = useLoad(() => bank(id, lang.value), `${id} ${lang.value}`);
  const heading = useRef<HTMLHeadingElement>(null);
  const there = page.value !== undefined;
  useEffect(() => heading.current?.focus(), [there]);
  return (
    <div class="preview" onKeyDown={(event) => event.key === "Escape" && onBack()}>
      <button type="button" class="back" onClick={onBack}>
        {t("preview.back")}
      </button>
      {page.error ? <Trouble error={page.error} again={page.again} /> : null}
      {page.value ? (
        <>
          <h2 ref={heading} tabIndex={-1}>
            {titleOf(page.value.bank)}
          </h2>
          <p class="hint">{t("preview.note")}</p>
          <ol class="questions">
            {page.value.questions.map((question, index) => (
              <Question key={question.i} question={question} n={index + 1} />
            ))}
          </ol>
        </>
      ) : page.error ? null : (
        <p class="hint">{t("load.wait")}</p>
      )}
    </div>
  );
}

function Question({ question, n }: { question: QuestionLine; n: number }) {
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
      <h3>{question.text}</h3>
      {ask.body ? <p class="body">{ask.body}</p> : null}
      {ask.options ? (
        <ul class="options">
          {ask.options.map((option, i) => (
            <li key={i} class={solution.right?.includes(i) ? "is-right" : undefined}>
              <Option i={i} />
              <span>{option}</span>
              {solution.right?.includes(i) ? <RightMark /> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {scale ? <p>{scale}</p> : null}
      {solution.words?.length ? (
        <p>
          {t(kind === "short" ? "preview.accepted" : "preview.answer")}: <strong>{solution.words.join(" · ")}</strong>
        </p>
      ) : null}
      {solution.explanation ? (
        <p class="explanation">
          <span class="label">{t("preview.explanation")}</span> {solution.explanation}
        </p>
      ) : null}
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
