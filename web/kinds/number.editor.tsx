// A number in the editor: the right one, how far off is still right, its unit. What is typed stays as it is typed; the
// server reads it.
import { useId } from "preact/hooks";
import { t } from "../shared/i18n";
import type { DraftValue } from "../shared/protocol.gen";
import { FaultsHere, faultsOf, Texts } from "../staff/editor/Texts";
import { isTable, say } from "../staff/editor/question";
import type { EditorKind, Fields, FormProps } from "./editor";

export const typed = (value: DraftValue | undefined): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

export function Typed({ field, label, hint, fields, faults, set }: FormProps & { field: string; label: string; hint?: string }) {
  const id = useId();
  const own = faultsOf(faults, field);
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        autocomplete="off"
        value={typed(fields[field])}
        placeholder={hint}
        aria-invalid={own.length > 0 || undefined}
        aria-describedby={own.length > 0 ? `${id}-faults` : undefined}
        onInput={(event) => set({ [field]: event.currentTarget.value }, field)}
      />
      <FaultsHere id={`${id}-faults`} faults={own} />
    </div>
  );
}

function Form(props: FormProps) {
  const { fields, set } = props;
  const unit = fields.unit;
  return (
    <div class="of-number">
      <Typed {...props} field="right" label={t("number.right")} hint="3,14" />
      <Typed {...props} field="tolerance" label={t("number.tolerance")} hint="0" />
      <Texts
        {...props}
        label={t("number.unit")}
        field="unit"
        value={typeof unit === "string" || isTable(unit) ? unit : ""}
        onText={(value, key) => set({ unit: value }, key)}
      />
    </div>
  );
}

const number: EditorKind = {
  place: 5,
  texts: ["unit"],
  marked: true,
  answered: true,
  fresh: (): Fields => ({ right: "", unit: "" }),
  Form,
  ask: (fields, lang, main) => ({ unit: say(fields.unit, lang, main) }),
  solution: (fields, lang, main) => ({ words: [`${typed(fields.right)} ${say(fields.unit, lang, main)}`.trim()].filter(Boolean) }),
};
export default number;
