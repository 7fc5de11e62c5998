// True or false in the editor: a statement, and whether it holds.
import { t } from "../shared/i18n";
import { Option } from "../staff/Option";
import { FaultsHere, faultsOf } from "../staff/editor/Texts";
import type { EditorKind, FormProps } from "./editor";

const WORDS = { kk: ["Дұрыс", "Бұрыс"], ru: ["Верно", "Неверно"], en: ["True", "False"] };

function Form({ fields, faults, set }: FormProps) {
  return (
    <fieldset class="of-truth">
      <legend class="label">{t("truth.title")}</legend>
      <div class="row">
        {[true, false].map((value, i) => (
          <label class="tick wide" key={i}>
            <input type="radio" name="right" checked={fields.right === value} onChange={() => set({ right: value }, "")} />
            <Option i={i} />
            {t(value ? "truth.true" : "truth.false")}
          </label>
        ))}
      </div>
      <FaultsHere faults={faultsOf(faults, "right")} />
    </fieldset>
  );
}

const truefalse: EditorKind = {
  place: 3,
  texts: [],
  marked: true,
  answered: true,
  fresh: () => ({}),
  Form,
  ask: (_, lang) => ({ options: WORDS[lang] }),
  solution: ({ right }) => (typeof right === "boolean" ? { right: [right ? 0 : 1] } : {}),
};
export default truefalse;
