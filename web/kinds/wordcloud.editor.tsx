// A word cloud in the editor: how many words each student may send.
import { t } from "../shared/i18n";
import type { EditorKind, Fields, FormProps } from "./editor";
import { countOf, Pick } from "./editor.survey";

const USUAL = 3;

const wordcloud: EditorKind = {
  place: 7.1,
  texts: [],
  marked: false,
  answered: true,
  fresh: (): Fields => ({ time: 60 }),
  Form: (props: FormProps) => <Pick {...props} field="words" label={t("cloud.words")} from={1} to={5} usual={USUAL} />,
  ask: (fields) => ({ most: countOf(fields.words, USUAL) }),
  solution: () => ({}),
};
export default wordcloud;
