// The screens between the lobby and the board: look up, read, answer, kept, result. Owns which of them a stage means
// for this phone; how an answer is taken is the question type's own affair.
import { signal } from "@preact/signals-core";
import type { ComponentType } from "preact";
import { Face } from "../kinds/single.student";
import { kindOf, type Given as GivenProps } from "../kinds/student";
import { Sign } from "../shared/Sign";
import { t } from "../shared/i18n";
import { Words } from "../shared/words";
import type { Ask, Given as GivenFrame, PhoneMedia, PlayerQuestion, RawAnswer } from "../shared/protocol.gen";
import { ask, give, given, line, me, mine, question, seat, seatNo, solution, stage } from "./game";
import { says } from "./says";

export interface Own extends Omit<GivenFrame, "t"> {
  saving?: boolean;
}

/** What this phone knows of its own answer to the question on the stage; the server's word before its own. */
export function ownAnswer(): Own | null {
  if (given.value) return given.value;
  const own = ofThis();
  if (!own || (own.saved && own.code && own.code !== "late")) return null; // Refused: the input is there again.
  return { a: own.a, late: own.code === "late", saving: !own.saved };
}

/** What this phone has tried to give to the question on the stage. */
function ofThis(): typeof mine.value {
  const { i, g = 1 } = question.value ?? {};
  const own = mine.value;
  return own && own.q === i && own.g === g && own.room === seat.value?.room ? own : null;
}

/** Where the question stands in the game, and its text. */
function Head({ q, big }: { q: PlayerQuestion; big?: boolean }) {
  return (
    <>
      <p class="over">
        {t("question", { i: q.no, of: q.n })}
        {q.again && " · " + t("second")}
      </p>
      <h1 class={big ? "q big" : "q"} tabIndex={-1}>
        <Words text={q.text} />
      </h1>
      <Aloud />
      <Pictures q={q} />
    </>
  );
}

/** Peer instruction, once a lesson needs it. */
export const Twice = signal<Record<"Between" | "Beneath", ComponentType> | null>(null);
/** Reads the question, for whom that is given. */
export const Reader = signal<ComponentType<{ say?: string[] }> | null>(null);
export function Aloud({ say }: { say?: string[] }) {
  const Given = Reader.value;
  return Given && <Given say={say!} />;
}

/** What stands with the text, once the part that shows it is here. */
export const Media = signal<ComponentType<{ media: PhoneMedia[] }> | null>(null);
export function Pictures({ q }: { q: Pick<PlayerQuestion, "media"> }) {
  const Shown = Media.value;
  return q.media && Shown ? <Shown media={q.media} /> : null;
}

/** An answer as it was given: tiles for options, else the words. */
export function Answer({ a, ask }: { a: RawAnswer | string[]; ask: Ask | null }) {
  return (
    <div class="tiles">
      {(Array.isArray(a) ? a : [a]).map((one) => {
        const text = ask?.options?.[one as number];
        return text === undefined ? (
          <p class="tile">
            <Words text={`${one}`} />
          </p>
        ) : (
          <p class={`tile o${one}`}>
            <Face i={one as number} text={text} ask={ask} />
          </p>
        );
      })}
    </div>
  );
}

interface Solved {
  kind?: string | undefined;
  right?: number[];
  words?: string[];
  regions?: string[] | undefined;
  ask: Ask | null;
}
/** What is right: on a picture, in words where there are any, else the options. */
export function Solution({ kind, right = [], words = [], regions, ask }: Solved) {
  if (regions) return <Given kind={kind} a="" ask={ask} regions={regions} />;
  return <Answer a={words.length ? words : right} ask={words.length ? null : ask} />;
}

/** A phone's own answer: as its type shows it. */
export function Given({ kind = "single", a, ask, regions }: Omit<GivenProps, "ask"> & { kind?: string | undefined; ask: Ask | null }) {
  const Own = kindOf(kind)?.Own;
  return Own ? <Own a={a} ask={ask ?? {}} regions={regions} /> : <Answer a={a} ask={ask} />;
}

/** A quiet full-screen note: a heading, a line below, a sign above. */
export function Note({ title, text, sign }: { title: string; text?: string | undefined; sign?: number }) {
  return (
    <div class="note">
      {sign !== undefined && (
        <i class={`avatar o${sign % 8}`}>
          <Sign i={sign % 8} />
        </i>
      )}
      <h1 tabIndex={-1}>{title}</h1>
      {text && <p>{text}</p>}
    </div>
  );
}

/** The five faces, where the mood is asked. */
export const Feeling = signal<ComponentType | null>(null);

