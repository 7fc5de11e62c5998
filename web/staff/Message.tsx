// A whole page that says one thing calmly: not yours, not there, not yet. Knows no reasons.
import { LangSwitch } from "../shared/LangSwitch";
import { t } from "../shared/i18n";
import "./message.css";

interface Props {
  title: string;
  text?: string;
  note?: string;
  home?: boolean;
  /** A button that does something about it. */
  deed?: { word: string; go: () => void };
}

export function Message({ title, text = "", note = "", home = false, deed }: Props) {
  return (
    <main class="message">
      <LangSwitch />
      <div>
        <svg viewBox="0 0 120 60" aria-hidden="true">
          <circle cx="60" cy="44" r="22" />
          <path d="M0 50q30-14 60-6t60-2v18H0z" />
        </svg>
        <h1>{title}</h1>
        {note !== "" && <p class="note">{note}</p>}
        {text !== "" && <p>{text}</p>}
        {deed && (
          <p>
            <button type="button" class="deed" onClick={deed.go}>
              {deed.word}
            </button>
          </p>
        )}
        {home && (
          <p>
            <a href="/teacher">{t("home")}</a>
          </p>
        )}
      </div>
    </main>
  );
}
