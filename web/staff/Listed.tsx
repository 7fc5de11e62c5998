// A list that a page waits for: its lines, why there are none, or that it is on its way.
import type { ComponentChildren } from "preact";
import { t } from "../shared/i18n";
import type { Loaded } from "./load";
import { Trouble } from "./Trouble";

export function Listed<T>({ list, line }: { list: Loaded<T[]>; line: (one: T) => ComponentChildren }) {
  if (list.error) return <Trouble error={list.error} again={list.again} />;
  return list.value ? <ul class="list">{list.value.map(line)}</ul> : <p class="hint">{t("load.wait")}</p>;
}
