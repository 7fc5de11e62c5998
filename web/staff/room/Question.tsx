// A question from its reading to its answer, and the slide: one layout, so that nothing jumps between the phases.
// What is under the text is the question type's own.
import { prompt, screenKind } from "../../kinds/screen";
import { t } from "../../shared/i18n";
import { Words } from "../../shared/words";
import type { HostStage, Phase } from "../../shared/protocol.gen";
import { Answered } from "./Answered";
import { Between } from "./Between";
import { BETWEEN } from "./control";
import { Countdown } from "./Countdown";
import { address } from "./door";
import { useFit, useLines, type Lines } from "./fit";
import { Icon } from "./icons";
import type { RoomLink, Wish } from "./link";
import { grouped, typed } from "./seats";
import { seen, Shown, Sounds } from "./Shown";
import { Turns } from "./Turns";

interface Size {
  most: number;
  least: number;
  lines: Lines;
}

/** 3.15 units are 40 px at 1280×720: down to there three lines at most, below it a fourth. Once the answer is shown,
 *  the question makes room for it. */
const SIZES: Partial<Record<Phase, Size>> & { answering: Size } = {
  reading: { most: 6, least: 2.4, lines: (size) => (size >= 3.15 ? 3 : 5) },
  answering: { most: 4.4, least: 2.2, lines: (size) => (size > 3.7 ? 2 : size >= 3.15 ? 3 : 4) },
  reveal: { most: 3.8, least: 1.7, lines: (size) => (size >= 2.6 ? 2 : 3) },
};

interface Props {
  link: Pick<RoomLink, "left" | "tally">;
  stage: HostStage;
  /** Without it the screen only shows. */
  give?: (wish: Wish) => void;
}

export function Question({ link, stage, give }: Props) {
  const { phase, q } = stage;
  const kind = screenKind(q?.kind);
  const aloud = q?.flow === "improvised" && phase === "answering";
  // Nobody can read it, so the class is told what to do; what it was asked stands there once that is put down.
  const text = aloud ? t("aloud.now") : (q?.text ?? "");
  const todo = aloud && q.kind === "poll" ? t("kind.single") : prompt(kind, stage);
  const media = q?.media ?? [];
  const reading = phase === "reading";
  const marked = (stage.solution?.right ?? stage.solution?.words ?? []).length > 0;
  const size = SIZES[phase] ?? SIZES.answering;
  const heading = useLines<HTMLHeadingElement>(size.most, size.least, size.lines, text);
  const tally = link.tally.value;
  const paused = stage.paused === true;
  const turns = phase === "reveal" ? stage.turns : null;
  return (
    <main class={`phase question ${phase}`}>
      {stage.clock && <Countdown left={link.left} span={stage.clock.span} paused={paused} open={phase === "answering" || phase === "discussion"} />}
      <header class="head">
        <p class="where">
          <span class="chip">
            <b>{q?.no ?? 1}</b> / {q?.n ?? 0}
          </span>
          {(q?.vote ?? 0) > 0 && <span class="chip">{t(q?.vote === 2 ? "peer.second" : "peer.first")}</span>}
          {(q?.points ?? 0) > 0 && <span class="chip points">{t("q.points", { n: q?.points ?? 0 })}</span>}
        </p>
        {phase === "answering" && <Answered n={tally.n} of={tally.of} />}
        {phase === "reveal" && tally.n > 0 && (
          <p class="result">
            <b>{marked ? (stage.right ?? 0) : tally.n}</b>
            {marked && <small> / {tally.n}</small>}
            <span>{t(marked ? "q.right" : "q.answered")}</span>
          </p>
        )}
        {(reading || phase === "slide" || aloud) && <Late stage={stage} />}
      </header>
      <h1 ref={heading} dir="auto">
        <Words text={text} />
      </h1>
      {todo !== "" && (reading || phase === "answering") && <p class="prompt">{todo}</p>}
      {phase === "reveal" && tally.n === 0 && <p class="prompt">{t("q.none")}</p>}
      <Sounds media={media} />
      {BETWEEN.includes(phase) && <Between stage={stage} left={link.left} />}
      <div class={turns || seen(media).length > 0 ? "middle beside" : "middle"}>
        {!turns && <Shown media={media} />}
        <div class="body">{kind && !reading && <kind.Body stage={stage} answered={tally.n} give={give} />}</div>
        {turns && <Turns turns={turns} />}
      </div>
      {phase === "reveal" && <Why text={stage.solution?.explanation ?? ""} />}
      {paused && (
        <div class="pausing">
          <p>
            <Icon name="pause" />
            <b>{t("q.paused")}</b>
            <span>{t("q.paused.text")}</span>
          </p>
        </div>
      )}
    </main>
  );
}

function Late({ stage }: { stage: HostStage }) {
  const door = address();
  if (!door || stage.settings.locked) return null;
  return <p class="late">{t("join.late", { address: typed(door.url), pin: grouped(stage.pin) })}</p>;
}

function Why({ text }: { text: string }) {
  const box = useFit<HTMLParagraphElement>(2.1, 1.2, text);
  if (text === "") return null;
  return (
    <aside class="why">
      <Icon name="bulb" />
      <p ref={box} dir="auto">
        <Words text={text} />
      </p>
    </aside>
  );
}
