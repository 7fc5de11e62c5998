// A student without a phone comes into the room: from the class's list, or by a name. Owns what is typed.
import { useState } from "preact/hooks";
import { t } from "../../shared/i18n";
import type { Code } from "../../shared/protocol.gen";
import { Dialog } from "./Dialog";
import type { RoomLink } from "./link";
import { Refused } from "./Refused";

export function AddByHand({ link, onClose }: { link: RoomLink; onClose: () => void }) {
  const [name, setName] = useState("");
  const [refused, setRefused] = useState<Code | null>(null);
  const settle = (code: Code | null): void => (code === null ? onClose() : setRefused(code));
  const here = new Set([...link.seats.value.values()].map((seat) => seat.real));
  const names = link.names.value;
  return (
    <Dialog title={t("hand.add")} kind="sheet" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void link.give({ t: "add_student", name }).then(settle);
        }}
      >
        <p class="note">{t("hand.add.text")}</p>
        {names.length > 0 && (
          <label>
            {t("hand.add.list")}
            <select
              onChange={(event) => {
                const student = Number(event.currentTarget.value);
                event.currentTarget.value = "";
                if (student) void link.give({ t: "add_student", student }).then(settle);
              }}
            >
              <option value="">…</option>
              {names.map((one, i) => (
                <option key={i} value={i + 1} disabled={here.has(one)}>
                  {one}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          {t("seat.name")}
          <input value={name} maxLength={60} autocomplete="off" onInput={(event) => setName(event.currentTarget.value)} />
        </label>
        <Refused code={refused} />
        <p class="actions">
          <button type="submit" class="main" disabled={!name.trim()}>
            {t("hand.add.go")}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
