// The questions of a homework: one at a time with its answer, the way to any other, the look over all before handing in,
// and how it went. Owns how they look.
import { kindOf } from "../kinds/student";
import { t } from "../shared/i18n";
import { Words } from "../shared/words";
import type { PaceItem, Told } from "../shared/protocol.gen";
import { line, seat } from "./game";
import { answered, at, changing, firstOpen, go, items, key, now, spent } from "./pace.at";
import { answerTo, attempt, finish, giveAnswer, homework, refused, told, waits } from "./pace.keep";
import { Aloud, Given, Pictures, Solution } from "./play";
import { says } from "./says";

const clock = (ms: number) => {
  const s = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;
};

/** The honest state of what was done here. */
export function State() {
  const n = waits.value;
  const some = items.value.some(({ i }) => answerTo(i));
  if (!n && line.state.value === "lost") return <p class="state">{t("lost")}</p>;
  if (!n) return some ? <p class="state">{t("pace.saved")}</p> : null;
  return <p class="state waits">{t(line.state.value === "up" ? "pace.sending" : "pace.kept", { n })}</p>;
}

/** To any question at once, and how it stands with each. */
function Ways() {
  return (
    <nav class="ways" aria-label={t("pace.ways")}>
      {items.value.map((item, place) => {
        const given = answerTo(item.i);
        const how = told.value[item.i]?.verdict ?? (given ? (given.waits ? "waits" : "kept") : "");
        return (
          <button
            type="button"
            class={how}
            aria-current={place === at.value ? "step" : undefined}
            aria-label={`${t("question", { i: place + 1, of: items.value.length })}${given ? `: ${t("pace.given")}` : ""}`}
            onClick={() => go(place)}
          >
            {place + 1}
          </button>
        );
      })}
    </nav>
  );
}

export function Question({ item }: { item: PaceItem }) {
  const { i, kind = "single", ask = {}, media = [] } = item;
  const result = told.value[i];
  const given = answerTo(i);
  const atOnce = homework.value?.feedback === "at_once";
  const open = answered(item) && (!given || changing.value === i);
  const Input = open ? kindOf(kind)?.Input : null;
  const place = at.value;
  const ends = attempt.value?.ends;
  const next = () => go(place + 1 < items.value.length ? place + 1 : items.value.length);
  const films = media.filter((one) => one.kind === "film");
  return (
    <div class="homework answering">
      <Ways />
      <p class="over">
        {t("question", { i: place + 1, of: items.value.length })}
        {ends && <b class="left"> {clock(ends - now.value)}</b>}
      </p>
      <h1 class="q" tabIndex={-1}>
        <Words text={item.text} />
      </h1>
      <Aloud say={[item.text, ...(ask.options ?? [])]} />
      <Pictures q={{ media: media.filter((one) => one.kind !== "film") }} />
      {films.map(({ name, alt }) => (
        <video src={`/m/${seat.value?.room}/${name}`} aria-label={alt} controls preload="none" />
      ))}
      {kind === "slide" && ask.body && (
        <p dir="auto" class="text">
          <Words text={ask.body} />
        </p>
      )}
      {refused.value[i] && (
        <p class="fault" role="alert">
          {says(refused.value[i]!)}
        </p>
      )}
      {open &&
        (Input ? (
          <Input
            key={key(item)}
            q={key(item)}
            ask={ask}
            signs={false}
            give={(a) => {
              giveAnswer(i, a, spent(item));
              if (!atOnce) go(firstOpen(place + 1));
            }}
          />
        ) : (
          <p class="dots">{t("wait")}</p>
        ))}
      {given && !open && (
        <>
          <h2>{t("own")}</h2>
          <Given kind={kind} a={given.a} ask={ask} />
          {given.late && <p class="fault">{t("kept.late")}</p>}
          {result ? <Result result={result} item={item} /> : atOnce && given.waits && <p>{t("pace.told.then")}</p>}
          {!atOnce && (
            <button type="button" class="second" onClick={() => (changing.value = i)}>
              {t("pace.change")}
            </button>
          )}
        </>
      )}
      <State />
      <div class="steps">
        <button type="button" class="second" onClick={() => go(place - 1)}>
          {t("pace.back")}
        </button>
        <button type="button" class={open && kind !== "slide" ? "second" : "go"} onClick={next}>
          {t("pace.next")}
        </button>
      </div>
    </div>
  );
}

/** What was given, how it was, and what is right where that may be told. */
function Result({ result, item }: { result: Told; item: PaceItem }) {
  const { verdict, right = [], words = [], why, regions } = result;
  return (
    <div class={`told ${verdict === "missed" ? "none" : verdict}`} role="status">
      {verdict !== "none" && <p class="how">{t(`how.${verdict === "missed" ? "none" : verdict}`)}</p>}
      {verdict !== "right" && right.length + words.length > 0 && (
        <>
          <h2>{t("solution")}</h2>
          <Solution kind={item.kind} right={right} words={words} regions={regions} ask={item.ask ?? {}} />
        </>
      )}
      {why && (
        <p class="why">
          <Words text={why} />
        </p>
      )}
    </div>
  );
}

/** Before handing in: what is missing. */
export function Over() {
  const open = items.value.filter((item) => answered(item) && !answerTo(item.i)).length;
  const no = attempt.value!.no;
  return (
    <div class="homework">
      <Ways />
      <h1 tabIndex={-1}>{t(open ? "pace.missing" : "pace.all", { n: open })}</h1>
      <State />
      {open > 0 && (
        <button type="button" class="second" onClick={() => go(firstOpen())}>
          {t("pace.missing.show")}
        </button>
      )}
      <button
        type="button"
        class="go"
        onClick={() => {
          finish(no);
          go(-1);
        }}
      >
        {t("pace.finish")}
      </button>
      <p class="hint">{t("pace.finish.text")}</p>
    </div>
  );
}

/** The attempt that was handed in, question by question. */
export function Results() {
  return (
    <ol class="results">
      {items.value.filter(answered).map((item) => {
        const result = told.value[item.i];
        const given = answerTo(item.i);
        return (
          result && (
            <li class={`card ${result.verdict}`}>
              <p class="q">
                <Words text={item.text} />
              </p>
              {given && <Given kind={item.kind} a={given.a} ask={item.ask ?? {}} />}
              <Result result={result} item={item} />
            </li>
          )
        );
      })}
    </ol>
  );
}
