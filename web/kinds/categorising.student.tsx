// Categorising: each item goes into one of the boxes.
import { t } from "../shared/i18n";
import { SignedAssign } from "./matching.student";
import type { Play } from "./student";

export { Own, ready } from "./matching.student";

export const Input = (play: Play) => <SignedAssign {...play} hint={t("sort.hint")} />;
