// Rename or remove one student, or free a name of the class for another phone; on the projector and on the teacher's phone.
import { useState } from "preact/hooks";
import { lang, t } from "../../shared/i18n";
import type { Code, SeatView } from "../../shared/protocol.gen";
import { compare } from "../format";
import { Dialog } from "./Dialog";
import type { RoomLink } from "./link";
import { teamName } from "./teams";
import { Refused } from "./Refused";

interface Props {
  link: RoomLink;
  seat: SeatView;
  /** The room is a class's: a student's name can be taken off a phone. */
  group: boolean;
  onClose: () => void;
}

/** In which team the student plays, with all who share the phone. */
function Team({ link, seat, onPick }: { link: RoomLink; seat: SeatView; onPick: (team: number) => void }) {
  const teams = link.stage.value?.teams ?? [];
  if (teams.length === 0) return null;
  return (
    <label>
      {t("team.title")}
      <select value={String(seat.team ?? 0)} onChange={(event) => Number(event.currentTarget.value) && onPick(Number(event.currentTarget.value))}>
        {!seat.team && <option value="0">{t("team.none")}</option>}
        {teams.map((team) => (
          <option key={team.no} value={team.no}>
            {teamName(team)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Whose phone the student uses. Nobody is moved whose own phone others use. */
function With({ link, seat, onPick }: { link: RoomLink; seat: SeatView; onPick: (phone: number) => void }) {
  const all = [...link.seats.value.values()];
  if (all.some((one) => one.phone === seat.no)) return null;
  const order = compare(lang.value);
  const phones = all.filter((one) => !one.phone && one.by_hand !== true && one.no !== seat.no).sort((a, b) => order(a.name, b.name));
  const own = !seat.phone && seat.by_hand !== true;
  return (
    <label>
      {t("hand.phone")}
      <select
        value={own ? "own" : String(seat.phone ?? 0)}
        onChange={(event) => event.currentTarget.value !== "own" && onPick(Number(event.currentTarget.value))}
      >
        {own && <option value="own">{t("hand.own")}</option>}
        <option value="0">{t("hand.none")}</option>
        {phones.map((one) => (
          <option key={one.no} value={one.no}>
            {t("hand.with", { name: one.name })}
          </option>
        ))}
      </select>
    </label>
  );
}

export function SeatDialog({ link, seat, group, onClose }: Props) {
  const [name, setName] = useState(seat.name);
  const [sure, setSure] = useState(false);
  const [refused, setRefused] = useState<Code | null>(null);
  const settle = (code: Code | null): void => (code === null ? onClose() : setRefused(code));
  return (
    <Dialog title={seat.name} kind="sheet" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void link.give({ t: "rename", seat: seat.no, name }).then(settle);
        }}
      >
        {seat.real && (
          <p class="note" dir="auto">
            {seat.real}
          </p>
        )}
        <label>
          {t("seat.name")}
          <input value={name} maxLength={60} autocomplete="off" onInput={(event) => setName(event.currentTarget.value)} />
        </label>
        <Team link={link} seat={seat} onPick={(team) => void link.give({ t: "in_team", seat: seat.no, team }).then(settle)} />
        <With link={link} seat={seat} onPick={(phone) => void link.give({ t: "sit_with", seat: seat.no, phone }).then(settle)} />
        <Refused code={refused} />
        <p class="actions">
          <button type="submit" class="main">
            {t("seat.save")}
          </button>
          {group && !seat.phone && seat.by_hand !== true && (
            <button type="button" class="quiet" title={t("seat.free.text")} onClick={() => void link.give({ t: "free", seat: seat.no }).then(settle)}>
              {t("seat.free")}
            </button>
          )}
          <button
            type="button"
            class={sure ? "danger" : "quiet"}
            onClick={() => (sure ? void link.give({ t: "kick", seat: seat.no }).then(settle) : setSure(true))}
          >
            {t(sure ? "seat.kick.sure" : "seat.kick")}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
