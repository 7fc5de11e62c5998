// The faults of one bank: where each is, what it is, how to fix it. The server's words, which are English.
import { t } from "../shared/i18n";
import type { FaultView } from "../shared/protocol.gen";

export function Faults({ faults }: { faults: readonly FaultView[] }) {
  return (
    <ol class="faults">
      {faults.map((fault) => (
        <li>
          <span class="line">{t("fault.line", { line: fault.line })}</span>
          <div>
            <p lang="en">
              {fault.place ? <code>{fault.place}</code> : null} {fault.problem}
            </p>
            <p>
              {t("fault.fix")} <span lang="en">{fault.fix}</span>
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
