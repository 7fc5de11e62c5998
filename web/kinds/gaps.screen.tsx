// Gaps in a text on the teacher's screens: the bank of words, or how to type; then what is right in each gap.
import { t } from "../shared/i18n";
import type { BodyProps, ScreenKind } from "./screen";
import { Picture } from "./screen.bars";
import { assignedRows, Rows, Two, type Row } from "./screen.placing";
import { Words } from "../shared/words";

const mark = (n: string) => <b class="gapmark">[{n}]</b>;

function rowsOf({ stage }: BodyProps): Row[] {
  const { ask, solution, figure } = stage;
  const options = ask?.options ?? [];
  if (options.length > 0) return assignedRows(stage, mark, (i) => <span class="word"><Words text={options[i] ?? ""} /></span>);
  // The solution says "1. goes": here the gap has its own column.
  return (ask?.items ?? []).map((n, i) => ({
    item: mark(n),
    where: <span class="word"><Words text={(solution?.words?.[i] ?? "").slice(`${n}. `.length)} /></span>,
    n: figure?.[i]?.n ?? 0,
  }));
}

function Body(props: BodyProps) {
  const { stage, answered } = props;
  const words = stage.ask?.options ?? [];
  if (stage.phase === "reveal") return <Rows rows={rowsOf(props)} answered={answered} host={false} numbered />;
  if (words.length > 0) return <Two items={[]} options={words.map((text) => <span class="word"><Words text={text} /></span>)} boxes />;
  return <Picture text="[1] …" unit="" hint={t("kind.gaps.text")} />;
}

const gaps: ScreenKind = {
  prompt: "kind.gaps",
  options: true,
  Body,
  Host: (props) => <Rows rows={rowsOf(props)} answered={props.answered} host numbered />,
};
export default gaps;
