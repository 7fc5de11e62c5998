// The question as the class will see it: on a phone, with the phone's own input, and on the class screen, with the
// screen's own parts. Knows how to show; changes nothing.
import { signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { editorKind } from "../../kinds/editor";
import { pictured } from "../../kinds/pictured";
import { optionPicture, pictureAt } from "../../kinds/pictures";
import { screenKind } from "../../kinds/screen";
import { Face } from "../../kinds/single.student";
import { kindOf } from "../../kinds/student";
import partsSheet from "../../kinds/parts.css?url";
import hotspotSheet from "../../kinds/hotspot.css?url";
import placingSheet from "../../kinds/placing.css?url";
import spotScreenSheet from "../../kinds/screen.spot.css?url";
import screenSheet from "../../kinds/screen.css?url";
import surveyScreenSheet from "../../kinds/screen.survey.css?url";
import surveySheet from "../../kinds/survey.css?url";
import { lang as read, t } from "../../shared/i18n";
import type { HostStage, Lang, Media } from "../../shared/protocol.gen";
import mediaSheet from "./pictured.css?url";
import phoneSheet from "../../student/style.css?url";
import { mediaUrl } from "../api";
import { Words } from "../../shared/words";
import { Landscape } from "../room/Landscape";
import { Question as OnScreen } from "../room/Question";
import roomSheet from "../room/room.css?url";
import type { Question } from "./doc";
import lookSheet from "./look.css?url";
import { mediaOf, say } from "./question";
import { Shadow } from "../Shadow";
import { SHORT } from "./Texts";

pictureAt.value = (name) => name && mediaUrl(name);
pictured.value = optionPicture;

interface Props {
  question: Question;
  i: number;
  of: number;
  main: Lang;
  languages: readonly Lang[];
}

export function Preview({ question, i, of, main, languages }: Props) {
  const wished = useSignal<Lang | "">("");
  const answer = useSignal(false);
  const lang = languages.find((one) => one === wished.value) ?? languages.find((one) => one === read.value) ?? main;
  const kind = editorKind(question.type);
  const stage = useMemo<HostStage>(() => {
    const text = say(question.fields.text, lang, main);
    const ask = kind?.ask(question.fields, lang, main) ?? {};
    const solution = kind?.solution(question.fields, lang, main) ?? {};
    const right = solution.right ?? [];
    const bars = ask.options ? ask.options.map((_, at) => ({ n: 0, right: right.includes(at) })) : [];
    const points = kind?.marked ? Number(question.fields.points ?? 1000) : 0;
    return {
      t: "stage",
      phase: kind?.answered === false ? "slide" : answer.value ? "reveal" : "answering",
      step: 0,
      pin: "",
      title: "",
      settings: { lang, locked: true } as HostStage["settings"],
      q: { i, n: of, kind: question.type, text, points, media: mediaOf(question.fields, lang, main).filter((one) => !(kind?.ownPicture && one.kind === "picture")) },
      ask,
      solution: { ...solution, explanation: say(question.fields.explanation, lang, main) },
      figure: bars,
    } as HostStage;
  }, [question, i, of, lang, main, answer.value]);
  return (
    <section class="previews" aria-labelledby="previews-title">
      <div class="row">
        <h2 id="previews-title">{t("look.title")}</h2>
        {languages.length > 1 ? (
          <span class="segments small" role="group" aria-label={t("look.language")}>
            {languages.map((one) => (
              <button key={one} type="button" aria-pressed={one === lang} aria-label={`${SHORT[one]}, ${t(`lang.${one}`)}`} onClick={() => (wished.value = one)}>
                {SHORT[one]}
              </button>
            ))}
          </span>
        ) : null}
        {kind?.marked || question.fields.explanation ? (
          <label class="check">
            <input type="checkbox" checked={answer.value} onChange={(event) => (answer.value = event.currentTarget.checked)} />
            <span>{t("look.answer")}</span>
          </label>
        ) : null}
      </div>
      <figure>
        <figcaption>{t("look.screen")}</figcaption>
        <Scaled width={1280}>
          <Shadow class="beamer" sheets={[roomSheet, screenSheet, surveyScreenSheet, spotScreenSheet, partsSheet, lookSheet]}>
            <Projector stage={stage} />
          </Shadow>
        </Scaled>
      </figure>
      <figure>
        <figcaption>{t("look.phone")}</figcaption>
        <Scaled width={360}>
          <Shadow class="handset" sheets={[phoneSheet, mediaSheet, surveySheet, placingSheet, hotspotSheet]}>
            <Phone stage={stage} id={question.id} />
          </Shadow>
        </Scaled>
      </figure>
    </section>
  );
}

/** What is this wide is made as small as there is room. */
function Scaled({ width, children }: { width: number; children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const frame = box.current;
    if (!frame) return;
    const fit = (): void => frame.style.setProperty("--scale", String(Math.min(1, frame.clientWidth / width)));
    fit();
    const watcher = new ResizeObserver(fit);
    watcher.observe(frame);
    return () => watcher.disconnect();
  }, [width]);
  return (
    <div class="scaled" ref={box}>
      {children}
    </div>
  );
}

