// Rename or remove one student, or free a name of the class for another phone; on the projector and on the teacher's phone.
import { useState } from "preact/hooks";
import { has, t } from "../../shared/i18n";
import type { Code, SeatView } from "../../shared/protocol.gen";
import { Dialog } from "./Dialog";
import type { RoomLink } from "./link";

interface Props {
  link: RoomLink;
  seat: SeatView;
  /** The room is a class's: a student's name can be taken off a phone. */
  group: boolean;
  onClose: () => void;
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
        {refused && (
          <p class="refused" role="alert">
            {t(has(`refused.${refused}`) ? `refused.${refused}` : "refused")}
          </p>
        )}
        <p class="actions">
          <button type="submit" class="main">
            {t("seat.save")}
          </button>
          {group && (
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
