// An open answer in the editor: whether the class may see names.
import { t } from "../shared/i18n";
import type { EditorKind, Fields, FormProps } from "./editor";

function Form({ fields, set }: FormProps) {
  return (
    <label class="check">
      <input type="checkbox" checked={fields.names === true} onChange={(event) => set({ names: event.currentTarget.checked }, "")} />
      <span>
        {t("open.names")} <small>{t("open.names.text")}</small>
      </span>
    </label>
  );
}

const open: EditorKind = {
  place: 7.2,
  texts: [],
  marked: false,
  answered: true,
  fresh: (): Fields => ({ time: 120 }),
  Form,
  ask: (fields) => ({ named: fields.names === true }),
  solution: () => ({}),
};
export default open;
