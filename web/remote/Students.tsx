// Everybody in the room, for the teacher alone: who is connected, points, rename and remove; lock and end.
import { useState } from "preact/hooks";
import { lang, t } from "../shared/i18n";
import type { HostStage, SeatView } from "../shared/protocol.gen";
import { compare, number } from "../staff/format";
import { unheard } from "../staff/room/asked";
import type { Deed } from "../staff/room/control";
import { Icon } from "../staff/room/icons";
import type { RoomLink, Wish } from "../staff/room/link";
import { SeatDialog } from "../staff/room/SeatDialog";

interface Props {
  link: RoomLink;
  stage: HostStage;
  give: (wish: Wish) => void;
  ask: (deed: Deed) => void;
}

export function Students({ link, stage, give, ask }: Props) {
  const [chosen, choose] = useState<SeatView | null>(null);
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
          {seats.map((seat) => (
            <li key={seat.no}>
              <button type="button" aria-label={t("lobby.student", { name: seat.name })} onClick={() => choose(seat)}>
                <span class={seat.on === true ? "dot on" : "dot"} />
                <span class="who" dir="auto">
                  {seat.name}
                  {seat.on !== true && <small>{t("seat.off")}</small>}
                </span>
                {stage.phase === "answering" && seat.answered === true && <Icon name="check" />}
                {(seat.score ?? 0) > 0 && <b>{number(lang.value, seat.score ?? 0)}</b>}
                <Icon name="pencil" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {chosen && <SeatDialog link={link} seat={chosen} onClose={() => choose(null)} />}
    </>
  );
}