const still = { left: signal(0), tally: signal({ t: "tally" as const, n: 0, of: 0 }) };

function Projector({ stage }: { stage: HostStage }) {
  return (
    <div class={`screen at-${stage.phase}`}>
      <Landscape part={0.3} />
      <OnScreen key={`${stage.phase}${stage.q?.kind}`} link={still} stage={stage} />
    </div>
  );
}

function Phone({ stage, id }: { stage: HostStage; id: string }) {
  const { q, ask, solution } = stage;
  const Input = kindOf(q?.kind ?? "")?.Input;
  const slide = stage.phase === "slide";
  return (
    <div id="app">
      <header>
        <div class="who">
          <b>{t("look.name")}</b>
          <span>0</span>
        </div>
      </header>
      <main>
        {slide ? (
          <div class="note">
            <h1>{t("slide")}</h1>
          </div>
        ) : stage.phase === "reveal" ? (
          <div class="result thanks">
            <div class="card">
              <p class="q">
                <Words text={q?.text ?? ""} />
              </p>
              {(q?.media ?? []).map((one) => (one.kind === "picture" ? <Picture key={one.name} media={one} /> : null))}
              <Right stage={stage} />
              {solution?.explanation ? <p class="why"><Words text={solution.explanation} /></p> : null}
            </div>
          </div>
        ) : (
          <div class="answering">
            <p class="over">{t("question", { i: (q?.i ?? 0) + 1, of: q?.n ?? 0 })}</p>
            <h1 class="q">
              <Words text={q?.text ?? ""} />
            </h1>
            {(q?.media ?? []).map((one) => (one.kind === "picture" ? <Picture key={one.name} media={one} /> : null))}
            {Input ? <Input key={id} q={id} ask={ask ?? {}} signs={false} give={() => undefined} /> : null}
          </div>
        )}
      </main>
    </div>
  );
}

const Picture = ({ media }: { media: Media }) => (
  <p class="pic">
    <img src={mediaUrl(media.name)} alt="" />
  </p>
);

function Right({ stage }: { stage: HostStage }) {
  const { words = [], right = [], regions = [] } = stage.solution ?? {};
  const Own = regions.length > 0 ? kindOf(stage.q?.kind ?? "")?.Own : undefined;
  if (Own) return <Own a="" regions={regions} ask={stage.ask ?? {}} />;
  if (words.length + right.length === 0 || !screenKind(stage.q?.kind)) return null;
  return (
    <>
      <h2>{t("solution")}</h2>
      <div class="tiles">
        {words.length > 0
          ? words.map((word, at) => (
              <p class="tile" key={at}>
                <Words text={word} />
              </p>
            ))
          : right.map((at) => (
              <p class={`tile o${at}`} key={at}>
                <Face i={at} text={stage.ask?.options?.[at] ?? ""} ask={stage.ask ?? null} />
              </p>
            ))}
      </div>
    </>
  );
}
