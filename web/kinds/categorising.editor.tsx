// Categorising in the editor: the items, the boxes, and which item goes into which.
import { t } from "../shared/i18n";
import { assigningKind } from "./matching.editor";

export default assigningKind(
  9,
  { mostItems: 12, mostOptions: 5, inOrder: false },
  () => ({ items: [{}, {}, {}, {}], options: [{}, {}], right: ["", "", "", ""] }),
  () => ({ items: t("items.title"), options: t("boxes.title"), hint: t("boxes.hint"), add: t("boxes.add") }),
);
