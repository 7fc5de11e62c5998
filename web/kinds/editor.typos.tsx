// How many slips a typed answer forgives, in the editor. Knows no type.
import { t } from "../shared/i18n";
import type { FormProps } from "./editor";

export function Typos({ fields, set }: Pick<FormProps, "fields" | "set">) {
  return (
    <label class="pick">
      <span>{t("typos.title")}</span>
      <select value={String(fields.typos ?? 0)} onChange={(event) => set({ typos: Number(event.currentTarget.value) }, "")}>
        {[0, 1, 2].map((n) => (
          <option key={n} value={n}>
            {t(`typos.${n}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
