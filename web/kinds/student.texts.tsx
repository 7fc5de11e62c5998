// One or more short texts, sent with one button. What was typed stays until it is sent, also when the question is paused
// or the language changes. Knows no single question type.
import { signal } from "@preact/signals-core";
import { t } from "../shared/i18n";
import type { RawAnswer } from "../shared/protocol.gen";
import type { Play } from "./student";
import { Words } from "../shared/words";

const draft = signal<string[]>([]);
const trouble = signal("");
let asked = "";

interface Texts extends Pick<Play, "q" | "give"> {
  /** How many may be sent. */
  most: number;
  /** Letters of one. */
  longest: number;
  /** Key of the words beside each field. */
  label: string;
  hint: string;
  /** Most words of one, and the key of what is said beyond it. */
  words?: [number, string];
  /** Lines of a field; with more than one, Enter makes a new line. */
  rows?: number;
}

export function TextsAnswer({ q, most, longest, label, hint, words, rows = 1, give }: Texts) {
  if (asked !== q) {
    draft.value = [];
    trouble.value = "";
  }
  asked = q;
  const write = (i: number, text: string) => (draft.value = Object.assign([...draft.peek()], { [i]: text }));
  const send = (event: Event) => {
    event.preventDefault();
    const texts = Array.from(draft.peek(), (text = "") => text.trim()).filter(Boolean);
    const long = words && texts.some((text) => text.split(/\s+/).length > words[0]);
    trouble.value = long ? words[1] : "";
    if (!long && texts.length) give(rows > 1 ? texts[0]! : texts);
  };
  return (
    <form class="texts-answer" onSubmit={send}>
      <p class="hint" id="texts-hint">
        {t(hint)}
      </p>
      {Array.from({ length: most }, (_, i) => {
        const field = {
          id: `text-${i}`,
          maxLength: longest,
          "aria-label": most > 1 ? `${t(label)} ${i + 1}` : t(label),
          "aria-describedby": "texts-hint",
          placeholder: most > 1 ? `${t(label)} ${i + 1}` : "",
          autocomplete: "off" as const,
          dir: "auto" as const,
          value: draft.value[i] ?? "",
        };
        return rows > 1 ? (
          <textarea {...field} rows={rows} onInput={(event: Event) => write(i, (event.currentTarget as HTMLInputElement).value)} />
        ) : (
          <input
            {...field}
            enterkeyhint={i + 1 < most ? "next" : "send"}
            onInput={(event: Event) => write(i, (event.currentTarget as HTMLInputElement).value)}
            onKeyDown={(event: KeyboardEvent) => {
              const next = document.getElementById(`text-${i + 1}`);
              if (event.key !== "Enter" || !next || !draft.peek()[i]?.trim()) return;
              event.preventDefault();
              next.focus();
            }}
          />
        );
      })}
      {trouble.value && (
        <p class="fault" role="alert">
          {t(trouble.value)}
        </p>
      )}
      {rows > 1 && (
        <p class="count" aria-hidden="true">
          {(draft.value[0] ?? "").length} / {longest}
        </p>
      )}
      <button class="go" disabled={!draft.value.some((text) => text?.trim())}>
        {t("send")}
      </button>
    </form>
  );
}

/** Long texts as they were given. */
export function OwnTexts({ a }: { a: RawAnswer }) {
  return (
    <ul class="own-rows">
      {(Array.isArray(a) ? a : [a]).map((text) => (
        <li dir="auto">
          <Words text={`${text}`} />
        </li>
      ))}
    </ul>
  );
}
