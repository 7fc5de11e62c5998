// All of one bank as its teacher may see it: questions, options, right answers, explanations. Loads it in the
// language given; changes nothing.
import { useEffect, useRef } from "preact/hooks";
import { lang, t } from "../../shared/i18n";
import { bank } from "../api";
import { useLoad } from "../load";
import { Trouble } from "../Trouble";
import { titleOf } from "./BankList";
import { QuestionCard } from "./QuestionCard";

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
              <QuestionCard key={question.i} question={question} n={index + 1} />
            ))}
          </ol>
        </>
      ) : page.error ? null : (
        <p class="hint">{t("load.wait")}</p>
      )}
    </div>
  );
}
