// The list of classes, and a new one. Says how long what is known of students is kept.
import { useSignal } from "@preact/signals";
import { lang, t } from "../../shared/i18n";
import type { ClassLine } from "../../shared/protocol.gen";
import { type ApiError, classes, me, newClass } from "../api";
import { Desk } from "../Desk";
import { day } from "../format";
import { Listed } from "../Listed";
import { refused, useLoad } from "../load";
import { Trouble } from "../Trouble";

export const classUrl = (id: string): string => `/teacher/classes/${encodeURIComponent(id)}`;

export function Classes() {
  const list = useLoad(classes, "classes");
  return (
    <Desk here="classes" title={t("classes.title")}>
      <div class="classes">
        <h1>{t("classes.title")}</h1>
        <p class="hint">{t("classes.about")}</p>
        <NewClass first={list.value?.length === 0} />
        <Listed list={list} line={(one) => <Line key={one.id} one={one} />} />
        <Kept />
      </div>
    </Desk>
  );
}

function Line({ one }: { one: ClassLine }) {
  return (
    <li class="card line">
      <a href={classUrl(one.id)}>{one.name}</a>
      <p class="facts">
        <span>{t("classes.students", { n: one.students })}</span>
        <span>{one.last_ms === null ? t("classes.no_lesson") : t("classes.last", { day: day(lang.value, one.last_ms) })}</span>
        {one.closed ? <span class="tag">{t("classes.closed")}</span> : null}
      </p>
    </li>
  );
}

function NewClass({ first }: { first: boolean }) {
  const name = useSignal("");
  const error = useSignal<ApiError | undefined>(undefined);
  const make = async (event: Event): Promise<void> => {
    event.preventDefault();
    error.value = undefined;
    try {
      location.assign(classUrl((await newClass(name.value)).id));
    } catch (reason) {
      error.value = refused(reason);
    }
  };
  return (
    <form class="card new" onSubmit={(event) => void make(event)}>
      {first ? <p>{t("classes.first")}</p> : null}
      <label>
        <span>{t("classes.new")}</span>
        <input value={name.value} maxLength={60} required placeholder={t("classes.example")} onInput={(event) => (name.value = event.currentTarget.value)} />
      </label>
      <button type="submit" class="button">
        {t("classes.make")}
      </button>
      {error.value ? <Trouble error={error.value} /> : null}
    </form>
  );
}

/** What a parent may ask first. */
export function Kept() {
  const days = useLoad(me, "me").value?.keep_days;
  if (days === undefined) return null;
  return <p class="hint">{days > 0 ? t("classes.kept", { n: days }) : t("classes.kept_for_ever")}</p>;
}
