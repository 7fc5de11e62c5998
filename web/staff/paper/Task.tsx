// One question as it stands on a sheet: what is read, and the place to answer by hand, in a form of its own for each type.
// Knows nothing of what is right.
import type { ComponentChildren } from "preact";
import { COLUMNS, ROWS } from "../../kinds/spot";
import type { PaperLine, QuestionLine } from "../../shared/protocol.gen";
import { Sign } from "../../shared/Sign";
import { SIGNS } from "../../shared/signs";
import { Words } from "../../shared/words";
import { mediaUrl } from "../api";
import type { Say } from "./words";

const OPEN_LINES = 4;
const RATING = 5;
const NPS = 10;

export function Task({ line, say }: { line: PaperLine; say: Say }) {
  const { question, n } = line;
  const said = hint(question, say);
  return (
    <li class={`task ${question.kind}`}>
      {n > 0 ? <span class="n">{n}.</span> : null}
      <div class="asked">
        <p class="text">{question.kind === "gaps" ? <Gapped text={question.text} /> : <Words text={question.text} />}</p>
        {said ? <p class="hint">{said}</p> : null}
        <Beside question={question} say={say} />
        {question.ask.body && question.kind === "slide" ? (
          <p class="body">
            <Words text={question.ask.body} />
          </p>
        ) : null}
        <Answer question={question} say={say} />
      </div>
    </li>
  );
}

function hint({ kind, ask }: QuestionLine, say: Say): string {
  switch (kind) {
    case "multiple":
      return say("several");
    case "ordering":
    case "matching":
    case "categorising":
    case "hotspot":
      return say(kind);
    case "scale":
      return say("circle");
    case "brainstorm":
      return ask.options ? say("votes", { n: ask.most ?? 1 }) : "";
    default:
      return "";
  }
}

function Beside({ question, say }: { question: QuestionLine; say: Say }) {
  return (
    <>
      {(question.media ?? []).map(({ kind, name, alt }) =>
        kind === "picture" ? (
          <img key={name} class="picture" src={mediaUrl(name)} alt={alt ?? ""} />
        ) : (
          <p key={name} class="hint">
            ♪ {say(kind)}
          </p>
        ),
      )}
    </>
  );
}

function Answer({ question, say }: { question: QuestionLine; say: Say }) {
  const { kind, ask } = question;
  const options = ask.options ?? [];
  const items = ask.items ?? [];
  switch (kind) {
    case "slide":
      return null;
    case "truefalse":
      return <Options options={options} lettered={false} />;
    case "ordering":
      return (
        <>
          <Options options={items} />
          <Boxes count={items.length} />
        </>
      );
    case "matching":
      return (
        <div class="pairs">
          <Items items={items} />
          <Options options={options} />
        </div>
      );
    case "categorising":
      return (
        <>
          <Options options={options} inline />
          <Items items={items} />
        </>
      );
    case "hotspot":
      return <Spot picture={ask.pictures?.[0] ?? ""} alt={ask.body ?? ""} />;
    case "gaps":
      return options.length > 0 ? (
        <p class="bank">
          <span class="label">{say("words")}:</span> {options.map((word, i) => <span key={i}><Words text={word} /></span>)}
        </p>
      ) : null;
    case "short":
      return <Lines count={1} />;
    case "number":
      return <Value unit={ask.unit} />;
    case "slider":
      return (
        <Value unit={ask.unit}>
          ({say("between", { low: ask.low ?? "", high: ask.high ?? "" })})
        </Value>
      );
    case "rating":
      return <Row from={1} to={RATING} low={ask.low} high={ask.high} />;
    case "nps":
      return (
        <>
          <Ends from={0} to={NPS} low={ask.low} high={ask.high} />
          <Row from={0} to={NPS} />
        </>
      );
    case "scale":
      return <Statements items={items} to={ask.most ?? RATING} low={ask.low} high={ask.high} />;
    case "wordcloud":
      return <Lines count={ask.most || 1} />;
    case "brainstorm":
      return options.length > 0 ? <Options options={options} lettered={false} /> : <Lines count={ask.most || 1} />;
    case "open":
      return <Lines count={OPEN_LINES} />;
    default:
      return options.length > 0 ? <Options options={options} pictures={ask.pictures} captions={ask.captions} /> : <Lines count={1} />;
  }
}

