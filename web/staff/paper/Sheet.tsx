// What comes out of the printer: a sheet for students, and the key to it. Both begin a page of their own.
import type { PaperLine, PaperPage } from "../../shared/protocol.gen";
import { Words } from "../../shared/words";
import { Task } from "./Task";
import type { Wish } from "./wish";
import { sayIn, type Say } from "./words";

interface Props {
  page: PaperPage;
  wish: Wish;
}

/** No line ends between an item and its letter. */
const whole = (key: string): string => key.replace(/(\d–)(?=[A-H])/g, "$1\u2060");
const marked = (lines: readonly PaperLine[]): number => lines.filter((line) => line.key !== "").length;

export function Sheets({ page, wish }: Props) {
  const say = sayIn(wish.lang);
  return (
    <div class={`paper ${wish.size}`} lang={wish.lang}>
      {wish.sheets
        ? page.variants.map((lines, i) => (
            <section key={i} class={page.variants.length > 1 ? "leaf several" : "leaf"} data-variant={i + 1}>
              <Head say={say} points={marked(lines)} />
              <h2>{page.title}</h2>
              <Which page={page} wish={wish} i={i} say={say} />
              <ol class={wish.columns === 2 ? "tasks two" : "tasks"}>
                {lines.map((line) => (
                  <Task key={line.question.i} line={line} say={say} />
                ))}
              </ol>
            </section>
          ))
        : null}
      {wish.key ? (
        <section class="leaf keys">
          {page.variants.map((lines, i) => (
            <div key={i} class="of-variant">
              <h2>
                {say("key")} · {page.title}
              </h2>
              <Which page={page} wish={wish} i={i} say={say} />
              <Key lines={lines} explanations={wish.explanations} say={say} />
            </div>
          ))}
        </section>
      ) : null}
    </div>
  );
}

function Head({ say, points }: { say: Say; points: number }) {
  return (
    <p class="head">
      <span class="long">{say("name")}</span>
      <span>{say("class")}</span>
      <span>{say("date")}</span>
      {points > 0 ? (
        <span class="points">
          {say("score")} <i>/ {points}</i>
        </span>
      ) : null}
    </p>
  );
}

/** Which of several sheets it is, and the number that makes it again. */
function Which({ page, wish, i, say }: Props & { i: number; say: Say }) {
  if (page.variants.length === 1 && !wish.questions && !wish.options) return null;
  return (
    <p class="which">
      {page.variants.length > 1 ? <strong>{say("variant", { n: i + 1 })}</strong> : null} <small>{say("shuffle", { n: wish.seed })}</small>
    </p>
  );
}

function Key({ lines, explanations, say }: { lines: readonly PaperLine[]; explanations: boolean; say: Say }) {
  return (
    <ol class={explanations ? "key explained" : "key"}>
      {lines
        .filter((line) => line.n > 0)
        .map(({ n, key, question }) => (
          <li key={n}>
            <span class="n">{n}.</span>
            <div>
              {key ? (
                <strong>
                  <Words text={whole(key)} />
                </strong>
              ) : (
                <em>{say("none")}</em>
              )}
              {explanations && question.solution.explanation ? (
                <p>
                  <Words text={question.solution.explanation} />
                </p>
              ) : null}
            </div>
          </li>
        ))}
    </ol>
  );
}
