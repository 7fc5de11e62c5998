// What the reports over weeks have in common: a share as a bar with its counts, a correlation with what it rests on,
// tags in words. Nothing is told by colour alone, and no share stands without what it is a share of.
import type { ComponentChildren } from "preact";
import { has, lang, t } from "../../shared/i18n";
import type { Counts, Correlation, TagLine } from "../../shared/protocol.gen";
import { Desk } from "../Desk";
import { coefficient, FEW, number, percent } from "../format";
import type { Loaded } from "../load";
import { Trouble } from "../Trouble";
import "../reports/report.css";
import "./weeks.css";
import { Words } from "../../shared/words";

export const n = (value: number): string => number(lang.value, value);

/** "12 of 40", with the percentage before it where there is enough of it. */
export function Share({ part, whole }: { part: number; whole: number }) {
  if (whole === 0) return <span class="share">–</span>;
  const counts = t("report.of", { part: n(part), whole: n(whole) });
  return (
    <span class="share">
      <span class="track" aria-hidden="true">
        {part > 0 ? <span class="fill plain" style={{ width: `${Math.min(100, (100 * part) / whole)}%` }} /> : null}
      </span>
      {whole < FEW ? (
        <span>{counts}</span>
      ) : (
        <span>
          <strong>{percent(lang.value, part / whole)}</strong> <small>{counts}</small>
        </span>
      )}
    </span>
  );
}

export function Coefficient({ of }: { of: Correlation | null }) {
  if (of === null) return <span>–</span>;
  return (
    <span>
      {coefficient(lang.value, of.value)} <small>{t("weeks.from", { n: of.n })}</small>
    </span>
  );
}

/** A tag as a person reads it: a topic is the teacher's own word. */
export function tagName(tag: string, name: string): string {
  return has(`${tag}.${name}`) ? t(`${tag}.${name}`) : name;
}

export function Tags({ tags }: { tags: Partial<Record<string, string>> }) {
  return (
    <>
      {Object.entries(tags).map(([tag, name]) => (
        <span key={tag} class="tag">
          {t(`tag.${tag}`)}: {tagName(tag, name ?? "")}
        </span>
      ))}
    </>
  );
}

/** What is known by tag: of all times that such a question was put, how often the answer was quite right. */
export function ByTag({ lines }: { lines: readonly TagLine[] }) {
  if (lines.length === 0) return <p class="hint">{t("weeks.no_tags")}</p>;
  return (
    <>
      <Scroll label={t("weeks.by_tag")}>
        <table class="wide">
          <thead>
            <tr>
              <th scope="col">{t("weeks.tag")}</th>
              <th scope="col">{t("weeks.right_of_put")}</th>
              <th scope="col">{t("weeks.unanswered")}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.tag} ${line.name}`}>
                <th scope="row">
                  {tagName(line.tag, line.name)} <small>{t(`tag.${line.tag}`)}</small>
                </th>
                <td>
                  <Share part={line.right} whole={line.put} />
                </td>
                <td>{n(line.put - line.marked)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p class="hint">{t("weeks.by_tag_note")}</p>
    </>
  );
}

export function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="scroll card" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}

const VOICES = ["questions", "seconded", "spoken", "aloud", "contributed"] as const;
export type Voice = (typeof VOICES)[number];

/** The columns of what was asked and said in which anybody has something. */
export function voicesOf(all: readonly Counts[]): Voice[] {
  return VOICES.filter((voice) => all.some((counts) => counts[voice] > 0));
}

/** The headings of what one student did, … */
export function CountHeads({ voices }: { voices: readonly Voice[] }) {
  return (
    <>
      <th scope="col">{t("col.present_ms")}</th>
      <th scope="col">{t("weeks.answered")}</th>
      <th scope="col">{t("weeks.right_of_answers")}</th>
      <th scope="col">{t("col.late")}</th>
      {voices.map((voice) => (
        <th key={voice} scope="col">
          {t(`col.${voice}`)}
        </th>
      ))}
    </>
  );
}

/** … and their cells. */
export function CountCells({ present, counts, voices }: { present: number; counts: Counts; voices: readonly Voice[] }) {
  return (
    <>
      <td>{n(Math.round(present / 60_000))}</td>
      <td>
        <Share part={counts.answered} whole={counts.possible} />
      </td>
      <td>
        <Share part={counts.right} whole={counts.marked} />
      </td>
      <td>{n(counts.late)}</td>
      {voices.map((voice) => (
        <td key={voice}>{n(counts[voice])}</td>
      ))}
    </>
  );
}

/** The frame of such a page: the way back, what went wrong, the sheet as soon as it is there. */
export function Sheet<T>({ title, back, loaded, children }: {
  title: string;
  back: { href: string; text: string };
  loaded: Loaded<T>;
  children: (value: T) => ComponentChildren;
}) {
  return (
    <Desk here="weeks" title={title}>
      <a class="back" href={back.href}>
        {back.text}
      </a>
      {loaded.error ? <Trouble error={loaded.error} again={loaded.again} /> : null}
      {loaded.value ? (
        <article class="report">{children(loaded.value)}</article>
      ) : loaded.error ? null : (
        <p class="hint">{t("load.wait")}</p>
      )}
    </Desk>
  );
}

export function Head({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <header>
      <div>
        <h1>
          <Words text={title} />
        </h1>
        <p class="facts">{children}</p>
      </div>
      <button type="button" class="button no-print" onClick={() => window.print()}>
        {t("report.print")}
      </button>
    </header>
  );
}
