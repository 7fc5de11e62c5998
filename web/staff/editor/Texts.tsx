// One text of a question in its languages, side by side or those in sight; what is not translated is marked, what is
// wrong stands beside it. Owns that one field; knows no question.
import { useId } from "preact/hooks";
import { lang as read, t } from "../../shared/i18n";
import type { FieldFault, Lang } from "../../shared/protocol.gen";
import type { Table } from "./doc";

export const SHORT: Record<Lang, string> = { kk: "ҚАЗ", ru: "РУС", en: "ENG" };

interface Props {
  label: string;
  /** The label is heard, not seen: the row says what it is. */
  quiet?: boolean;
  field: string;
  index?: number;
  value: string | Table;
  main: Lang;
  languages: readonly Lang[];
  shown: readonly Lang[];
  faults: readonly FieldFault[];
  /** Several: the text may have several lines. */
  rows?: number;
  /** Enter, in a text of one line; without it the next field. */
  onEnter?: () => void;
  placeholder?: string;
  onText: (value: string | Table, key: string) => void;
}

export function Texts(props: Props) {
  const { label, quiet, field, index = 0, value, main, languages, shown, rows = 1, placeholder, onEnter, onText } = props;
  const id = useId();
  const plain = typeof value === "string";
  const mine = props.faults.filter((fault) => fault.field === field && (fault.index ?? 0) === index);
  const said = plain ? value !== "" : languages.some((one) => (value[one] ?? "").trim() !== "");
  const key = `${field}.${index}`;
  return (
    <div class="texts">
      {plain || shown.length === 1 ? (
        <label class={quiet ? "unseen" : "label"} for={`${id}-${plain ? "all" : shown[0]}`}>
          {label}
          {plain && languages.length > 1 ? <small> · {t("text.all_languages")}</small> : null}
        </label>
      ) : (
        <span class={quiet ? "unseen" : "label"} id={`${id}-label`}>
          {label}
        </span>
      )}
      <div class={`cols of${plain ? 1 : shown.length}`}>
        {(plain ? ([main] as const) : shown).map((one) => {
          const own = mine.filter((fault) => !fault.lang || fault.lang === one || !shown.includes(fault.lang as Lang));
          const text = plain ? value : (value[one] ?? "");
          const missing = !plain && said && text.trim() === "";
          const describe = `${id}-${one}-faults`;
          return (
            <div class={missing ? "field untranslated" : "field"} key={plain ? "all" : one}>
              <textarea
                id={`${id}-${plain ? "all" : one}`}
                lang={plain ? undefined : one}
                dir="auto"
                rows={rows}
                value={text}
                placeholder={missing ? t("text.untranslated") : placeholder}
                aria-label={plain || shown.length === 1 ? undefined : `${label}, ${t(`lang.${one}`)}`}
                aria-invalid={own.some((fault) => !todo(fault)) || undefined}
                aria-describedby={own.length > 0 ? describe : undefined}
                spellcheck
                onKeyDown={(event) => {
                  if (rows > 1 || event.key !== "Enter" || event.isComposing) return;
                  event.preventDefault();
                  if (onEnter) onEnter();
                  else nextField(event.currentTarget);
                }}
                onInput={(event) => {
                  const typed = rows > 1 ? event.currentTarget.value : event.currentTarget.value.replace(/\s*\n\s*/g, " ");
                  onText(plain ? typed : { ...value, [one]: typed }, `${key}.${one}`);
                }}
              />
              {!plain && languages.length > 1 ? (
                <span class="lang" aria-hidden="true" title={t(`lang.${one}`)}>
                  {SHORT[one]}
                </span>
              ) : null}
              <FaultsHere id={describe} faults={own} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function nextField(field: HTMLTextAreaElement): void {
  const fields = [...(field.closest(".editor")?.querySelectorAll<HTMLElement>("textarea, input[type=text]") ?? [])];
  fields[fields.indexOf(field) + 1]?.focus();
}

/** Not wrong, only not done yet. */
export const todo = (fault: FieldFault): boolean =>
  ["empty", "no_right", "too_few", "missing", "language_gap"].includes(fault.code);

/** What is wrong with a field, in the teacher's language, right below it. */
export function FaultsHere({ id, faults }: { id?: string; faults: readonly FieldFault[] }) {
  if (faults.length === 0) return null;
  return (
    <ul class="here" id={id} lang={read.value}>
      {faults.map((fault, i) => (
        <li key={i} class={todo(fault) ? "todo" : "wrong"}>
          {fault.problem} <span>{fault.fix}</span>
        </li>
      ))}
    </ul>
  );
}

/** What is wrong with a field as a whole. */
export const faultsOf = (faults: readonly FieldFault[], field: string): FieldFault[] =>
  faults.filter((fault) => fault.field === field && (fault.index ?? 0) === 0);
