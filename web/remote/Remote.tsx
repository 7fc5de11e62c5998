// The teacher's own screen: what is asked, what is right, who is missing, what comes next, and the one button that
// goes on, where the thumb is. Owns the two tabs; the commands are the projector's.
import { Elsewhere } from "../staff/room/Elsewhere";
import { useEffect, useMemo, useState } from "preact/hooks";
import { LangSwitch } from "../shared/LangSwitch";
import { lang, t } from "../shared/i18n";
import type { Code } from "../shared/protocol.gen";
import { Confirm } from "../staff/room/Confirm";
import { Choices } from "../staff/room/Choices";
import { BETWEEN, canEnd, canSkip, more, moreWord, nextWord, overtaken, reason, refusal, wishOf, type Deed } from "../staff/room/control";
import { Icon } from "../staff/room/icons";
import { Improvise, waits } from "../staff/room/Improvise";
import { RoomLink, type Wish } from "../staff/room/link";
import { mayTicket, Tickets } from "../staff/room/Tickets";
import { queue } from "../staff/room/asked";
import { useAwake } from "../staff/room/useAwake";
import { Message } from "../staff/Message";
import { Clock } from "./Clock";
import { Now } from "./Now";
import { Plan } from "./Plan";
import { Questions } from "./Questions";
import { Students } from "./Students";
import "../staff/room/panels.css";
import "../staff/room/pulse.css";
import "./remote.css";

