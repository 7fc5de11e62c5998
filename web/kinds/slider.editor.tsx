// A slider in the editor: its scale, the right value, how far off is still right and how far earns half.
import { t } from "../shared/i18n";
import { Texts } from "../staff/editor/Texts";
import { isTable, say } from "../staff/editor/question";
import type { EditorKind, Fields, FormProps } from "./editor";
import { Typed, typed } from "./number.editor";

function Form(props: FormProps) {
  const { unit } = props.fields;
  return (
    <div class="of-number">
      <Typed {...props} field="min" label={t("slider.min")} hint="0" />
      <Typed {...props} field="max" label={t("slider.max")} hint="100" />
      <Typed {...props} field="step" label={t("slider.step")} hint="1" />
      <Typed {...props} field="right" label={t("number.right")} hint="42" />
      <Typed {...props} field="tolerance" label={t("number.tolerance")} hint="0" />
      <Typed {...props} field="near" label={t("slider.near")} hint="0" />
      <Texts
        {...props}
        label={t("number.unit")}
        field="unit"
        value={typeof unit === "string" || isTable(unit) ? unit : ""}
        onText={(value, key) => props.set({ unit: value }, key)}
      />
    </div>
  );
}

const plain = (fields: Fields, field: string, otherwise: string): string => typed(fields[field]).trim().replace(",", ".") || otherwise;

const slider: EditorKind = {
  place: 10,
  texts: ["unit"],
  marked: true,
  answered: true,
  fresh: (): Fields => ({ min: "0", max: "100", step: "1", right: "", unit: "" }),
  Form,
  ask: (fields, lang, main) => ({
    low: plain(fields, "min", "0"),
    high: plain(fields, "max", "100"),
    step: plain(fields, "step", "1"),
    unit: say(fields.unit, lang, main),
  }),
  solution: (fields, lang, main) => ({ words: [`${typed(fields.right)} ${say(fields.unit, lang, main)}`.trim()].filter(Boolean) }),
};
export default slider;
