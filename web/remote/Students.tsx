// Everybody in the room, for the teacher alone: who is connected, points, rename and remove; lock and end.
import { useState } from "preact/hooks";
import { lang, t } from "../shared/i18n";
import type { HostStage, SeatView } from "../shared/protocol.gen";
import { compare, number } from "../staff/format";
import { unheard } from "../staff/room/asked";
import type { Deed } from "../staff/room/control";
import { Icon } from "../staff/room/icons";
import type { RoomLink, Wish } from "../staff/room/link";
import { AddByHand } from "../staff/room/AddByHand";
import { SeatDialog } from "../staff/room/SeatDialog";
import { TeamSign } from "../staff/room/teams";

interface Props {
  link: RoomLink;
  stage: HostStage;
  give: (wish: Wish) => void;
  ask: (deed: Deed) => void;
}

export function Students({ link, stage, give, ask }: Props) {
  const [chosen, choose] = useState<SeatView | null>(null);
  const [adding, add] = useState(false);
  const { locked } = stage.settings;
  const order = compare(lang.value);
  const silent = unheard(link.seats.value, lang.value);
  const seats = [...link.seats.value.values()].sort((a, b) => order(a.name, b.name));
  return (
    <>
      <p class="tools">
        <button type="button" aria-pressed={locked} onClick={() => give({ t: "lock", on: !locked })}>
          <Icon name={locked ? "lock" : "unlock"} />
          {t(locked ? "do.unlock" : "do.lock")}
        </button>
        {stage.phase !== "closed" && (
          <button type="button" onClick={() => ask("close")}>
            {t("do.close")}
          </button>
        )}
      </p>
      <p class="tools">
        {stage.phase !== "closed" && (
          <button type="button" onClick={() => add(true)}>
            {t("hand.add")}
          </button>
        )}
        {stage.settings.entry !== "roster" && (
          <button
            type="button"
            aria-pressed={stage.settings.entry === "approve"}
            onClick={() => give({ t: "configure", entry: stage.settings.entry === "approve" ? "open" : "approve" })}
          >
            {t("set.approve")}
          </button>
        )}
      </p>
      <Waiters waiters={link.waiters.value} give={give} />
      {silent.length > 0 && (
        <section class="card silent">
          <h2>{t("host.silent", { n: silent.length })}</h2>
          <ul class="chips">
            {silent.map((seat) => (
              <li key={seat.no} dir="auto">
                {seat.name}
              </li>
            ))}
          </ul>
        </section>
      )}
      {seats.length === 0 ? (
        <p class="card soft">{t("host.nobody")}</p>
      ) : (
        <ul class="card students">
          {seats.map((seat) => {
            const notes = notesOf(seat, link.seats.value);
            return (
              <li key={seat.no}>
                <button type="button" aria-label={t("lobby.student", { name: [seat.name, ...notes].join(" ") })} onClick={() => choose(seat)}>
                  <span class={seat.on === true ? "dot on" : "dot"} />
                  {seat.team ? <TeamSign no={seat.team} /> : null}
                  <span class="who" dir="auto">
                    {seat.name}{" "}
                    {notes.map((note) => (
                      <small key={note}>{note} </small>
                    ))}
                  </span>
                  {stage.phase === "answering" && seat.answered === true && <Icon name="check" />}
                  {(seat.score ?? 0) > 0 && <b>{number(lang.value, seat.score ?? 0)}</b>}
                  <Icon name="pencil" />
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {adding && <AddByHand link={link} onClose={() => add(false)} />}
      {chosen && <SeatDialog link={link} seat={chosen} group={!!chosen.real} onClose={() => choose(null)} />}
    </>
  );
}

/** Below a name: the real one, and how the student takes part. */
function notesOf(seat: SeatView, all: ReadonlyMap<number, SeatView>): string[] {
  const notes = [seat.real && seat.real !== seat.name ? seat.real : ""];
  if (seat.on !== true) notes.push(t("seat.off"));
  if (seat.by_hand === true) notes.push(t("hand.none"));
  if (seat.phone) notes.push(t("hand.with", { name: all.get(seat.phone)?.name ?? "" }));
  if (seat.turn === true) notes.push(t("hand.turn"));
  return notes.filter(Boolean);
}

/** Who asks to come in; nobody else sees these names before the teacher has. */
function Waiters({ waiters, give }: { waiters: readonly SeatView[]; give: (wish: Wish) => void }) {
  if (waiters.length === 0) return null;
  return (
    <section class="card waiters">
      <h2>{t("wait.n", { n: waiters.length })}</h2>
      <ul>
        {waiters.map((seat) => (
          <li key={seat.no}>
            <span dir="auto">{seat.name}</span>
            <button type="button" onClick={() => give({ t: "let_in", seat: seat.no })}>
              {t("wait.in")}
            </button>
            <button type="button" aria-label={t("wait.out.who", { name: seat.name })} onClick={() => give({ t: "turn_away", seat: seat.no })}>
              <Icon name="cross" />
            </button>
          </li>
        ))}
      </ul>
      {waiters.length > 1 && (
        <p class="tools">
          <button type="button" onClick={() => give({ t: "let_in", seat: 0 })}>
            {t("wait.all")}
          </button>
        </p>
      )}
    </section>
  );
}
