// One student of the class: rename, move, a new card, hand out or delete all that is kept. Owns its fields and their
// saving; the list is its caller's.
import { useSignal } from "@preact/signals";
import { useId, useRef } from "preact/hooks";
import { lang, t } from "../../shared/i18n";
import type { ClassLine, Needs, StudentChange, StudentEntry } from "../../shared/protocol.gen";
import { type ApiError, changeStudent, classes, eraseStudent, everythingUrl } from "../api";
import { Confirm } from "../Confirm";
import { Check } from "../home/fields";
import { refused, useLoad } from "../load";
import { Trouble } from "../Trouble";

interface Props {
  one: StudentEntry;
  /** The class's id. */
  here: string;
  onChanged: () => void;
  onCard: () => void;
}

export function Student({ one, here, onChanged, onCard }: Props) {
  const open = useSignal(false);
  return (
    <li class="card student">
      <details onToggle={(event) => (open.value = event.currentTarget.open)}>
        <summary>
          <strong dir="auto">{one.name}</strong>
          {one.number ? <span class="hint">{one.number}</span> : null}
          {one.card ? <span class="tag">{t("student.card")}</span> : null}
        </summary>
        {open.value ? <Fields one={one} here={here} onChanged={onChanged} onCard={onCard} /> : null}
      </details>
    </li>
  );
}

function Fields({ one, here, onChanged, onCard }: Props) {
  const id = useId();
  const name = useSignal(one.name);
  const number = useSignal(one.number);
  const error = useSignal<ApiError | undefined>(undefined);
  const others = (useLoad(classes, "classes").value ?? []).filter((group: ClassLine) => group.id !== here && !group.closed);
  const attempt = async (what: () => Promise<unknown>): Promise<boolean> => {
    error.value = undefined;
    try {
      await what();
      onChanged();
      return true;
    } catch (reason) {
      error.value = refused(reason);
      return false;
    }
  };
  const change = (part: StudentChange): Promise<boolean> => attempt(() => changeStudent(one.id, part));
  const needs = useSignal<Needs>(one.needs ?? {});
  const kept = useRef<Needs>(needs.value);
  const keeping = useRef<Promise<void>>(Promise.resolve());
  // One after the other, each with what was given before it: the list may not have come again meanwhile.
  const give = (part: Needs): void => {
    const all = (needs.value = { ...needs.value, ...part });
    keeping.current = keeping.current.then(async () => {
      if (await change({ needs: all })) kept.current = all;
      else if (needs.value === all) needs.value = kept.current; // what was given since then is sent after this
    });
  };
  return (
    <div class="fields">
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          void change({ name: name.value, number: number.value });
        }}
      >
        <label>
          <span>{t("student.name")}</span>
          <input value={name.value} maxLength={60} required onInput={(event) => (name.value = event.currentTarget.value)} />
        </label>
        <label class="short">
          <span>{t("student.number")}</span>
          <input value={number.value} maxLength={40} onInput={(event) => (number.value = event.currentTarget.value)} />
        </label>
        <button type="submit" class="button">
          {t("student.save")}
        </button>
      </form>
      {others.length > 0 ? (
        <label class="pick" for={id}>
          <span>{t("student.move")}</span>
          <select id={id} value="" onChange={(event) => void change({ class_id: event.currentTarget.value })}>
            <option value="">{t("student.move_to")}</option>
            {others.map((group) => (
              <option key={group.id} value={group.id}>
                {group.name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <Given needs={needs.value} onChange={give} />
      <p class="links">
        <button type="button" class="quiet" onClick={onCard}>
          {t(one.card ? "student.new_card" : "student.make_card")}
        </button>
        <a class="quiet" href={everythingUrl(one.id, lang.value)} download>
          {t("student.hand_out")}
        </a>
        <button type="button" class="quiet" onClick={() => void change({ gone: true })}>
          {t("student.gone")}
        </button>
      </p>
      <Confirm
        ask={t("student.erase")}
        sure={t("student.erase_sure")}
        yes={t("student.erase_yes")}
        no={t("class.no")}
        onYes={() => void attempt(() => eraseStudent(one.id))}
      />
      {error.value ? <Trouble error={error.value} /> : null}
    </div>
  );
}

const TIMES: readonly NonNullable<Needs["time"]>[] = ["", "x1.5", "x2", "none"];

/** What this student is given in lessons. Saved at once; in the list of the class nothing tells of it. */
function Given({ needs, onChange }: { needs: Needs; onChange: (part: Needs) => void }) {
  const id = useId();
  return (
    <fieldset class="given choice">
      <legend>{t("needs.title")}</legend>
      <p class="hint">{t("needs.about")}</p>
      <label class="pick" for={id}>
        <span>{t("needs.time")}</span>
        <select
          id={id}
          value={needs.time ?? ""}
          onChange={(event) => onChange({ time: TIMES[event.currentTarget.selectedIndex]! })}
        >
          {TIMES.map((time) => (
            <option key={time} value={time}>
              {t(`needs.time.${time || "same"}`)}
            </option>
          ))}
        </select>
      </label>
      <Check label={t("needs.large")} on={!!needs.large} onTurn={(large) => onChange({ large })} />
      <Check
        label={t("needs.aloud")}
        hint={t("needs.aloud_why")}
        on={!!needs.aloud}
        onTurn={(aloud) => onChange({ aloud })}
      />
    </fieldset>
  );
}
