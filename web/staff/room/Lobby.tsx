// Before the game: how to get in, and who is in. Knows nothing of questions.
import { useState } from "preact/hooks";
import { t } from "../../shared/i18n";
import type { HostStage, SeatView } from "../../shared/protocol.gen";
import { address, AddressPicker, Qr } from "./door";
import { useFit } from "./fit";
import { Icon } from "./icons";
import type { RoomLink } from "./link";
import { SeatDialog } from "./SeatDialog";
import { grouped, newest, typed } from "./seats";
import { TeamColumns } from "./TeamColumns";
import { Waiting } from "./Waiting";

/** More names than this cannot be read anyway. */
const MOST = 84;

export function Lobby({ link, stage, onQr }: { link: RoomLink; stage: HostStage; onQr: () => void }) {
  const { shown, more } = newest(link.seats.value, MOST);
  const [chosen, choose] = useState<SeatView | null>(null);
  const door = address();
  const count = link.seats.value.size;
  const where = door ? typed(door.url) : t("join.door");
  const line = useFit<HTMLParagraphElement>(5.2, 2.6, where);
  const box = useFit<HTMLUListElement>(2.5, 1.15, shown.map((seat) => seat.name).join("\n") + more, 0);
  const name = (seat: SeatView) => {
    const other = seat.phone ? ` + ${link.seats.value.get(seat.phone)?.name ?? ""}` : "";
    return (
      <li key={seat.no}>
        <button
          type="button"
          class={seat.on === true ? "name" : "name off"}
          aria-label={t("lobby.student", { name: seat.name + other })}
          onClick={() => choose(seat)}
        >
          {seat.name}
          {other && <small class="with">{other}</small>}
        </button>
      </li>
    );
  };
  return (
    <main class="phase lobby">
      <h1 class="title">{stage.title}</h1>
      <section class="way">
        <div class="steps">
          <p class="say">
            <i>1</i> {t("join.open")} <AddressPicker />
          </p>
          <p class="address" ref={line}>
            {where}
          </p>
          <p class="say">
            <i>2</i> {t("join.pin")}
          </p>
          <p class="pin">{grouped(stage.pin)}</p>
        </div>
        <p class="count">
          {count > 0 && (
            <>
              <b>{count}</b>
              {t("lobby.here")}
            </>
          )}
        </p>
        {door && (
          <button type="button" class="scan" onClick={onQr} title={t("join.bigger")}>
            <Qr code={door} />
            <span>{t("join.scan")}</span>
          </button>
        )}
      </section>
      <Waiting link={link} />
      <section class="people">
        {stage.settings.locked && (
          <p class="locked">
            <Icon name="lock" /> {t("lobby.locked")}
          </p>
        )}
        {count === 0 ? (
          <div class="empty">
            <p class="big">{t("lobby.empty")}</p>
            <p>{t("lobby.empty.text")}</p>
          </div>
        ) : stage.teams?.length ? (
          <TeamColumns link={link} stage={stage} name={name} />
        ) : (
          <ul class="names" ref={box}>
            {more > 0 && <li class="more">{t("lobby.more", { n: more })}</li>}
            {shown.map(name)}
          </ul>
        )}
      </section>
      {chosen && <SeatDialog link={link} seat={chosen} group={!!stage.group} onClose={() => choose(null)} />}
    </main>
  );
}
