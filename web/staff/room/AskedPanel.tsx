// The class screen's drawer of students' questions. The whole class sees this screen, so it has only what was let
// through already; what waits is read on the remote.
import { t } from "../../shared/i18n";
import type { AskedView, SpokenKind } from "../../shared/protocol.gen";
import { queue } from "./asked";
import { Dialog } from "./Dialog";
import { Icon } from "./icons";
import type { RoomLink, Wish } from "./link";

export const SPOKEN: readonly SpokenKind[] = ["question", "answer", "contribution"];

interface Props {
  link: RoomLink;
  onWish: (wish: Wish) => void;
  onRemote: () => void;
  onClose: () => void;
}

export function AskedPanel({ link, onWish, onRemote, onClose }: Props) {
  const { now, later } = queue(link.asked.value);
  const asking = link.asking.value;
  const waiting = asking.waiting ?? 0;
  return (
    <Dialog title={t("asked.all")} kind="drawer" onClose={onClose}>
      <fieldset>
        <legend>{t("spoken.title")}</legend>
        <div class="choice">
          {SPOKEN.map((what) => (
            <button type="button" key={what} onClick={() => onWish({ t: "spoken", what })}>
              {t(`spoken.${what}`)} <b>{asking[what] ?? 0}</b>
            </button>
          ))}
        </div>
      </fieldset>
      {waiting > 0 && (
        <p class="note wait">
          {t("asked.waiting", { n: waiting })}{" "}
          <button type="button" class="quiet" onClick={onRemote}>
            {t("do.remote")}
          </button>
        </p>
      )}
      {now.length + later.length === 0 && <p class="note wait">{t("asked.none")}</p>}
      <ul class="asked-list">
        {[...now, ...later].map((one) => (
          <Row key={one.no} one={one} shown={asking.screen === one.no} onWish={onWish} />
        ))}
      </ul>
    </Dialog>
  );
}

function Row({ one, shown, onWish }: { one: AskedView; shown: boolean; onWish: (wish: Wish) => void }) {
  return (
    <li>
      <p dir="auto">{one.text}</p>
      <p class="actions">
        <button type="button" aria-pressed={shown} onClick={() => onWish({ t: "show", no: shown ? 0 : one.no })}>
          {t(shown ? "asked.off" : "asked.show")}
        </button>
        <button type="button" onClick={() => onWish({ t: "sort", no: one.no, to: "answered" })}>
          <Icon name="check" />
          {t("asked.answered")}
        </button>
        {(one.n ?? 0) > 0 && <span>{t("asked.others", { n: one.n ?? 0 })}</span>}
      </p>
    </li>
  );
}
