// NPS in the editor: words for 0 and for 10.
import { t } from "../shared/i18n";
import { say } from "../staff/editor/question";
import type { EditorKind, Fields, FormProps } from "./editor";
import { Ends } from "./editor.survey";

const nps: EditorKind = {
  place: 7.4,
  texts: ["low", "high"],
  marked: false,
  answered: true,
  fresh: (): Fields => ({ low: {}, high: {}, time: 30 }),
  Form: (props: FormProps) => <Ends {...props} low={t("nps.low")} high={t("nps.high")} />,
  ask: (fields, lang, main) => ({ low: say(fields.low, lang, main), high: say(fields.high, lang, main) }),
  solution: () => ({}),
};
export default nps;
