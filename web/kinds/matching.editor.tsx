// Matching in the editor: the items on the left, what they can belong to on the right, and which belongs to which.
// Categorising has the same form with boxes.
import { t } from "../shared/i18n";
import type { Lang } from "../shared/protocol.gen";
import { Option } from "../staff/Option";
import { LETTERS, say } from "../staff/editor/question";
import type { EditorKind, Fields, FormProps } from "./editor";
import { lettersAfter, TextList, textsOf, written } from "./editor.lists";

interface Words {
  items: string;
  options: string;
  hint: string;
  add: string;
}

/** The letter of each item's option; where none are written, the first option belongs to the first item, and so on. */
function letters(fields: Fields, inOrder: boolean): string[] {
  const right = Array.isArray(fields.right) ? fields.right.map(String) : [];
  const items = textsOf(fields.items);
  return items.map((_, i) => right[i] ?? (inOrder && right.length === 0 ? LETTERS.charAt(i) : ""));
}

function AssignForm({ words, mostItems, mostOptions, inOrder, ...props }: FormProps & Limits & { words: Words }) {
  const { fields, main, shown, faults, set } = props;
  const right = letters(fields, inOrder);
  const options = textsOf(fields.options);
  const lang = shown[0] ?? main;
  return (
    <>
      <TextList
        {...props}
        field="items"
        title={words.items}
        hint={words.hint}
        name={(i) => t("items.item", { i: i + 1 })}
        least={2}
        most={mostItems}
        addWord={t("items.add")}
        sameWord={t("items.same")}
        more={faults.filter((fault) => fault.field === "right")}
        after={(i) => (
          <select
            class="belongs"
            aria-label={t("items.belongs", { name: t("items.item", { i: i + 1 }) })}
            value={right[i] ?? ""}
            onChange={(event) => {
              const letter = event.currentTarget.value;
              set({ right: right.map((one, j) => (j === i ? letter : one)) }, "");
            }}
          >
            <option value="">{t("items.nowhere")}</option>
            {options.map((option, o) => (
              <option key={o} value={LETTERS.charAt(o)}>
                {LETTERS.charAt(o)}. {say(option, lang, main)}
              </option>
            ))}
          </select>
        )}
        onList={(items, from, key) =>
          set({ items, right: from.map((j, i) => right[j] ?? (inOrder && i < options.length ? LETTERS.charAt(i) : "")) }, key)
        }
      />
      <TextList
        {...props}
        field="options"
        title={words.options}
        name={(i) => t("options.option", { letter: LETTERS.charAt(i) })}
        least={2}
        most={mostOptions}
        addWord={words.add}
        sameWord={t("options.same")}
        before={(i) => <Option i={i} />}
        onList={(next, from, key) => set({ options: next, right: lettersAfter(right, from) }, key)}
      />
    </>
  );
}

interface Limits {
  mostItems: number;
  mostOptions: number;
  /** Where nothing is said, items and options belong together as they stand. */
  inOrder: boolean;
}

export function assigningKind(place: number, limits: Limits, empty: () => Fields, words: () => Words): EditorKind {
  const ask = (fields: Fields, lang: Lang, main: Lang) => ({
    items: written(fields, "items", lang, main),
    options: written(fields, "options", lang, main),
  });
  return {
    place,
    texts: ["items", "options"],
    marked: true,
    answered: true,
    fresh: empty,
    Form: (props) => <AssignForm {...props} {...limits} words={words()} />,
    ask,
    solution: (fields, lang, main) => {
      const { items, options } = ask(fields, lang, main);
      const right = letters(fields, limits.inOrder).map((letter) => (letter === "" ? -1 : LETTERS.indexOf(letter)));
      return { right: right.slice(0, items.length), words: items.map((item, i) => `${item} → ${options[right[i] ?? -1] ?? "?"}`) };
    },
  };
}

export default assigningKind(
  7,
  { mostItems: 8, mostOptions: 8, inOrder: true },
  () => ({ items: [{}, {}, {}], options: [{}, {}, {}], right: ["A", "B", "C"] }),
  () => ({ items: t("match.left"), options: t("match.right"), hint: t("match.hint_editor"), add: t("match.add") }),
);
