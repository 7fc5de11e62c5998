// What is on right now, for the teacher alone: the question with its answer, the figure as it grows, who has not
// answered, and what comes next. What students write can be sorted here.
import { prompt, screenKind } from "../kinds/screen";
import { lang, t } from "../shared/i18n";
import { Words } from "../shared/words";
import type { HostStage } from "../shared/protocol.gen";
import { number } from "../staff/format";
import type { RoomLink, Wish } from "../staff/room/link";
import { askTwice, BETWEEN, mayTurn } from "../staff/room/control";
import { Icon } from "../staff/room/icons";
import { Turns } from "../staff/room/Turns";
import { PulseCard } from "../staff/room/Pulse";
import { ByHand } from "../staff/room/ByHand";
import { open, PutDown } from "../staff/room/PutDown";
import { grouped, missing } from "../staff/room/seats";
import { ranking, TeamSign } from "../staff/room/teams";

/** A question of more letters than this is set smaller, so that its options are in sight. */
const LONG = 150;

export function Now({ room, link, stage, give }: { room: string; link: RoomLink; stage: HostStage; give: (wish: Wish) => void }) {
  const { phase, q } = stage;
  const tally = link.tally.value;
  const kind = screenKind(q?.kind);
  if (phase === "lobby") {
    return (
      <section class="card lobby">
        <h1>{stage.title}</h1>
        <p class="pin">{grouped(stage.pin)}</p>
        <p class="soft">{link.seats.value.size === 0 ? t("host.nobody") : `${t("host.here")}: ${link.seats.value.size}`}</p>
        <Fetched link={link} />
        <Upcoming stage={stage} give={give} />
        <PulseCard link={link} give={give} />
      </section>
    );
  }
  const counted = ["answering", "reveal", ...BETWEEN].includes(phase);
  return (
    <>
      {open(stage) && (
        <section class="card">
          <PutDown room={room} stage={stage} onWish={give} />
        </section>
      )}
      {q ? (
        <section class="card">
          <p class="soft">
            {kind && prompt(kind, stage)}
            {counted && (
              <b class="tally">
                {tally.n} / {tally.of}
              </b>
            )}
          </p>
          <h1 class={q.text.length > LONG ? "long" : ""} dir="auto">
            <Words text={q.text} />
          </h1>
          {kind && <kind.Host stage={stage} answered={tally.n} give={give} />}
          {stage.turns && <Turns turns={stage.turns} />}
          {mayTurn(stage) && <Twice on={q.vote === 1} onTurn={() => give(askTwice(stage.game ?? 0, q))} />}
        </section>
      ) : (
        <h1 class="card">{t(phase === "closed" ? "closed.title" : `phase.${phase}`)}</h1>
      )}
      <PulseCard link={link} give={give} />
      {phase === "answering" && <ByHand link={link} stage={stage} />}
      {phase === "answering" && <Missing link={link} />}
      {q && stage.solution?.explanation && (
        <p class="card why" dir="auto">
          <Words text={stage.solution.explanation} />
        </p>
      )}
      {(phase === "leaderboard" || phase === "podium") && <Ranking stage={stage} />}
      <Fetched link={link} />
      <Upcoming stage={stage} give={give} />
    </>
  );
}

function Missing({ link }: { link: RoomLink }) {
  const names = missing(link.seats.value, lang.value);
  return (
    <section class="card">
      <h2>{names.length === 0 ? t("host.everyone") : `${t("host.waiting")}: ${names.length}`}</h2>
      {names.length > 0 && (
        <ul class="chips">
          {names.map((seat) => (
            <li key={seat.no} dir="auto">
              {seat.name}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** How many phones have the next pictures: good to know, nothing to wait for. */
function Fetched({ link }: { link: RoomLink }) {
  const { ready, here = 0 } = link.tally.value;
  return ready == null ? null : <p class="soft">{t("media.ready", { n: ready, of: here })}</p>;
}

function Ranking({ stage }: { stage: HostStage }) {
  const rows = [...(ranking(stage)[0]?.seat ?? 1) < 0 ? ranking(stage) : [], ...(stage.board ?? [])];
  if (rows.length === 0) return null;
  return (
    <section class="card">
      <ol class="ranking">
        {rows.map((row) => (
          <li key={row.seat}>
            <b>{row.rank}</b>
            <span dir="auto">
              {row.seat < 0 && <TeamSign no={-row.seat} />}
              {row.name}
            </span>
            <b>{number(lang.value, row.score)}</b>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Peer instruction for one question: first alone, then after a talk. */
function Twice({ on, onTurn }: { on: boolean; onTurn: () => void }) {
  return (
    <button type="button" class="twice" aria-pressed={on} title={t("peer.twice.long")} onClick={onTurn}>
      <Icon name={on ? "check" : "twice"} />
      {t("peer.twice")}
    </button>
  );
}

function Upcoming({ stage, give }: { stage: HostStage; give: (wish: Wish) => void }) {
  const next = stage.upcoming;
  if (!next) return null;
  return (
    <section class="card upcoming">
      <h2>
        {t("host.next")} · {next.no ?? 1} / {next.n}
      </h2>
      <p dir="auto">
        <Words text={next.text} />
      </p>
      {next.arguable && <Twice on={next.vote === 1} onTurn={() => give(askTwice(stage.game ?? 0, next))} />}
    </section>
  );
}
