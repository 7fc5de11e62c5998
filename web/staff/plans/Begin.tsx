// The button that begins the planned lesson: for which class, in which language, else as the last lesson went.
import { useSignal } from "@preact/signals";
import { t } from "../../shared/i18n";
import type { Plan } from "../../shared/protocol.gen";
import { openRoom, type ApiError } from "../api";
import { Choice } from "../home/fields";
import { ForClass } from "../home/ForClass";
import { keep, kept } from "../home/keep";
import { LANGS, readWish, roomOfPlan, type Wish } from "../home/wish";
import { refused } from "../load";
import { Trouble } from "../Trouble";

export function Begin({ id, plan, flush }: { id: string; plan: Plan; flush: () => Promise<boolean> }) {
  const wish = useSignal<Wish>(readWish(kept("wish")));
  const going = useSignal(false);
  const error = useSignal<ApiError | undefined>(undefined);
  const spoken = wish.value.lang || plan.lang;
  const change = (next: Wish): void => {
    wish.value = next;
    keep("wish", JSON.stringify(next));
  };
  const begin = async (): Promise<void> => {
    going.value = true;
    error.value = undefined;
    try {
      // Why it could not be kept the page says.
      if (!(await flush())) {
        going.value = false;
        return;
      }
      const room = await openRoom(roomOfPlan(wish.value, id, spoken));
      location.assign(`/teacher/room/${encodeURIComponent(room.room)}`);
    } catch (reason) {
      error.value = refused(reason);
      going.value = false;
    }
  };
  return (
    <section class="card begin no-print" aria-labelledby="begin-title">
      <h2 id="begin-title">{t("plans.begin")}</h2>
      <Choice
        name="lang"
        legend={t("start.lang")}
        hint={t("plans.begin_hint")}
        options={LANGS.map((code) => [code, t(`lang.${code}`)])}
        value={spoken}
        onChoose={(code) => change({ ...wish.value, lang: code })}
      />
      <ForClass wish={wish.value} onWish={change} />
      {error.value ? <Trouble error={error.value} /> : null}
      <button type="button" class="primary" disabled={going.value} onClick={() => void begin()}>
        {t(going.value ? "start.going" : "start.go")}
      </button>
    </section>
  );
}
