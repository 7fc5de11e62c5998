// Three buttons, always in sight: the language of this screen. Knows nothing else.
import { choose, lang } from "./i18n";
import type { Lang } from "./protocol.gen";

const NAMES: [Lang, string, string][] = [
  ["kk", "ҚАЗ", "Қазақша"],
  ["ru", "РУС", "Русский"],
  ["en", "ENG", "English"],
];

/** `onChoose` is called once the words of the new language are shown. */
export function LangSwitch({ onChoose }: { onChoose?: (to: Lang) => void }) {
  return (
    <div class="langs" role="group" aria-label="Тіл · Язык · Language">
      {NAMES.map(([code, short, name]) => (
        <button
          type="button"
          lang={code}
          aria-label={`${short}, ${name}`}
          aria-pressed={lang.value === code}
          onClick={() => void choose(code).then(() => onChoose?.(code))}
        >
          {short}
        </button>
      ))}
    </div>
  );
}
