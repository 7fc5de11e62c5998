// Gaps in the editor: what is right in each of the marks [1], [2], … of the text; typed, or from a bank of words.
import { t } from "../shared/i18n";
import type { DraftValue, Lang } from "../shared/protocol.gen";
import { isTable, say } from "../staff/editor/question";
import type { EditorKind, Fields, FormProps } from "./editor";
import { TextList, textsOf, written } from "./editor.lists";
import { Typos } from "./editor.typos";

const MOST = 8;
const MARK = /\[([1-9][0-9]?)\]/g;

/** The text with each gap's mark at its new number, without those that are gone, and with those that are new at its end. */
export function remarked(text: DraftValue | undefined, from: readonly number[], main: Lang): DraftValue {
  const one = (said: string): string => {
    const kept = said.replace(MARK, (_, n: string) => {
      const to = from.indexOf(Number(n) - 1);
      return to < 0 ? "" : `[${to + 1}]`;
    });
    const added = from.flatMap((old, i) => (old < 0 ? [`[${i + 1}]`] : []));
    return added.length > 0 ? `${kept.trimEnd()} ${added.join(" ")}`.trimStart() : kept;
  };
  if (typeof text === "string") return one(text);
  if (!isTable(text)) return { [main]: one("") };
  return Object.fromEntries(Object.entries(text).map(([lang, said]) => [lang, one(said)]));
}

function Form(props: FormProps) {
  const { fields, main, set } = props;
  const bank = fields.bank === true;
  const marks = props.faults.filter((fault) => fault.field === "text" && /^gap_/.test(fault.code));
  return (
    <>
      <TextList
        {...props}
        field="gaps"
        title={t("gaps.title")}
        hint={t("gaps.hint_editor")}
        name={(i) => t("gaps.gap", { i: i + 1 })}
        least={1}
        most={MOST}
        addWord={t("gaps.add")}
        sameWord={t("gaps.same")}
        before={(i) => `[${i + 1}]`}
        more={marks.length > 0 ? [] : props.faults.filter((fault) => fault.field === "bank")}
        onList={(gaps, from, key) =>
          set(key === "" && from.some((old, i) => old !== i) ? { gaps, text: remarked(fields.text, from, main) } : { gaps }, key)
        }
      />
      <label class="check">
        <input type="checkbox" checked={bank} onChange={(event) => set({ bank: event.currentTarget.checked }, "")} />
        <span>{t("gaps.bank")}</span>
      </label>
      {bank ? (
        <TextList
          {...props}
          field="options"
          title={t("gaps.others")}
          name={(i) => t("gaps.wrong", { i: i + 1 })}
          least={0}
          most={MOST}
          addWord={t("gaps.add_other")}
          sameWord={t("options.same")}
          onList={(options, _, key) => set({ options }, key)}
        />
      ) : (
        <Typos fields={fields} set={set} />
      )}
    </>
  );
}

const first = (gap: string): string => gap.split("|")[0]?.trim() ?? "";

/** The bank as the server makes it, near enough to look at. */
function words(fields: Fields, lang: Lang, main: Lang): string[] {
  const all = [...textsOf(fields.gaps).map((gap) => first(say(gap, lang, main))), ...written(fields, "options", lang, main)];
  return [...new Set(all.filter(Boolean))].sort((a, b) => a.localeCompare(b));
}

const gaps: EditorKind = {
  place: 8,
  texts: ["gaps", "options"],
  marked: true,
  answered: true,
  fresh: (main): Fields => ({ text: { [main]: "" }, gaps: [{}], bank: false, options: [] }),
  Form,
  ask: (fields, lang, main) => ({
    items: textsOf(fields.gaps).map((_, i) => String(i + 1)),
    ...(fields.bank === true && { options: words(fields, lang, main) }),
  }),
  solution: (fields, lang, main) => {
    const said = textsOf(fields.gaps).map((gap) => say(gap, lang, main));
    const bank = fields.bank === true;
    return {
      ...(bank && { right: said.map((gap) => words(fields, lang, main).indexOf(first(gap))) }),
      words: said.map((gap, i) => `${i + 1}. ${bank ? first(gap) : gap.split("|").map((one) => one.trim()).join(" / ")}`),
    };
  },
};
export default gaps;
