// A short typed answer in the editor: the spellings that are accepted, and how many slips are forgiven.
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../shared/i18n";
import type { DraftValue } from "../shared/protocol.gen";
import { FaultsHere } from "../staff/editor/Texts";
import { isTable } from "../staff/editor/question";
import type { EditorKind, Fields, FormProps } from "./editor";
import { Typos } from "./editor.typos";

const MOST = 20;

/** A list for all languages, or one a language: a student may answer in any of them, so they are one list here. */
function spellings(accept: DraftValue | undefined): string[] {
  if (isTable(accept)) return (Object.values(accept) as unknown as string[][]).flat();
  return Array.isArray(accept) ? accept.filter((one): one is string => typeof one === "string") : [];
}

function Form({ fields, faults, set }: FormProps) {
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const added = useRef(false);
  useLayoutEffect(() => {
    // Before the next letter is typed.
    if (added.current) list.current?.querySelector<HTMLElement>("li:last-child input")?.focus();
    added.current = false;
  });
  const accepted = spellings(fields.accept);
  const shown = accepted.length > 0 ? accepted : [""];
  const put = (next: string[], key: string): void => set({ accept: next }, key);
  const add = (): void => {
    added.current = true;
    put([...shown, ""], "");
  };
  return (
    <>
      <fieldset class="of-spellings">
        <legend class="label">
          {t("accept.title")} <small>· {t("accept.hint")}</small>
        </legend>
        <ul ref={list}>
          {shown.map((text, i) => {
            const own = faults.filter((fault) => fault.field === "accept" && fault.index === i + 1);
            return (
              <li key={i}>
                <div class="field">
                  <input
                    type="text"
                    value={text}
                    aria-label={t("accept.nth", { i: i + 1 })}
                    aria-invalid={own.length > 0 || undefined}
                    aria-describedby={own.length > 0 ? `${id}-${i}` : undefined}
                    onInput={(event) => put(shown.map((one, j) => (j === i ? event.currentTarget.value : one)), `accept.${i}`)}
                    onKeyDown={(event) => {
                      if (event.key !== "Enter" || shown.length >= MOST) return;
                      event.preventDefault();
                      add();
                    }}
                  />
                  <FaultsHere id={`${id}-${i}`} faults={own} />
                </div>
                <button
                  type="button"
                  class="tool"
                  disabled={shown.length < 2}
                  aria-label={t("accept.remove", { i: i + 1 })}
                  onClick={() => put(shown.filter((_, j) => j !== i), "")}
                >
                  ×
                </button>
              </li>
            );
          })}
        </ul>
        <FaultsHere faults={faults.filter((fault) => fault.field === "accept" && !fault.index)} />
        {shown.length < MOST ? (
          <button type="button" class="button" onClick={add}>
            {t("accept.add")}
          </button>
        ) : null}
      </fieldset>
      <Typos fields={fields} set={set} />
    </>
  );
}

const short: EditorKind = {
  place: 4,
  texts: [],
  marked: true,
  answered: true,
  fresh: (): Fields => ({ accept: [""] }),
  Form,
  ask: () => ({}),
  solution: (fields) => ({ words: spellings(fields.accept).filter(Boolean) }),
};
export default short;
