// For which class the lesson is, and who comes in how. Owns the list of classes to choose from; what is chosen is its
// caller's.
import { lang, t } from "../../shared/i18n";
import type { ClassLine, Entry } from "../../shared/protocol.gen";
import { classes } from "../api";
import { compare } from "../format";
import { useLoad } from "../load";
import { Check, Choice } from "./fields";
import { ENTRIES, type Wish } from "./wish";

/** The classes that lessons are held in, by name. */
export function useClasses(): ClassLine[] {
  const list = useLoad(classes, "classes");
  const order = compare(lang.value);
  return (list.value ?? []).filter((one) => !one.closed && one.students > 0).sort((a, b) => order(a.name, b.name));
}

export function WhichClass({ open, group, onPick }: { open: readonly ClassLine[]; group: ClassLine | undefined; onPick: (id: string) => void }) {
  return (
    <label class="pick">
      <span>{t("forclass.label")}</span>
      <select value={group?.id ?? ""} onChange={(event) => onPick(event.currentTarget.value)}>
        <option value="">{t("forclass.none")}</option>
        {open.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
    </label>
  );
}

export function ForClass({ wish, onWish }: { wish: Wish; onWish: (wish: Wish) => void }) {
  const open = useClasses();
  const group = open.find((one) => one.id === wish.class_id);
  const change = (part: Partial<Wish>): void => onWish({ ...wish, ...part });
  const entries: readonly Entry[] = group ? ENTRIES : ["open", "approve"];
  const entry = entries.includes(wish.entry) ? wish.entry : "open";
  return (
    <div class="for-class">
      {open.length > 0 ? <WhichClass open={open} group={group} onPick={(class_id) => change({ class_id })} /> : null}
      {group ? (
        <Check label={t("forclass.by_name")} hint={t("forclass.by_name_why")} on={wish.by_name} onTurn={(by_name) => change({ by_name })} />
      ) : null}
      {group && !wish.by_name && group.cards < group.students ? (
        <p class="note">
          {t("forclass.no_cards", { n: group.students - group.cards })} <a href={`/teacher/classes/${encodeURIComponent(group.id)}`}>{t("forclass.make_cards")}</a>
        </p>
      ) : null}
      <Choice
        name="entry"
        legend={t("forclass.entry")}
        hint={t(`entry.${entry}_why`)}
        options={entries.map((one) => [one, t(`entry.${one}`)])}
        value={entry}
        onChoose={(one) => change({ entry: one })}
      />
    </div>
  );
}
