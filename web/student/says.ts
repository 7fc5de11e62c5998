// A refusal in words for a student: what happened and what to do. Every code has them, the rare ones share one sentence.
import { has, t } from "../shared/i18n";
import type { Code } from "../shared/protocol.gen";

export function says(code: Code): string {
  return t(has(`e.${code}`) ? `e.${code}` : "e.other");
}
