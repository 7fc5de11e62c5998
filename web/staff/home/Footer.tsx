// The foot of the teacher's first page: which Saual this is, and who is signed in where.
import { useSignal } from "@preact/signals";
import { t } from "../../shared/i18n";
import { leave, revokeOthers, type ApiError } from "../api";
import { Confirm } from "../Confirm";
import { refused } from "../load";
import { Trouble } from "../Trouble";

export function Footer({ version }: { version: string }) {
  const done = useSignal(false);
  const error = useSignal<ApiError | undefined>(undefined);
  const run = async (ask: () => Promise<void>, then: () => void): Promise<void> => {
    error.value = undefined;
    done.value = false;
    try {
      await ask();
      then();
    } catch (reason) {
      error.value = refused(reason);
    }
  };
  return (
    <footer class="foot">
      {version ? <span class="hint">{t("foot.version", { version })}</span> : null}
      <button type="button" class="quiet" onClick={() => void run(revokeOthers, () => (done.value = true))}>
        {t("foot.revoke")}
      </button>
      <Confirm
        ask={t("foot.leave")}
        sure={t("foot.leave_sure")}
        yes={t("foot.leave_yes")}
        no={t("foot.stay")}
        onYes={() => void run(leave, () => location.assign("/teacher"))}
      />
      <span role="status">{done.value ? t("foot.revoked") : ""}</span>
      {error.value ? <Trouble error={error.value} /> : null}
    </footer>
  );
}
