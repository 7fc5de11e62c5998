// One question before something that cannot be undone, beside the button that asked. Escape means no.
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../shared/i18n";
import type { Deed } from "./control";

export function Confirm({ deed, onYes, onNo }: { deed: Deed; onYes: () => void; onNo: () => void }) {
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => yes.current?.focus(), []);
  return (
    <div
      class="confirm"
      role="alertdialog"
      aria-label={t(`do.${deed}.sure`)}
      onKeyDown={(event) => event.key === "Escape" && onNo()}
    >
      <p>{t(`do.${deed}.sure`)}</p>
      <button type="button" class="danger" ref={yes} onClick={onYes}>
        {t("yes")}
      </button>
      <button type="button" class="quiet" onClick={onNo}>
        {t("no")}
      </button>
    </div>
  );
}
