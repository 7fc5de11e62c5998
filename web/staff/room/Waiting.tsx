// How many wait to be let in, on the class screen: no names, for nobody has looked at them yet. All can be let in here;
// one by one, and refusing, is for the remote.
import { t } from "../../shared/i18n";
import type { RoomLink } from "./link";

export function Waiting({ link }: { link: RoomLink }) {
  const n = link.tally.value.waits ?? 0;
  if (n === 0) return null;
  return (
    <p class="waiting" role="status">
      <span>
        {t("wait.n", { n })} <small>{t("wait.who")}</small>
      </span>
      <button type="button" onClick={() => void link.give({ t: "let_in", seat: 0 })}>
        {t("wait.all")}
      </button>
    </p>
  );
}
