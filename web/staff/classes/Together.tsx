// What a class does together over weeks: a goal for the month, and what phones tell their students. Each is off until the
// teacher turns it on. Saved at once.
import { useSignal } from "@preact/signals";
import { t } from "../../shared/i18n";
import type { ClassChange, ClassLine } from "../../shared/protocol.gen";
import { Check } from "../home/fields";

export function Together({ line, onChange }: { line: ClassLine; onChange: (change: ClassChange) => void }) {
  const goal = useSignal(line.goal ? String(line.goal) : "");
  return (
    <section class="card deeds" aria-labelledby="together-title">
      <h2 id="together-title">{t("together.title")}</h2>
      <p class="hint">{t("together.about")}</p>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          onChange({ goal: Number(goal.value || 0) });
        }}
      >
        <label class="pick">
          <span>{t("together.goal")}</span>
          <input
            inputMode="numeric"
            pattern="[0-9]*"
            maxLength={6}
            value={goal.value}
            placeholder={t("together.none")}
            onInput={(event) => (goal.value = event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button">
          {t("student.save")}
        </button>
      </form>
      <Check label={t("together.streaks")} hint={t("together.streaks_why")} on={!!line.streaks} onTurn={(streaks) => onChange({ streaks })} />
      <Check label={t("together.badges")} hint={t("together.badges_why")} on={!!line.badges} onTurn={(badges) => onChange({ badges })} />
    </section>
  );
}
