// What a screen says when newer ones of the same browser have taken its place; one press takes it back.
import { t } from "../../shared/i18n";
import { Message } from "../Message";
import type { RoomLink } from "./link";

export function Elsewhere({ link }: { link: RoomLink }) {
  const deed = { word: t("elsewhere.here"), go: () => link.comeBack() };
  return <Message title={t("elsewhere.title")} text={t("elsewhere.text")} deed={deed} />;
}
