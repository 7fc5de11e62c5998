// The smaller panels of the projector: the keys, the large QR code, and the code that makes a phone the remote.
import { useEffect, useState } from "preact/hooks";
import { t } from "../../shared/i18n";
import type { Address } from "../../shared/protocol.gen";
import { remoteLink } from "../api";
import { Dialog } from "./Dialog";
import { address, Qr } from "./door";
import { grouped, typed } from "./seats";

const KEYS: readonly [string, string][] = [
  ["␣ →", "help.next"],
  ["P", "help.pause"],
  ["T", "help.more"],
  ["S", "help.skip"],
  ["L", "help.board"],
  ["M", "help.mute"],
  ["F", "help.full"],
  ["Q", "help.asked"],
  ["E D R", "help.choose"],
  ["?", "help.help"],
];

export function Help({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t("help.title")} kind="sheet" onClose={onClose}>
      <dl class="keylist">
        {KEYS.map(([key, word]) => (
          <div key={word}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(word)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

export function BigQr({ pin, onClose }: { pin: string; onClose: () => void }) {
  const door = address();
  if (!door) return null;
  return (
    <Dialog title={t("join.open")} kind="wide" onClose={onClose}>
      <div class="bigqr">
        <Qr code={door} />
        <p>
          <span class="address">{typed(door.url)}</span>
          <span class="pin">{grouped(pin)}</span>
        </p>
      </div>
    </Dialog>
  );
}

export function RemoteCode({ room, onClose }: { room: string; onClose: () => void }) {
  const [found, setFound] = useState<Address[] | null>(null);
  const [failed, setFailed] = useState(false);
  const ask = (): void => {
    setFailed(false);
    remoteLink(room).then(
      (link) => setFound(link.addresses),
      () => setFailed(true),
    );
  };
  useEffect(ask, [room]);
  // The same network as the students' phones.
  const code = found?.find((one) => one.name === address()?.name) ?? found?.[0];
  return (
    <Dialog title={t("remote.title")} kind="sheet" onClose={onClose}>
      <p>{t("remote.text")}</p>
      {code && <Qr code={code} />}
      {failed && (
        <p class="refused" role="alert">
          {t("remote.failed")}
        </p>
      )}
      <p class="note">{t("remote.careful")}</p>
      <p class="actions">
        <button type="button" class="quiet" onClick={ask}>
          {t("remote.new")}
        </button>
      </p>
    </Dialog>
  );
}
