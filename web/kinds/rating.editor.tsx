// A rating from 1 to 5 in the editor: words for its two ends.
import { t } from "../shared/i18n";
import type { Lang } from "../shared/protocol.gen";
import { isTable, say } from "../staff/editor/question";
import { Texts } from "../staff/editor/Texts";
import type { EditorKind, Fields, FormProps } from "./editor";

function Form(props: FormProps) {
  return (
    <div class="of-rating">
      {(["low", "high"] as const).map((field) => {
        const value = props.fields[field];
        return (
          <Texts
            key={field}
            {...props}
            label={t(`rating.${field}`)}
            field={field}
            value={typeof value === "string" || isTable(value) ? value : {}}
            onText={(next, key) => props.set({ [field]: next }, key)}
          />
        );
      })}
    </div>
  );
}

const rating: EditorKind = {
  place: 12,
  texts: ["low", "high"],
  marked: false,
  answered: true,
  fresh: (): Fields => ({ low: {}, high: {} }),
  Form,
  ask: (fields, lang: Lang, main) => ({ low: say(fields.low, lang, main), high: say(fields.high, lang, main) }),
  solution: () => ({}),
};
export default rating;
