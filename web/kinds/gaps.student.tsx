// Gaps in a text: each is typed, or given one of a bank of words.
import { t } from "../shared/i18n";
import type { Play } from "./student";
import { toldGaps } from "./placing.told";
import { Assign, goTo, own } from "./student.placing";
import { Words } from "../shared/words";

export { ready } from "./student.placing";

const LONGEST = 60;

/** As it stands in the text. */
const mark = (n: string) => `[${n}]`;

export function Input({ q, ask, give }: Play) {
  const items = ask.items ?? [];
  const words = ask.options;
  if (words?.length) {
    const face = (i: number) => <span><Words text={words[i] ?? ""} /></span>;
    return (
      <Assign
        q={q}
        items={items.map(mark)}
        count={words.length}
        hint={t("gaps.hint")}
        face={face}
        option={() => ({ class: "word" })}
        grid="options two"
        give={give}
      />
    );
  }
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget as HTMLFormElement).getAll("a").map((one) => String(one).trim());
    if (typed.some(Boolean)) give(typed);
    else goTo("input");
  };
  return (
    <form class="placing" onSubmit={send}>
      <p class="hint">{t("gaps.type")}</p>
      {items.map((n) => (
        <label class="gap">
          <b>{mark(n)}</b>
          <input
            name="a"
            maxLength={LONGEST}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            enterkeyhint="send"
          />
        </label>
      ))}
      <button class="go">{t("send")}</button>
    </form>
  );
}

export const Own = own(toldGaps);
