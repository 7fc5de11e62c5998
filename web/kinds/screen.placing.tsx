// Items that were put somewhere, on the teacher's screens: afterwards a row an item, with where it belongs, how many have
// it right, and where most of the others put it. Knows no single question type.
import type { ComponentChildren } from "preact";
import { t } from "../shared/i18n";
import type { HostStage } from "../shared/protocol.gen";
import { Sign } from "../shared/Sign";
import { SIGNS } from "../shared/signs";
import { useFit } from "../staff/room/fit";
import "./screen.css";
import { Words } from "../shared/words";

export interface Row {
  item: ComponentChildren;
  /** Where it belongs. */
  where?: ComponentChildren;
  n: number;
  /** What most of the others chose, and how many. */
  slip?: { what: ComponentChildren; n: number } | undefined;
}

/** An option where it was chosen or belongs: sign, letter, and its text where there is room. */
export function Chosen({ i, text }: { i: number; text?: string | undefined }) {
  return (
    <span class={`opted o${i}`}>
      <Sign i={i} />
      <b>{SIGNS[i]?.letter}</b>
      {text !== undefined && <span>
          <Words text={text} />
        </span>}
    </span>
  );
}

/** The wrong part of a bar that is the largest, if more than one student chose it. */
export function slipOf(parts: readonly number[] | undefined, right: number): { i: number; n: number } | undefined {
  const wrong = (parts ?? []).map((n, i) => ({ i, n })).filter(({ i, n }) => i !== right && n > 1);
  return wrong.sort((a, b) => b.n - a.n || a.i - b.i)[0];
}

interface RowsProps {
  rows: readonly Row[];
  answered: number;
  host: boolean;
  /** The items are short marks. */
  numbered?: boolean;
}

export function Rows({ rows, answered, host, numbered = false }: RowsProps) {
  const box = useFit<HTMLOListElement>(3, 1.5, rows.length, 0);
  const all = Math.max(1, answered);
  return (
    <ol class="placed" ref={host ? null : box}>
      {rows.map((row, i) => (
        <li key={i} class={`right ${row.where === undefined ? "" : numbered ? "two numbered" : "two"}`}>
          <span class="item">{row.item}</span>
          {row.where !== undefined && <span class="where">{row.where}</span>}
          <span class="meter">
            <span style={{ transform: `translateX(${(row.n / all - 1) * 100}%)` }} />
          </span>
          <b class="n">{row.n}</b>
          {row.slip !== undefined && (
            <span class="slip">
              <span class="unseen">{t("placed.slip")}</span>
              {row.slip.n} × {row.slip.what}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

/** The rows of a type in which each item gets an option; what an option looks like says `face`. */
export function assignedRows(
  stage: HostStage,
  name: (item: string) => ComponentChildren,
  face: (i: number, short: boolean) => ComponentChildren,
): Row[] {
  const { ask, solution, figure } = stage;
  return (ask?.items ?? []).map((item, i) => {
    const right = solution?.right?.[i] ?? -1;
    const slip = slipOf(figure?.[i]?.parts, right);
    return {
      item: name(item),
      where: face(right, false),
      n: figure?.[i]?.n ?? 0,
      slip: slip && { what: face(slip.i, true), n: slip.n },
    };
  });
}

/** While it is answered: what is to be placed, and where it can go. */
export function Two({ items, options, boxes = false }: { items: readonly string[]; options: ComponentChildren[]; boxes?: boolean }) {
  const box = useFit<HTMLDivElement>(3.2, 1.5, `${items.join("\n")}${options.length}`, 0);
  return (
    <div class={boxes ? "two-lists boxes" : "two-lists"} ref={box}>
      <ol class="to-place">
        {items.map((item, i) => (
          <li key={i}>
            <Words text={item} />
          </li>
        ))}
      </ol>
      <ul class={options.length > 4 ? "places-to many" : "places-to"}>
        {options.map((option, i) => (
          <li key={i}>{option}</li>
        ))}
      </ul>
    </div>
  );
}
