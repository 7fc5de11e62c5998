// A lesson without a quiz: a room in which students ask, and nothing else. Owns the request that opens it.
import { useSignal } from "@preact/signals";
import { lang, t } from "../../shared/i18n";
import type { RoomLine } from "../../shared/protocol.gen";
import { openRoom, type ApiError } from "../api";
import { refused } from "../load";
import { Trouble } from "../Trouble";
import { forClass, type Wish } from "./wish";

export function NoQuiz({ wish, onOpened }: { wish: Wish; onOpened: (room: RoomLine) => void }) {
  const going = useSignal(false);
  const error = useSignal<ApiError | undefined>(undefined);
  const open = async (): Promise<void> => {
    going.value = true;
    error.value = undefined;
    try {
      onOpened(await openRoom({ lang: wish.lang || lang.value, moderated: wish.moderated, ...forClass(wish) }));
    } catch (reason) {
      error.value = refused(reason);
      going.value = false;
    }
  };
  return (
    <section class="card no-quiz" aria-labelledby="no-quiz-title">
      <h2 id="no-quiz-title">{t("noquiz.title")}</h2>
      <p class="hint">
        {t("noquiz.about")} {wish.class_id ? t("noquiz.class") : null}
      </p>
      {error.value ? <Trouble error={error.value} /> : null}
      <button type="button" class="button" disabled={going.value} onClick={() => void open()}>
        {t(going.value ? "start.going" : "noquiz.open")}
      </button>
    </section>
  );
}
