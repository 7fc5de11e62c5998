// An information slide in the editor: text to read together.
import { t } from "../shared/i18n";
import { isTable, say } from "../staff/editor/question";
import { Texts } from "../staff/editor/Texts";
import type { EditorKind, Fields, FormProps } from "./editor";

function Form(props: FormProps) {
  const { body } = props.fields;
  return (
    <Texts
      {...props}
      label={t("slide.body")}
      field="body"
      rows={5}
      value={typeof body === "string" || isTable(body) ? body : {}}
      onText={(value, key) => props.set({ body: value }, key)}
    />
  );
}

const slide: EditorKind = {
  place: 13,
  texts: ["body"],
  marked: false,
  answered: false,
  fresh: (): Fields => ({ body: {} }),
  Form,
  ask: (fields, lang, main) => ({ body: say(fields.body, lang, main) }),
  solution: () => ({}),
};
export default slide;
