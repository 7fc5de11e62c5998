// Ordering in the editor: the items, written in their right order.
import { t } from "../shared/i18n";
import type { EditorKind, Fields, FormProps } from "./editor";
import { TextList, written } from "./editor.lists";

const LEAST = 3;
const MOST = 8;

function Form(props: FormProps) {
  return (
    <TextList
      {...props}
      field="items"
      title={t("items.title")}
      hint={t("items.in_order")}
      name={(i) => t("items.item", { i: i + 1 })}
      least={LEAST}
      most={MOST}
      addWord={t("items.add")}
      sameWord={t("items.same")}
      more={props.faults.filter((fault) => fault.field === "right")}
      onList={(items, _, key) => props.set({ items, right: [] }, key)}
    />
  );
}

const ordering: EditorKind = {
  place: 6,
  texts: ["items"],
  marked: true,
  answered: true,
  fresh: (): Fields => ({ items: [{}, {}, {}], right: [] }),
  Form,
  ask: (fields, lang, main) => ({ items: written(fields, "items", lang, main) }),
  solution: (fields, lang, main) => {
    const items = written(fields, "items", lang, main);
    return { right: items.map((_, i) => i), words: items.map((item, i) => `${i + 1}. ${item}`) };
  },
};
export default ordering;
