// A typed word or phrase, sent with one button.
import { t } from "../shared/i18n";
import type { Play } from "./student";

export { ready } from "./student.survey";

interface Typed {
  unit?: string | undefined;
  /** `inputmode`: which keyboard a phone brings up. */
  mode?: "text" | "decimal";
  give: (text: string) => void;
}

/** A field and its button; an empty field is not sent. */
export function TypedAnswer({ unit, mode = "text", give }: Typed) {
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget as HTMLFormElement).get("a")).trim();
    if (text) give(text);
  };
  return (
    <form class="typed" onSubmit={send}>
      <label for="typed">{t("own")}</label>
      <div>
        <input
          id="typed"
          name="a"
          required
          maxLength={200}
          inputMode={mode}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          enterkeyhint="send"
        />
        {unit && <span>{unit}</span>}
      </div>
      <button class="go">{t("send")}</button>
    </form>
  );
}

export function Input({ give }: Play) {
  return <TypedAnswer give={give} />;
}
