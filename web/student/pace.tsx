// A homework on the phone: what was set, the material, how the attempts went. Comes after the first load, and only to a
// homework. Puts its screens together.
import { addWords, lang, t } from "../shared/i18n";
import { Words } from "../shared/words";
import type { AttemptView, MaterialView } from "../shared/protocol.gen";
import { asking, review } from "./app";
import { dressed } from "./dress";
import { line, seat, speak, stage } from "./game";
import css from "./pace.css?url";
import { at, firstOpen, go, items, now, start, working } from "./pace.at";
import { attempt, beginning, handedIn, homework, openPiece, told, waits } from "./pace.keep";
import { Over, Question, Results, State } from "./pace.question";

const words = addWords({
  kk: () => import("../locales/pace.kk.json"),
  ru: () => import("../locales/pace.ru.json"),
  en: () => import("../locales/pace.en.json"),
});
/** Words and styles are here. */
export const ready = Promise.all([words, dressed(css)]);

// What was said before this part was here is said again.
speak(lang.peek());

const day = (ms: number) => {
  const then = new Date(ms);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(then.getDate())}.${two(then.getMonth() + 1)}, ${two(then.getHours())}:${two(then.getMinutes())}`;
};

export function Paced() {
  const one = homework.value;
  if (!one) return <p class="dots">{t("wait")}</p>;
  const phase = stage.value?.phase;
  if (phase === "lobby")
    return (
      <div class="note">
        <p class="over">{one.title}</p>
        <h1 tabIndex={-1}>{t("pace.opens", { when: day(one.opens) })}</h1>
        <p>{t("pace.opens.text")}</p>
        {one.note && <p dir="auto">{one.note}</p>}
      </div>
    );
  if (!working.value || phase !== "own_pace") return <Overview />;
  return at.value < items.value.length ? <Question item={items.value[at.value]!} /> : <Over />;
}

function Overview() {
  const one = homework.value!;
  const { mine = [], attempts = 1, limit = 0, feedback = "at_end", material = [] } = one;
  const open = stage.value?.phase === "own_pace" && now.value < one.closes;
  const goes = attempt.value && !handedIn.value ? attempt.value : null;
  const next = mine.length + 1;
  const Way = review.value?.Way;
  return (
    <div class="homework">
      <p class="over">{t(open ? "pace.title" : "pace.closed")}</p>
      <h1 tabIndex={-1}>{one.title}</h1>
      {one.note && <p dir="auto">{one.note}</p>}
      {open && (
        <ul class="facts">
          <li>{t("pace.n", { n: one.n })}</li>
          <li>{t("pace.closes", { when: day(one.closes) })}</li>
          {attempts > 1 && <li>{t(`pace.attempts.${one.counts ?? "best"}`, { n: attempts })}</li>}
          {limit > 0 && <li>{t("pace.limit", { min: Math.round(limit / 60_000) })}</li>}
          <li>{t(`pace.told.${feedback}`)}</li>
        </ul>
      )}
      {!open && <p>{t(waits.value ? "pace.late" : "pace.closed.text")}</p>}
      <State />
      {material.length > 0 && (
        <section>
          <h2>{t("pace.material")}</h2>
          {material.map((piece, no) => (
            <Piece piece={piece} no={no} />
          ))}
        </section>
      )}
      {goes && open && (
        <button type="button" class="go" onClick={() => go(Math.max(0, firstOpen()))}>
          {t("pace.continue")}
        </button>
      )}
      {!goes && open && next <= attempts && (
        <button type="button" class="go" disabled={beginning.value} onClick={() => start(next)}>
          {t(beginning.value ? (line.state.value === "up" ? "wait" : "pace.offline") : mine.length ? "pace.again" : "pace.begin", { n: next })}
        </button>
      )}
      {mine.filter(({ no }) => no !== goes?.no).map((tried) => (
        <Tried tried={tried} alone={attempts === 1} />
      ))}
      {Object.keys(told.value).length > 0 && !goes && <Results />}
      {Way && <Way />}
      {mine.length > 0 && !goes && !stage.value?.mute && (
        <button type="button" class="second" onClick={() => (asking.value = true)}>
          {t("pace.unclear")}
        </button>
      )}
      <p class="hint">{t("pace.here")}</p>
    </div>
  );
}

function Tried({ tried, alone }: { tried: AttemptView; alone: boolean }) {
  const { no, finished = 0, answered = 0, late = 0, of = 0, counts } = tried;
  const right = tried.right ?? null;
  return (
    <div class="card tried">
      <h2>
        {t(alone ? "pace.done" : "pace.try", { n: no })}
        {counts && !alone && <small> · {t("pace.counts")}</small>}
      </h2>
      <p>{finished ? t("pace.handed", { when: day(finished) }) : t("pace.unfinished")}</p>
      <p>{right === null ? t("pace.answered", { n: answered }) : t("pace.right", { right, of })}</p>
      {right === null && finished > 0 && <p>{t("pace.later")}</p>}
      {late > 0 && <p class="fault">{t("pace.lates", { n: late })}</p>}
    </div>
  );
}

function Piece({ piece, no }: { piece: MaterialView; no: number }) {
  const { title, text, link, name, kind, alt = "", opened } = piece;
  const source = `/m/${seat.value?.room}/${name}`;
  const seen = () => openPiece(no);
  return (
    <details class="card piece" onToggle={(event: Event) => (event.currentTarget as HTMLDetailsElement).open && seen()}>
      <summary>
        <span dir="auto">{title}</span>
        {opened && <small>{t("pace.opened")}</small>}
      </summary>
      {text && (
        <p dir="auto" class="text">
          <Words text={text} />
        </p>
      )}
      {link && (
        <a href={link} target="_blank" rel="noopener noreferrer">
          {link}
        </a>
      )}
      {kind === "picture" && <img src={source} alt={alt} loading="lazy" />}
      {kind === "sound" && <audio src={source} aria-label={alt || title} controls preload="none" />}
      {kind === "film" && <video src={source} aria-label={alt || title} controls preload="none" />}
    </details>
  );
}
