// A brainstorm in the editor: how many ideas and votes each student has, or the ideas themselves if they are given.
import { t } from "../shared/i18n";
import { say } from "../staff/editor/question";
import type { EditorKind, Fields, FormProps } from "./editor";
import { TextList, textsOf } from "./editor.lists";
import { countOf, Pick } from "./editor.survey";

const USUAL = 3;
const MOST = 40;

function Form(props: FormProps) {
  const { fields, set } = props;
  const given = textsOf(fields.ideas).length > 0;
  return (
    <>
      {given ? (
        <TextList
          {...props}
          field="ideas"
          title={t("ideas.items")}
          name={(i) => t("ideas.item", { i: i + 1 })}
          least={2}
          most={MOST}
          addWord={t("ideas.add")}
          onList={(ideas, _, key) => set({ ideas }, key)}
        />
      ) : (
        <Pick {...props} field="each" label={t("ideas.each")} from={1} to={5} usual={USUAL} />
      )}
      <Pick {...props} field="votes" label={t("ideas.votes")} from={1} to={10} usual={USUAL} />
      <label class="check">
        <input type="checkbox" checked={given} onChange={(event) => set({ ideas: event.currentTarget.checked ? [{}, {}, {}] : [] }, "")} />
        <span>{t("ideas.given")}</span>
      </label>
    </>
  );
}

const brainstorm: EditorKind = {
  place: 7.5,
  texts: ["ideas"],
  marked: false,
  answered: true,
  fresh: (): Fields => ({ time: 120 }),
  Form,
  ask: (fields, lang, main) => {
    const ideas = textsOf(fields.ideas).map((idea) => say(idea, lang, main)).filter((idea) => idea.trim() !== "");
    return ideas.length > 0 ? { options: ideas, most: countOf(fields.votes, USUAL) } : { most: countOf(fields.each, USUAL) };
  },
  solution: () => ({}),
};
export default brainstorm;
