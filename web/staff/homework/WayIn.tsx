// How students come to a homework: PIN, address and QR code, to be shown, printed or sent.
import { t } from "../../shared/i18n";
import { door } from "../api";
import { useLoad } from "../load";
import { Qr } from "../room/door";

export function WayIn({ room, pin }: { room: string; pin: string }) {
  const found = useLoad(() => door(room), room);
  const [first] = found.value?.addresses ?? [];
  return (
    <section class="card way" aria-labelledby="hw-way">
      <div>
        <h2 id="hw-way">{t("hw.way")}</h2>
        <p class="pin">{pin}</p>
        {first ? (
          <p>
            <a href={first.link}>{first.link}</a>
          </p>
        ) : null}
        <p class="hint">{t("hw.reach")}</p>
      </div>
      {first ? <Qr code={first} /> : null}
    </section>
  );
}