interface OptionsProps {
  options: readonly string[];
  lettered?: boolean;
  inline?: boolean;
  /** Names of files; the words of an option that has one are not shown unless `captions`. */
  pictures?: readonly string[] | undefined;
  captions?: boolean | undefined;
}

/** Letter and sign as on every screen; without letters empty boxes. */
function Options({ options, lettered = true, inline = false, pictures = [], captions = false }: OptionsProps) {
  return (
    <ul class={inline || (!lettered && options.length < 3) ? "options inline" : "options"}>
      {options.map((option, i) => (
        <li key={i}>
          {lettered ? (
            <span class="mark">
              {SIGNS[i]?.letter}
              <Sign i={i} />
            </span>
          ) : (
            <span class="box" />
          )}
          <span>
            {pictures[i] ? <img class="of-option" src={mediaUrl(pictures[i])} alt={option} /> : null}
            {captions || !pictures[i] ? <Words text={option} /> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The picture to be marked, in the squares that the key names. */
function Spot({ picture, alt }: { picture: string; alt: string }) {
  const lines = Array.from({ length: ROWS - 1 }, (_, i) => i + 1);
  return (
    <div class="squared">
      <p class="across">
        {[...COLUMNS].map((column) => (
          <span key={column}>{column}</span>
        ))}
      </p>
      <p class="down">
        {counted(1, ROWS).map((row) => (
          <span key={row}>{row}</span>
        ))}
      </p>
      <div class="seen">
        <img src={mediaUrl(picture)} alt={alt} />
        <svg viewBox={`0 0 ${ROWS} ${ROWS}`} preserveAspectRatio="none" aria-hidden="true">
          <path d={lines.map((at) => `M${at} 0V${ROWS}M0 ${at}H${ROWS}`).join("")} />
        </svg>
      </div>
    </div>
  );
}

/** Each with a box for a letter. */
function Items({ items }: { items: readonly string[] }) {
  return (
    <ol class="items">
      {items.map((item, i) => (
        <li key={i}>
          <span class="box" />
          <span>
            {i + 1}. <Words text={item} />
          </span>
        </li>
      ))}
    </ol>
  );
}

function Boxes({ count }: { count: number }) {
  return (
    <p class="boxes">
      {Array.from({ length: count }, (_, i) => (
        <span key={i} class="box" />
      ))}
    </p>
  );
}

function Lines({ count }: { count: number }) {
  return (
    <div class="lines">
      {Array.from({ length: count }, (_, i) => (
        <span key={i} class="line" />
      ))}
    </div>
  );
}

function Value({ unit, children }: { unit?: string | undefined; children?: ComponentChildren }) {
  return (
    <p class="value">
      <span class="blank" /> {unit} {children}
    </p>
  );
}

const counted = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

interface Scale {
  from: number;
  to: number;
  low?: string | undefined;
  high?: string | undefined;
}

function Row({ from, to, low, high }: Scale) {
  return (
    <p class="row">
      {low ? <span class="end">{low}</span> : null}
      {counted(from, to).map((value) => (
        <span key={value} class="circle">
          {value}
        </span>
      ))}
      {high ? <span class="end">{high}</span> : null}
    </p>
  );
}

function Ends({ from, to, low, high }: Scale) {
  return low || high ? (
    <p class="hint">
      {from} – {low || "…"}; {to} – {high || "…"}
    </p>
  ) : null;
}

function Statements({ items, to, low, high }: Omit<Scale, "from"> & { items: readonly string[] }) {
  return (
    <>
      <Ends from={1} to={to} low={low} high={high} />
      <table class="statements">
        <tbody>
          {items.map((item, i) => (
            <tr key={i}>
              <td>
                <Words text={item} />
              </td>
              {counted(1, to).map((value) => (
                <td key={value} class="step">
                  <span class="circle">{value}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** The text with a numbered blank for each [1], [2], …. */
function Gapped({ text }: { text: string }) {
  return (
    <>
      {text.split(/\[([1-9][0-9]?)\]/).map((part, i) =>
        i % 2 === 1 ? (
          <span key={i} class="gap">
            <sup>{part}</sup>
            <span class="blank" />
          </span>
        ) : (
          <Words key={i} text={part} />
        ),
      )}
    </>
  );
}