export function Remote({ room }: { room: string }) {
  const link = useMemo(() => new RoomLink(room, "host", () => lang.value), [room]);
  const [tab, setTab] = useState<"now" | "asked" | "students">("now");
  const [deed, ask] = useState<Deed | null>(null);
  const [improvising, improvise] = useState(false);
  const [ticketing, ticket] = useState(false);
  const [refused, setRefused] = useState<Code | null>(null);
  useEffect(() => {
    link.line.open();
    return () => link.line.close();
  }, [link]);
  useAwake();

  const stage = link.stage.value;
  const ended = link.ended.value;
  if (ended === "replaced") return <Elsewhere link={link} />;
  if (ended !== null && ended !== "room_closed") {
    const stranger = ended === "not_host";
    return <Message title={t(stranger ? "stranger.title" : "missing.title")} text={t(stranger ? "stranger.remote" : "missing.text")} />;
  }
  if (stage === null) return <Message title={t(ended === "room_closed" ? "closed.title" : "loading")} />;
  document.title = `${t("host.title")} · ${stage.title}`;

  const give = (wish: Wish): void => {
    setRefused(null);
    void link.give(wish).then((code) => setRefused(overtaken(wish, code) ? null : code));
  };
  const { step } = stage;
  const busy = link.moving.value;
  const word = nextWord(stage, link.seats.value.size);
  const paused = stage.paused === true;
  // Where its button is not, the list would hide the lesson for good.
  const tickets = ticketing && tab === "now" && mayTicket(stage) && !stage.clock;
  const up = link.line.state.value === "up";
  return (
    <div class="remote">
      <header>
        <div class="top">
          <LangSwitch onChoose={() => link.again()} />
          <p class="phase-name" role="status">
            {t(`phase.${stage.phase}`)}
            {stage.q && ` ·\u00a0${stage.q.no ?? 1}\u00a0/\u00a0${stage.q.n}`}
            {stage.q?.vote && !BETWEEN.includes(stage.phase) ? ` ·\u00a0${t(stage.q.vote === 2 ? "peer.second" : "peer.first")}` : ""}
          </p>
        </div>
        {stage.clock && <Clock left={link.left} span={stage.clock.span} paused={paused} />}
        {!up && ended === null && (
          <p class="note" role="status">
            {t("line.lost")}
          </p>
        )}
        {link.unsaved.value && (
          <p class="note bad" role="alert">
            {t("notice.not_saved")}
          </p>
        )}
        {refused && (
          <p class="note bad" role="alert">
            {refusal(refused)}
          </p>
        )}
        <div class="tabs" role="group" aria-label={t("host.title")}>
          <button type="button" aria-pressed={tab === "now"} onClick={() => (ticket(false), setTab("now"))}>
            {t("host.now")}
          </button>
          <button type="button" aria-pressed={tab === "asked"} onClick={() => setTab("asked")}>
            {t("asked.all")} {queue(link.asked.value).now.length > 0 && <b class="badge">{queue(link.asked.value).now.length}</b>}
          </button>
          <button type="button" aria-pressed={tab === "students"} onClick={() => setTab("students")}>
            {t("host.students")} <b>{link.seats.value.size}</b>{" "}
            {link.waiters.value.length > 0 && <b class="badge">+{link.waiters.value.length}</b>}
          </button>
        </div>
      </header>
      {/* It scrolls, so the keyboard must be able to reach it. */}
      <main tabIndex={0}>
        {tickets && (
          <section class="card" aria-label={t("ticket.do")}>
            <h2>{t("ticket.do")}</h2>
            <Tickets room={room} stage={stage} onGiven={() => ticket(false)} />
          </section>
        )}
        {tab === "now" && !tickets && <Plan link={link} stage={stage} give={give} />}
        {tab === "now" && !tickets && <Now room={room} link={link} stage={stage} give={give} />}
        {tab === "asked" && <Questions link={link} stage={stage} give={give} />}
        {tab === "students" && <Students link={link} stage={stage} give={give} ask={ask} />}
      </main>
      <footer>
        {deed && (
          <Confirm
            deed={deed}
            onNo={() => ask(null)}
            onYes={() => {
              ask(null);
              give(wishOf(deed, stage));
            }}
          />
        )}
        {improvising && (
          <section class="card sheet" aria-label={t("aloud.title")}>
            <h2>{t("aloud.title")}</h2>
            <Improvise room={room} stage={stage} onWish={give} onDone={() => improvise(false)} />
          </section>
        )}
        <div class="tools">
          {stage.phase !== "closed" && (
            <button
              type="button"
              class={waits(stage) ? "square" : ""}
              aria-label={t(waits(stage) ? "aloud.later" : "aloud.do")}
              aria-pressed={improvising}
              disabled={busy}
              onClick={() => improvise(!improvising)}
            >
              <Icon name="plus" />
              {/* Where there is a clock, its buttons need the room. */}
              {!waits(stage) && t("aloud.do")}
            </button>
          )}
          {stage.clock && (
            <button type="button" disabled={busy} onClick={() => give({ t: "pause", on: !paused, step })}>
              <Icon name={paused ? "play" : "pause"} />
              {t(paused ? "do.resume" : "do.pause")}
            </button>
          )}
          {stage.clock && (
            <button type="button" disabled={busy} title={t(`${moreWord(stage)}.long`)} onClick={() => give(more(stage))}>
              {t(moreWord(stage))}
            </button>
          )}
          {canSkip(stage) && (
            <button type="button" disabled={busy} onClick={() => ask("skip")}>
              <Icon name="skip" />
              {t("do.skip")}
            </button>
          )}
          {canEnd(stage) && !canSkip(stage) && (
            <button type="button" disabled={busy} onClick={() => ask("end")}>
              <Icon name="flag" />
              {t("do.end")}
            </button>
          )}
          <Choices stage={stage} busy={busy} onChoose={(choice) => give({ t: "advance", step, choice })} />
          {mayTicket(stage) && !stage.clock && (
            <button
              type="button"
              aria-pressed={tickets}
              disabled={busy}
              onClick={() => (ticket(!tickets), setTab("now"), improvise(false))}
            >
              <Icon name="flag" />
              {t("ticket.do")}
            </button>
          )}
          {stage.phase === "podium" && (
            <button type="button" disabled={busy} onClick={() => give({ t: "again", step })}>
              {t("do.again")}
            </button>
          )}
        </div>
        {word !== null && (
          <button
            type="button"
            class="go"
            disabled={busy || word === "next.wait"}
            aria-busy={busy}
            onClick={() => (stage.next === "finish" ? ask("finish") : give({ t: "advance", step, choice: stage.advice ?? null }))}
          >
            <span>
              {reason(stage) && <small>{reason(stage)}</small>}
              {t(word)}
            </span>
            <Icon name="next" />
          </button>
        )}
      </footer>
    </div>
  );
}
