// Options as the editor shows them: sign, text in its languages, which of them is right. Owns that list; the types that
// have options differ only in what may be right.
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../shared/i18n";
import type { Ask, Lang, Solution } from "../shared/protocol.gen";
import { mediaUrl } from "../staff/api";
import { Option } from "../staff/Option";
import {
  LETTERS,
  movedOption,
  optionsOf,
  picturesOf,
  rightOf,
  say,
  withoutOption,
  withPicture,
  isTable,
  type Options,
} from "../staff/editor/question";
import { FaultsHere, faultsOf, Texts } from "../staff/editor/Texts";
import type { EditorKind, Fields, FormProps } from "./editor";

type Right = "one" | "several" | "none";
const MOST = 8;
const LEAST = 2;

function OptionsForm({ right, ...props }: FormProps & { right: Right }) {
  const { fields, main, languages, set } = props;
  const options = optionsOf(fields);
  const pictures = picturesOf(fields);
  const chosen = rightOf(fields);
  const list = useRef<HTMLOListElement>(null);
  const added = useRef(false);
  useLayoutEffect(() => {
    // Before the next letter is typed.
    if (added.current) list.current?.querySelector<HTMLElement>("li:last-child textarea")?.focus();
    added.current = false;
  });
  const plain = options.length > 0 && options.every((option) => typeof option === "string");

  const mark = (i: number, on: boolean): void => {
    if (right === "one") set({ right: LETTERS.charAt(i) }, "");
    else set({ right: [...chosen.filter((one) => one !== i), ...(on ? [i] : [])].sort().map((one) => LETTERS.charAt(one)) }, "");
  };
  const put = (next: Options, key: string): void => set({ options: next }, key);
  const add = (): void => {
    added.current = true;
    put([...options, plain ? "" : {}], "");
  };
  return (
    <fieldset class="of-options">
      <legend class="label">
        {t("options.title")}
        {right === "none" ? null : <small> · {t(right === "one" ? "options.mark_one" : "options.mark_several")}</small>}
      </legend>
      <ol ref={list}>
        {options.map((option, i) => {
          const letter = LETTERS.charAt(i);
          const picture = pictures[i] ?? "";
          return (
            <li key={i} data-option={i}>
              {right === "none" ? (
                <Option i={i} />
              ) : (
                <label class="tick">
                  <input
                    type={right === "one" ? "radio" : "checkbox"}
                    name="right"
                    checked={chosen.includes(i)}
                    onChange={(event) => mark(i, event.currentTarget.checked)}
                    aria-label={t("options.is_right", { letter })}
                  />
                  <Option i={i} />
                </label>
              )}
              <div class={picture ? "with pictured" : "with"}>
                {picture ? <img src={mediaUrl(picture)} alt="" /> : null}
                <Texts
                  {...props}
                  label={t(picture ? "options.shows" : "options.option", { letter })}
                  quiet
                  field="options"
                  index={i + 1}
                  value={option}
                  placeholder={t(picture ? "options.shows" : "options.option", { letter })}
                  {...(i === options.length - 1 && options.length < MOST && { onEnter: add })}
                  onText={(value, key) => put(options.map((one, j) => (j === i ? value : one)), key)}
                />
                <FaultsHere faults={props.faults.filter((fault) => fault.field === "pictures" && fault.index === i + 1)} />
              </div>
              <span class="tools">
                {picture ? (
                  <button type="button" class="tool" aria-label={t("options.picture_off", { letter })} onClick={() => set(withPicture(fields, i, ""), "")}>
                    <PictureIcon off />
                  </button>
                ) : (
                  <label class="tool">
                    <PictureIcon />
                    <input
                      class="unseen"
                      type="file"
                      accept="image/*"
                      aria-label={t("options.picture", { letter })}
                      onChange={(event) => {
                        const input = event.currentTarget;
                        props.attach([...(input.files ?? [])], i);
                        input.value = "";
                      }}
                    />
                  </label>
                )}
                <button type="button" class="tool" disabled={i === 0} aria-label={t("options.up", { letter })} onClick={() => set(movedOption(fields, i, -1), "")}>
                  ↑
                </button>
                <button
                  type="button"
                  class="tool"
                  disabled={i === options.length - 1}
                  aria-label={t("options.down", { letter })}
                  onClick={() => set(movedOption(fields, i, 1), "")}
                >
                  ↓
                </button>
                <button
                  type="button"
                  class="tool"
                  disabled={options.length <= LEAST}
                  aria-label={t("options.remove", { letter })}
                  onClick={() => set(withoutOption(fields, i), "")}
                >
                  ×
                </button>
              </span>
            </li>
          );
        })}
      </ol>
      <FaultsHere faults={[...faultsOf(props.faults, "options"), ...faultsOf(props.faults, "pictures"), ...props.faults.filter((fault) => fault.field === "right")]} />
      <div class="row">
        {options.length < MOST ? (
          <button type="button" class="button" onClick={add}>
            {t("options.add")}
          </button>
        ) : null}
        {right === "none" ? null : (
          <label class="check">
            <input
              type="checkbox"
              checked={right === "several"}
              onChange={(event) => props.retype(event.currentTarget.checked ? "multiple" : "single")}
            />
            <span>{t("options.several")}</span>
          </label>
        )}
        {pictures.some(Boolean) ? (
          <label class="check">
            <input type="checkbox" checked={fields.captions === true} onChange={(event) => set({ captions: event.currentTarget.checked }, "")} />
            <span>{t("options.captions")}</span>
          </label>
        ) : null}
        {languages.length > 1 ? (
          <label class="check">
            <input
              type="checkbox"
              checked={plain}
              onChange={(event) => put(options.map((one) => (event.currentTarget.checked ? say(one, main, main) : split(one, main))), "")}
            />
            <span>{t("options.same")}</span>
          </label>
        ) : null}
      </div>
    </fieldset>
  );
}

const split = (option: Options[number], main: Lang): Options[number] => (isTable(option) ? option : { [main]: option });

/** Empty fields below the last option are no options. */
const written = (options: string[], pictures: string[]): string[] =>
  options.filter((_, i) => i < LEAST || options.slice(i).some((option, j) => option.trim() !== "" || pictures[i + j]));

function PictureIcon({ off = false }: { off?: boolean }) {
  return (
    <svg class="picture-icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4" />
      {off ? <path d="M3 21 21 3" /> : null}
    </svg>
  );
}

/** A type that is answered by choosing options. */
export function optionsKind(place: number, right: Right): EditorKind {
  return {
    place,
    texts: ["options"],
    marked: right !== "none",
    answered: true,
    fresh: (): Fields => ({ options: [{}, {}, {}, {}], ...(right === "one" && { right: "" }), ...(right === "several" && { right: [] }) }),
    Form: (props) => <OptionsForm {...props} right={right} />,
    ask: (fields, lang, main): Ask => {
      const pictures = picturesOf(fields);
      const options = written(
        optionsOf(fields).map((option) => say(option, lang, main)),
        pictures,
      );
      return { options, ...(pictures.some(Boolean) && { pictures, captions: fields.captions === true }) };
    },
    solution: (fields): Solution => (right === "none" ? {} : { right: rightOf(fields) }),
  };
}