export function Lobby() {
  const Faces = Feeling.value;
  return (
    <div class="note">
      <i class={`avatar bob o${seatNo.value % 8}`} aria-hidden="true">
        <Sign i={seatNo.value % 8} />
      </i>
      <p class="me">{seat.value?.name}</p>
      <h1 tabIndex={-1}>{t("in")}</h1>
      <p>{t("in.text")}</p>
      <p class="hint">{t("in.rename")}</p>
      {Faces && <Faces />}
    </div>
  );
}

export function Reading({ q }: { q: PlayerQuestion }) {
  return (
    <div class="reading">
      <Head q={q} big />
      <p class="hint">{t("ready")}</p>
    </div>
  );
}

export function Answering({ q }: { q: PlayerQuestion }) {
  const own = ownAnswer();
  if (own) return <Kept q={q} own={own} />;
  const Input = kindOf(q.kind ?? "single")?.Input;
  const id = `${q.g}.${q.i}`;
  const refused = ofThis()?.code;
  return (
    <div class="answering">
      <Head q={q} />
      {refused && (
        <p class="fault" role="alert">
          {says(refused)}
        </p>
      )}
      {Input ? (
        <Input key={id} q={id} ask={ask.value ?? {}} signs={!!stage.value?.signs} give={give} />
      ) : (
        <p class="dots">{t("wait")}</p>
      )}
    </div>
  );
}

/** The words for how far an answer came. Also said to screen readers. */
export function keptWords(own: Own): string {
  if (own.saving) return t(line.state.value === "up" ? "saving" : "kept.here");
  return t(own.late ? "kept.late" : "kept");
}

function Kept({ q, own }: { q: PlayerQuestion; own: Own }) {
  return (
    <div class="note kept">
      <Given kind={q.kind} a={own.a} ask={ask.value} />
      <h1 tabIndex={-1} class={own.saving ? "dots" : ""}>
        {keptWords(own)}
      </h1>
      {own.saving ? mine.value?.code && <p>{says(mine.value.code)}</p> : <p>{t("kept.wait")}</p>}
      {Twice.value && <Twice.value.Beneath />}
    </div>
  );
}

const MARKS: Record<string, string> = {
  right: "M3.5 13 9 18.5 20.5 6",
  part: "M4 9c3-3.5 5-3.5 8 0s5 3.5 8 0M4 16c3-3.5 5-3.5 8 0s5 3.5 8 0",
  wrong: "M5.5 5.5l13 13M18.5 5.5l-13 13",
  late: "M12 4v8.5l5.5 4",
  none: "M5 12h14",
};

/** How it went: right, part, wrong, late, none (no answer), thanks (where nothing is right) or new. */
export function outcome(): string {
  const own = ownAnswer();
  if (own?.saving) return "wait";
  if (own?.late) return "late";
  const { verdict } = me.value ?? {};
  if (verdict === "none") return "thanks";
  return verdict === "missed" ? "none" : verdict || "new"; // Who came after the close has not missed it.
}

export function Result({ q }: { q: PlayerQuestion }) {
  const how = outcome();
  if (how === "wait") return <Note title={t("wait")} />;
  const own = ownAnswer();
  const { right = [], words = [], why } = solution.value ?? {};
  const { points = 0, bonus = 0, streak = 0 } = me.value ?? {};
  return (
    <div class={`result ${how}`}>
      <div class="verdict">
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
          <path d={MARKS[how === "thanks" || how === "new" ? "right" : how] ?? MARKS.none} />
        </svg>
        <h1 tabIndex={-1}>{t(how === "new" ? "in" : `how.${how}`)}</h1>
        {points + bonus > 0 && <p class="plus">{t("plus", { n: points + bonus })}</p>}
        {bonus > 0 && <p>{t("bonus", { n: bonus })}</p>}
        {streak > 1 && how === "right" && <p>{t("streak", { n: streak })}</p>}
        {Twice.value && <Twice.value.Beneath />}
        {how === "late" && <p>{t("late.text")}</p>}
      </div>
      <div class="card">
        <p class="q">
          <Words text={q.text} />
        </p>
        <Aloud />
        <Pictures q={q} />
        {own && how !== "right" && (
          <>
            <h2>{t("own")}</h2>
            <Given kind={q.kind} a={own.a} ask={ask.value} />
          </>
        )}
        {right.length + words.length > 0 && (
          <>
            <h2>{t("solution")}</h2>
            <Solution {...solution.value} kind={q.kind} ask={ask.value} />
          </>
        )}
        {why && (
          <p class="why">
            <Words text={why} />
          </p>
        )}
      </div>
    </div>
  );
}
