// A list of texts in their languages, one below the other: added by Enter, moved, deleted. Owns that list; knows no
// question type.
import { useLayoutEffect, useRef } from "preact/hooks";
import type { FormProps } from "../../kinds/editor";
import { t } from "../../shared/i18n";
import type { DraftValue } from "../../shared/protocol.gen";
import type { Table } from "./doc";
import { moved } from "./question";
import { FaultsHere, faultsOf, Texts } from "./Texts";

export type Line = string | Table;

export const linesOf = (value: DraftValue | undefined): Line[] => (Array.isArray(value) ? value : []);

interface Props extends FormProps {
  field: string;
  title: string;
  /** Key of the words on one line, with its number {i}, and of those on the button. */
  one: string;
  add: string;
  least: number;
  most: number;
}

export function Lines({ field, title, one, add, least, most, ...props }: Props) {
  const { fields, set } = props;
  const lines = linesOf(fields[field]);
  const list = useRef<HTMLOListElement>(null);
  const added = useRef(false);
  useLayoutEffect(() => {
    // Before the next letter is typed.
    if (added.current) list.current?.querySelector<HTMLElement>("li:last-child textarea")?.focus();
    added.current = false;
  });
  const put = (next: Line[], key: string): void => set({ [field]: next }, key);
  const more = (): void => {
    added.current = true;
    put([...lines, {}], "");
  };
  return (
    <fieldset class="of-options of-lines">
      <legend class="label">{title}</legend>
      <ol ref={list}>
        {lines.map((line, i) => (
          <li key={i}>
            <Texts
              {...props}
              label={t(one, { i: i + 1 })}
              quiet
              field={field}
              index={i + 1}
              value={line}
              placeholder={t(one, { i: i + 1 })}
              {...(i === lines.length - 1 && lines.length < most && { onEnter: more })}
              onText={(value, key) => put(lines.map((other, j) => (j === i ? value : other)), key)}
            />
            <span class="tools">
              <button type="button" class="tool" disabled={i === 0} aria-label={t("lines.up", { i: i + 1 })} onClick={() => put(moved(lines, i, i - 1), "")}>
                ↑
              </button>
              <button type="button" class="tool" disabled={i === lines.length - 1} aria-label={t("lines.down", { i: i + 1 })} onClick={() => put(moved(lines, i, i + 1), "")}>
                ↓
              </button>
              <button
                type="button"
                class="tool"
                disabled={lines.length <= least}
                aria-label={t("lines.remove", { i: i + 1 })}
                onClick={() => put(lines.filter((_, j) => j !== i), "")}
              >
                ×
              </button>
            </span>
          </li>
        ))}
      </ol>
      <FaultsHere faults={faultsOf(props.faults, field)} />
      {lines.length < most ? (
        <button type="button" class="button" onClick={more}>
          {t(add)}
        </button>
      ) : null}
    </fieldset>
  );
}
