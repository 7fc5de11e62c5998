// Matching pairs on the teacher's screens: two lists, of which the right one has signs; then each pair.
import type { BodyProps, ScreenKind } from "./screen";
import { assignedRows, Chosen, Rows, Two } from "./screen.placing";
import { Words } from "../shared/words";

const rowsOf = ({ stage }: BodyProps) =>
  assignedRows(
    stage,
    (item) => <Words text={item} />,
    (i, short) => <Chosen i={i} text={short ? undefined : stage.ask?.options?.[i]} />,
  );

/** Items that get one of the options with signs; `boxes`: the options stand side by side. */
export const assigning = (prompt: string, boxes: boolean): ScreenKind => ({
  prompt,
  options: true,
  Body(props) {
    const { stage, answered } = props;
    if (stage.phase === "reveal") return <Rows rows={rowsOf(props)} answered={answered} host={false} />;
    const options = (stage.ask?.options ?? []).map((text, i) => <Chosen i={i} text={text} />);
    return <Two items={stage.ask?.items ?? []} options={options} boxes={boxes} />;
  },
  Host: (props) => <Rows rows={rowsOf(props)} answered={props.answered} host />,
});

export default assigning("kind.matching", false);
