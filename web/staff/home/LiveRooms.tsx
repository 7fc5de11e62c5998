// The rooms that are open now, and the way back into them. Shows nothing when there are none.
import { lang, t } from "../../shared/i18n";
import type { Phase, RoomLine } from "../../shared/protocol.gen";
import { clock } from "../format";

function state(phase: Phase): string {
  return t(phase === "lobby" || phase === "podium" || phase === "closed" ? `live.${phase}` : "live.running");
}

export function LiveRooms({ rooms }: { rooms: readonly RoomLine[] }) {
  if (rooms.length === 0) return null;
  return (
    <section class="live" aria-labelledby="live-title">
      <h2 id="live-title">{t("live.title")}</h2>
      <ul>
        {rooms.map((room) => (
          <li key={room.room} class="card">
            <div>
              <strong>{room.title}</strong>
              <p class="facts">
                <span>{t("live.pin", { pin: room.pin })}</span>
                <span>{t("live.students", { n: room.students })}</span>
                <span>{state(room.phase)}</span>
                <span>{t("live.since", { time: clock(lang.value, room.opened_ms) })}</span>
              </p>
            </div>
            <a class="button" href={`/teacher/room/${encodeURIComponent(room.room)}`}>
              {t("live.return")}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
