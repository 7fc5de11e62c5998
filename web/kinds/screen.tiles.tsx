// Options as tiles with sign, letter and text; after the close the tiles become the bars of the figure, in place.
// Owns that one movement; knows no single question type.
import { useFit } from "../staff/room/fit";
import { Icon } from "../staff/room/icons";
import { mediaUrl } from "../staff/api";
import { t } from "../shared/i18n";
import type { Ask } from "../shared/protocol.gen";
import { Words } from "../shared/words";
import { Sign } from "../shared/Sign";
import { SIGNS } from "../shared/signs";
import type { BodyProps, ScreenKind } from "./screen";
import "./screen.css";

/** The picture of option `i`. Its words say what it shows, unless they stand below it. */
function Picture({ ask, i }: { ask: Ask | null | undefined; i: number }) {
  const name = ask?.pictures?.[i];
  return name ? <img src={mediaUrl(name)} alt={ask?.captions ? "" : (ask?.options?.[i] ?? "")} /> : null;
}
/** The option's words are seen. */
const worded = (ask: Ask | null | undefined, i: number): boolean => !ask?.pictures?.[i] || ask.captions === true;

/** Options this long on average (letters) get a whole row each, while there are few of them. */
const LONG = 42;

export function columns(options: readonly string[]): 1 | 2 {
  const letters = options.reduce((sum, option) => sum + option.length, 0) / Math.max(1, options.length);
  if (options.length <= 4 && letters > LONG) return 1;
  return options.length === 3 ? 1 : 2;
}

function Tiles({ stage, answered }: BodyProps) {
  const { ask } = stage;
  const options = ask?.options ?? [];
  const pictured = (ask?.pictures ?? []).length > 0;
  const shown = stage.phase === "reveal";
  const right = stage.solution?.right ?? [];
  /** Of the first of two votes. */
  const before = shown ? (stage.before ?? []) : [];
  const box = useFit<HTMLUListElement>(3.6, 1.2, `${options.join("\n")}${shown}${stage.solution?.explanation ?? ""}`, 0);
  const faded = (i: number): boolean => shown && right.length > 0 && !right.includes(i);
  return (
    <ul class={`tiles ${pictured ? "pics" : `cols${columns(options)}`} of${options.length}${shown ? " shown" : ""}`} ref={box}>
      {options.map((option, i) => {
        const n = stage.figure?.[i]?.n ?? 0;
        const isRight = shown && right.includes(i);
        return (
          <li key={i} class={`tile o${i}${faded(i) ? " faded" : ""}${isRight ? " right" : ""}`}>
            {before.length > 0 && <span class="was" style={{ transform: `scaleX(${(before[i]?.n ?? 0) / Math.max(1, answered)})` }} />}
            <span class="fill" style={{ transform: `scaleX(${shown ? n / Math.max(1, answered) : 1})` }} />
            <Picture ask={ask} i={i} />
            <Sign i={i} />
            <b class="letter">{SIGNS[i]?.letter}</b>
            <span class="option">{worded(ask, i) && option !== SIGNS[i]?.letter && <Words text={option} />}</span>
            {isRight && (
              <span class="mark">
                <Icon name="check" />
                <span class="unseen">{t("option.right")}</span>
              </span>
            )}
            {shown && (
              <b class="n">
                {before.length > 0 && <small>{before[i]?.n ?? 0} → </small>}
                {n}
              </b>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function HostTiles({ stage, answered }: BodyProps) {
  const right = stage.solution?.right ?? [];
  return (
    <ul class="rows">
      {(stage.ask?.options ?? []).map((option, i) => {
        const n = stage.figure?.[i]?.n ?? 0;
        return (
          <li key={i} class={`row o${i}${right.includes(i) ? " right" : ""}`}>
            <span class="swatch">
              <Sign i={i} />
              <b>{SIGNS[i]?.letter}</b>
            </span>
            <Picture ask={stage.ask} i={i} />
            <span class="option">
              {worded(stage.ask, i) && <Words text={option} />}
              <span class="meter">
                <span style={{ transform: `translateX(${(n / Math.max(1, answered) - 1) * 100}%)` }} />
              </span>
            </span>
            {right.includes(i) && (
              <span class="mark">
                <Icon name="check" />
                <span class="unseen">{t("option.right")}</span>
              </span>
            )}
            <b class="n">
              {stage.before && <small>{stage.before[i]?.n ?? 0} → </small>}
              {n}
            </b>
          </li>
        );
      })}
    </ul>
  );
}

/** A type that is answered by tapping options. */
export const tiles = (prompt: string): ScreenKind => ({ prompt, Body: Tiles, Host: HostTiles, options: true });
