// Several statements on one scale, in the editor.
import { t } from "../shared/i18n";
import { say } from "../staff/editor/question";
import type { EditorKind, Fields, FormProps } from "./editor";
import { TextList, textsOf } from "./editor.lists";
import { countOf, Ends, Pick } from "./editor.survey";

const USUAL = 5;
const MOST = 12;

function Form(props: FormProps) {
  const steps = countOf(props.fields.steps, USUAL);
  return (
    <>
      <TextList
        {...props}
        field="items"
        title={t("scale.items")}
        name={(i) => t("scale.item", { i: i + 1 })}
        least={2}
        most={MOST}
        addWord={t("scale.add")}
        onList={(items, _, key) => props.set({ items }, key)}
      />
      <Pick {...props} field="steps" label={t("scale.steps")} from={2} to={7} usual={USUAL} />
      <Ends {...props} low={t("scale.low")} high={t("scale.high", { n: steps })} />
    </>
  );
}

const scale: EditorKind = {
  place: 7.3,
  texts: ["items", "low", "high"],
  marked: false,
  answered: true,
  fresh: (): Fields => ({ items: [{}, {}, {}], low: {}, high: {}, time: 90 }),
  Form,
  ask: (fields, lang, main) => ({
    items: textsOf(fields.items)
      .map((item) => say(item, lang, main))
      .filter((item) => item.trim() !== ""),
    most: countOf(fields.steps, USUAL),
    low: say(fields.low, lang, main),
    high: say(fields.high, lang, main),
  }),
  solution: () => ({}),
};
export default scale;
