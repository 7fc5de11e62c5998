// An information slide on the teacher's screens: text to read together.
import { useFit } from "../staff/room/fit";
import type { BodyProps, ScreenKind } from "./screen";
import "./screen.css";
import { Words } from "../shared/words";

function Body({ stage }: BodyProps) {
  const body = stage.ask?.body ?? "";
  const box = useFit<HTMLDivElement>(4, 1.7, body, 0);
  return (
    <div class="slidebody" ref={box}>
      {body.split("\n").map((line, i) => (
        <p key={i}>
          <Words text={line} />
        </p>
      ))}
    </div>
  );
}

const slide: ScreenKind = {
  prompt: "",
  options: false,
  Body,
  Host: ({ stage }) => <p class="slidetext">
      <Words text={stage.ask?.body ?? ""} />
    </p>,
};
export default slide;
