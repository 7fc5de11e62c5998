// A place on a picture, on the teacher's screens: the picture; then the right regions outlined and every tap a dot. The
// teacher sees the taps as they come.
import { mediaUrl } from "../staff/api";
import type { BodyProps, ScreenKind } from "./screen";
import { Spot } from "./spot.view";
import "./screen.spot.css";

function Picture({ stage, told }: Pick<BodyProps, "stage"> & { told: boolean }) {
  const { ask, solution, figure = [] } = stage;
  const name = ask?.pictures?.[0];
  const taps = (right: boolean): number[] => (told ? (figure.find((bar) => (bar.right ?? false) === right)?.points ?? []) : []);
  return (
    <div class="spotbody">
      <Spot
        url={name ? mediaUrl(name) : ""}
        alt={ask?.body ?? ""}
        regions={told ? solution?.regions : []}
        hits={taps(true)}
        misses={taps(false)}
      />
    </div>
  );
}

const hotspot: ScreenKind = {
  prompt: "kind.hotspot",
  options: true,
  Body: ({ stage }) => <Picture stage={stage} told={stage.phase === "reveal"} />,
  Host: ({ stage }) => <Picture stage={stage} told />,
};
export default hotspot;
