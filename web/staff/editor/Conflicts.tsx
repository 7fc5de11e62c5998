// The same was changed here and somewhere else at the same time: both are there, and the teacher says which stays. Owns
// the question; what happens then is its caller's.
import { t } from "../../shared/i18n";
import type { Conflict, Doc } from "./doc";
import { say } from "./question";

interface Props {
  conflicts: readonly Conflict[];
  doc: Doc;
  onLook: (id: string) => void;
  onBoth: (conflict: Conflict) => void;
  onMine: (conflict: Conflict) => void;
  onTheirs: (conflict: Conflict) => void;
}

export function Conflicts({ conflicts, doc, onLook, onBoth, onMine, onTheirs }: Props) {
  const conflict = conflicts[0];
  if (!conflict) return null;
  const question = conflict.of === "question" ? doc.questions.find((one) => one.id === conflict.copy) : undefined;
  return (
    <div class="note conflict" role="alert">
      <h2>{t("conflict.title")}</h2>
      <p>
        {conflict.of === "question"
          ? t("conflict.question", { text: question ? say(question.fields.text, doc.language, doc.language).slice(0, 80) : "" })
          : t("conflict.head", { field: t(`bank.${conflict.field}`), text: conflict.theirs.slice(0, 80) })}
      </p>
      <div class="row">
        {conflict.of === "question" ? (
          <>
            <button type="button" class="button" onClick={() => onBoth(conflict)}>
              {t("conflict.both")}
            </button>
            <button type="button" class="quiet" onClick={() => onLook(conflict.copy)}>
              {t("conflict.look")}
            </button>
          </>
        ) : null}
        <button type="button" class="button" onClick={() => onMine(conflict)}>
          {t("conflict.mine")}
        </button>
        <button type="button" class="button" onClick={() => onTheirs(conflict)}>
          {t("conflict.theirs")}
        </button>
      </div>
    </div>
  );
}
