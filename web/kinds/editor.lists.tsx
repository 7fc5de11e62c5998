// A list of texts in the editor: written, moved, deleted, added to; beside each there may be something more. Owns the list
// and says what became of every place; what hangs on the places is the question type's own.
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../shared/i18n";
import type { DraftValue, FieldFault, Lang } from "../shared/protocol.gen";
import { isTable, LETTERS, moved, say, type Options } from "../staff/editor/question";
import { FaultsHere, faultsOf, Texts } from "../staff/editor/Texts";
import type { Fields, FormProps } from "./editor";

export const textsOf = (value: DraftValue | undefined): Options => (Array.isArray(value) ? value : []);

/** Empty fields below the last text are no texts. */
export const written = (fields: Fields, key: string, lang: Lang, main: Lang): string[] => {
  const said = textsOf(fields[key]).map((one) => say(one, lang, main));
  while (said.length > 0 && said[said.length - 1]?.trim() === "") said.pop();
  return said;
};

interface Props extends FormProps {
  field: string;
  title: string;
  hint?: string;
  /** What one of them is called; `i` counts from 0. */
  name: (i: number) => string;
  least: number;
  most: number;
  addWord: string;
  sameWord?: string;
  before?: (i: number) => ComponentChildren;
  after?: (i: number) => ComponentChildren;
  /** Faults of other fields that belong here. */
  more?: readonly FieldFault[];
  /** `from[i]` is where the text that is now at place i was, -1 for a new one. */
  onList: (next: Options, from: readonly number[], key: string) => void;
}

export function TextList(props: Props) {
  const { field, title, hint, name, least, most, addWord, sameWord, before, after, more = [], onList, fields, main, languages } = props;
  const texts = textsOf(fields[field]);
  const list = useRef<HTMLOListElement>(null);
  const added = useRef(false);
  useLayoutEffect(() => {
    // Before the next letter is typed.
    if (added.current) list.current?.querySelector<HTMLElement>(":scope > li:last-child textarea")?.focus();
    added.current = false;
  });
  const plain = texts.length > 0 && texts.every((one) => typeof one === "string");
  const places = texts.map((_, i) => i);
  const take = (from: readonly number[]): void => onList(from.map((i) => texts[i] ?? ""), from, "");
  const add = (): void => {
    added.current = true;
    onList([...texts, plain || main === undefined ? "" : {}], [...places, -1], "");
  };
  return (
    <fieldset class="of-options">
      <legend class="label">
        {title}
        {hint ? <small> · {hint}</small> : null}
      </legend>
      <ol ref={list}>
        {texts.map((text, i) => (
          <li key={i}>
            <span class="nth">{before ? before(i) : i + 1}</span>
            <div class="with">
              <Texts
                {...props}
                label={name(i)}
                quiet
                index={i + 1}
                value={text}
                placeholder={name(i)}
                {...(i === texts.length - 1 && texts.length < most && { onEnter: add })}
                onText={(value, key) => onList(texts.map((one, j) => (j === i ? value : one)), places, key)}
              />
              {after?.(i)}
            </div>
            <span class="tools">
              <button
                type="button"
                class="tool"
                disabled={i === 0}
                aria-label={t("list.up", { name: name(i) })}
                onClick={() => take(moved(places, i, i - 1))}
              >
                ↑
              </button>
              <button
                type="button"
                class="tool"
                disabled={i === texts.length - 1}
                aria-label={t("list.down", { name: name(i) })}
                onClick={() => take(moved(places, i, i + 1))}
              >
                ↓
              </button>
              <button
                type="button"
                class="tool"
                disabled={texts.length <= least}
                aria-label={t("list.remove", { name: name(i) })}
                onClick={() => take(places.filter((one) => one !== i))}
              >
                ×
              </button>
            </span>
          </li>
        ))}
      </ol>
      <FaultsHere faults={[...faultsOf(props.faults, field), ...more]} />
      <div class="row">
        {texts.length < most ? (
          <button type="button" class="button" onClick={add}>
            {addWord}
          </button>
        ) : null}
        {sameWord !== undefined && languages.length > 1 && texts.length > 0 ? (
          <label class="check">
            <input
              type="checkbox"
              checked={plain}
              onChange={(event) => {
                const same = event.currentTarget.checked;
                onList(texts.map((one) => (same ? say(one, main, main) : isTable(one) ? one : { [main]: one })), places, "");
              }}
            />
            <span>{sameWord}</span>
          </label>
        ) : null}
      </div>
    </fieldset>
  );
}

/** The letters of a list, by the places that their options have now; "" for one that was deleted. */
export const lettersAfter = (letters: readonly string[], from: readonly number[]): string[] =>
  letters.map((letter) => {
    const to = from.indexOf(LETTERS.indexOf(letter));
    return letter === "" || to < 0 ? "" : LETTERS.charAt(to);
  });
