// Above the questions: the bank's title, whether all is saved, undo and redo, the languages, the start of a lesson. Owns
// nothing; what each does is its caller's.
import { useId } from "preact/hooks";
import { has, t } from "../../shared/i18n";
import type { FieldFault, Lang } from "../../shared/protocol.gen";
import { headOf, type Doc, type Head } from "./doc";
import type { State } from "./saver";
import { Texts } from "./Texts";

const LANGS: readonly Lang[] = ["kk", "ru", "en"];

interface StateProps {
  state: State;
  keeps: boolean;
  refusal: string;
  onRestore: () => void;
}

export function SaveState({ state, keeps, refusal, onRestore }: StateProps) {
  const word = state === "kept" && !keeps ? "unkept" : state;
  return (
    <p class={`save ${state}`} role="status">
      <span aria-hidden="true">{state === "saved" ? "✓" : state === "saving" ? "…" : "!"}</span>{" "}
      {t(`save.${word}`)}
      {state === "refused" && has(`problem.${refusal}`) ? ` ${t(`problem.${refusal}`)}` : null}
      {state === "gone" ? (
        <button type="button" class="quiet" onClick={onRestore}>
          {t("save.restore")}
        </button>
      ) : null}
    </p>
  );
}

interface HeadProps {
  doc: Doc;
  shown: readonly Lang[];
  faults: readonly FieldFault[];
  /** How many texts each language lacks. */
  missing: Partial<Record<Lang, number>>;
  onHead: (head: Head, key: string) => void;
}

export function BankHead({ doc, shown, faults, missing, onHead }: HeadProps) {
  const id = useId();
  const head = headOf(doc);
  const props = { main: doc.language, languages: doc.languages, shown, faults };
  const turn = (lang: Lang, on: boolean): void => {
    const languages = LANGS.filter((one) => (one === lang ? on : doc.languages.includes(one)));
    const language = languages.includes(doc.language) ? doc.language : languages[0];
    if (language) onHead({ ...head, languages, language }, "");
  };
  return (
    <details class="bank-head card">
      <summary>
        {t("bank.settings")}{" "}
        <span class="hint">
          {doc.languages.map((lang) => t(`lang.${lang}`)).join(", ")}
          {doc.languages.some((lang) => missing[lang])
            ? ` · ${t("bank.untranslated", { n: doc.languages.reduce((sum, lang) => sum + (missing[lang] ?? 0), 0) })}`
            : null}
        </span>
      </summary>
      <fieldset>
        <legend class="label">{t("bank.languages")}</legend>
        <div class="row">
          {LANGS.map((lang) => {
            const on = doc.languages.includes(lang);
            return (
              <label class="check" key={lang}>
                <input type="checkbox" checked={on} disabled={on && doc.languages.length === 1} onChange={(event) => turn(lang, event.currentTarget.checked)} />
                <span>
                  {t(`lang.${lang}`)}
                  {on && missing[lang] ? <small>{t("bank.missing", { n: missing[lang] ?? 0 })}</small> : null}
                </span>
              </label>
            );
          })}
        </div>
        <p class="hint">{t("bank.languages_hint")}</p>
      </fieldset>
      {doc.languages.length > 1 ? (
        <label class="pick">
          <span>{t("bank.main")}</span>
          <select value={doc.language} onChange={(event) => onHead({ ...head, language: event.currentTarget.value as Lang }, "")}>
            {doc.languages.map((lang) => (
              <option key={lang} value={lang}>
                {t(`lang.${lang}`)}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <Texts {...props} label={t("bank.about")} field="about" rows={2} value={doc.about} onText={(about, key) => onHead({ ...head, about: about as Doc["about"] }, key)} />
      {(["author", "licence"] as const).map((field) => (
        <div class="field" key={field}>
          <label class="label" for={`${id}-${field}`}>
            {t(`bank.${field}`)}
          </label>
          <input id={`${id}-${field}`} type="text" value={doc[field]} onInput={(event) => onHead({ ...head, [field]: event.currentTarget.value }, field)} />
        </div>
      ))}
    </details>
  );
}
