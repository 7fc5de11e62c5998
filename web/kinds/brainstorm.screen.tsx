// A brainstorm on the teacher's screens: ideas as they were written, then what is voted on, then the ranking.
import { t } from "../shared/i18n";
import { useFit } from "../staff/room/fit";
import { byCount } from "../staff/room/posts";
import type { BodyProps, ScreenKind } from "./screen";
import { Picture } from "./screen.bars";
import { Cards, HostPosts, NothingShown } from "./screen.posts";
import "./screen.css";
import "./screen.survey.css";
import { Words } from "../shared/words";

export interface Ranked {
  text: string;
  n: number;
  /** Equal votes share a place. */
  place: number;
}

/** The ideas by votes; of equal ones the order of the alphabet, in which they came, stays. */
export function ranking(ideas: readonly string[], votes: readonly number[]): Ranked[] {
  const sorted = ideas.map((text, i) => ({ text, n: votes[i] ?? 0 })).sort((a, b) => b.n - a.n);
  return sorted.map((one) => ({ ...one, place: 1 + sorted.filter((other) => other.n > one.n).length }));
}

const votesOf = ({ stage }: BodyProps): number[] => (stage.figure ?? []).map((bar) => bar.n);

/** More rows than this are not read from the last row. */
const ROWS = 8;

function Ranking(props: BodyProps) {
  const ideas = props.stage.ask?.options ?? [];
  const all = ranking(ideas, votesOf(props));
  const rows = all.slice(0, ROWS);
  const most = Math.max(1, ...rows.map((one) => one.n));
  const box = useFit<HTMLOListElement>(3.2, 1.9, rows, 0);
  return (
    <>
      <ol class="ideas ranked" ref={box}>
        {rows.map((one) => (
          <li key={one.text} class={one.place === 1 && one.n > 0 ? "first" : ""}>
            <b class="place">{one.place}</b>
            <span class="label" dir="auto">
              <Words text={one.text} />
            </span>
            <span class="meter">
              <span style={{ transform: `translateX(${(one.n / most - 1) * 100}%)` }} />
            </span>
            <b class="n">{one.n}</b>
          </li>
        ))}
      </ol>
      {all.length > rows.length && <p class="beyond">{t("posts.beyond", { n: all.length - rows.length })}</p>}
    </>
  );
}

function Ballot({ stage }: BodyProps) {
  const ideas = stage.ask?.options ?? [];
  const box = useFit<HTMLUListElement>(3, 1.5, ideas.join("\n"), 0);
  return (
    <ul class={`ballot cols${ideas.length > 16 ? 3 : ideas.length > 4 ? 2 : 1}`} ref={box}>
      {ideas.map((idea) => (
        <li key={idea} dir="auto">
          <Words text={idea} />
        </li>
      ))}
    </ul>
  );
}

function HostVotes(props: BodyProps) {
  const all = ranking(props.stage.ask?.options ?? [], votesOf(props));
  return (
    <ul class="rows">
      {all.map((one) => (
        <li key={one.text} class="bar">
          <span class="label" dir="auto">
            <Words text={one.text} />
          </span>
          <span class="meter">
            <span style={{ transform: `translateX(${(one.n / Math.max(1, props.answered) - 1) * 100}%)` }} />
          </span>
          <b class="n">{one.n}</b>
        </li>
      ))}
    </ul>
  );
}

const brainstorm: ScreenKind = {
  prompt: (stage) => (stage.ask?.options?.length ? "kind.brainstorm.vote" : "kind.brainstorm"),
  options: false,
  Body(props) {
    const { stage } = props;
    const reveal = stage.phase === "reveal";
    if (stage.ask?.options?.length) return reveal ? <Ranking {...props} /> : <Ballot {...props} />;
    if (!reveal) return <Picture text="Аа…" unit="" hint={t("kind.brainstorm.text")} />;
    const posts = stage.posts ?? [];
    return posts.length > 0 ? <Cards posts={posts} order={byCount} /> : <NothingShown {...props} />;
  },
  Host: (props) => (props.stage.ask?.options?.length ? <HostVotes {...props} /> : <HostPosts {...props} />),
};
export default brainstorm;
