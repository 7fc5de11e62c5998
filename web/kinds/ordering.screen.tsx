// Ordering on the teacher's screens: the items as the phones show them; then in their right order, with how many have
// each in its place.
import type { BodyProps, ScreenKind } from "./screen";
import { Rows, Two, type Row } from "./screen.placing";
import { Words } from "../shared/words";

function rowsOf({ stage }: BodyProps): Row[] {
  const { ask, solution, figure } = stage;
  return (solution?.right ?? []).map((i, place) => ({
    item: (
      <>
        <b class="gapmark">{place + 1}</b> <Words text={ask?.items?.[i] ?? ""} />
      </>
    ),
    n: figure?.[place]?.n ?? 0,
  }));
}

const ordering: ScreenKind = {
  prompt: "kind.ordering",
  options: true,
  Body: (props) =>
    props.stage.phase === "reveal" ? (
      <Rows rows={rowsOf(props)} answered={props.answered} host={false} />
    ) : (
      <Two items={[]} options={(props.stage.ask?.items ?? []).map((item) => <span class="word"><Words text={item} /></span>)} />
    ),
  Host: (props) => <Rows rows={rowsOf(props)} answered={props.answered} host />,
};
export default ordering;
