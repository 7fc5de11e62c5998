// Rename or remove one student; on the projector and on the teacher's phone.
import { useState } from "preact/hooks";
import { has, t } from "../../shared/i18n";
import type { Code, SeatView } from "../../shared/protocol.gen";
import { Dialog } from "./Dialog";
import type { RoomLink } from "./link";

export function SeatDialog({ link, seat, onClose }: { link: RoomLink; seat: SeatView; onClose: () => void }) {
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
