// One class: its students, new ones from a list, cards to print, attendance. Owns what is open and the requests that
// change the class; each part's own work is in its own file.
import { useSignal } from "@preact/signals";
import { lang, t } from "../../shared/i18n";
import type { Cards as Made, ClassChange, ClassPage as Page } from "../../shared/protocol.gen";
import { attendanceUrl, changeClass, classPage, newCards, removeClass } from "../api";
import { Confirm } from "../Confirm";
import { Desk } from "../Desk";
import { compare } from "../format";
import { useAttempt, useLoad } from "../load";
import { Trouble } from "../Trouble";
import { AddStudents } from "./AddStudents";
import { Cards } from "./Cards";
import { Kept } from "./Classes";
import { Student } from "./Student";
import { Together } from "./Together";

export function ClassPage({ id }: { id: string }) {
  const page = useLoad(() => classPage(id), id);
  const cards = useSignal<Made | undefined>(undefined);
  const title = page.value?.line.name ?? t("classes.title");
  return (
    <Desk here="classes" title={title}>
      {cards.value ? (
        <Cards title={title} made={cards.value} onBack={() => ((cards.value = undefined), page.again())} />
      ) : (
        <>
          <a class="back" href="/teacher/classes">
            {t("classes.title")}
          </a>
          {page.error ? <Trouble error={page.error} again={page.again} /> : null}
          {page.value ? <Sheet page={page.value} again={page.again} onCards={(made) => (cards.value = made)} /> : page.error ? null : <p class="hint">{t("load.wait")}</p>}
        </>
      )}
    </Desk>
  );
}

function Sheet({ page, again, onCards }: { page: Page; again: () => void; onCards: (made: Made) => void }) {
  const { line, students } = page;
  const { error, attempt } = useAttempt();
  const name = useSignal(line.name);
  const change = (part: ClassChange): Promise<void> =>
    attempt(async () => {
      await changeClass(line.id, part);
      again();
    });
  const make = (chosen?: string[]): Promise<void> => attempt(async () => onCards(await newCards(line.id, chosen)));
  const order = compare(lang.value);
  const sorted = [...students].sort((a, b) => order(a.name, b.name));
  const without = students.filter((one) => !one.card).map((one) => one.id);
  return (
    <article class="classes">
      <header>
        <h1>{line.name}</h1>
        {line.closed ? <span class="tag">{t("classes.closed")}</span> : null}
        {line.last_ms !== null ? (
          <a class="button" href={`/teacher/reports/class/${encodeURIComponent(line.id)}`}>
            {t("weeks.class_report")}
          </a>
        ) : null}
      </header>
      {error ? <Trouble error={error} /> : null}
      <section aria-labelledby="students-title">
        <h2 id="students-title">{t("classes.students", { n: students.length })}</h2>
        {students.length === 0 ? <p class="hint">{t("class.empty")}</p> : null}
        <ul class="list">
          {sorted.map((one) => (
            <Student key={one.id} one={one} here={line.id} onChanged={again} onCard={() => void make([one.id])} />
          ))}
        </ul>
      </section>
      {students.length > 0 ? <Together line={line} onChange={(part) => void change(part)} /> : null}
      <AddStudents id={line.id} known={students} onAdded={again} />
      {students.length > 0 ? (
        <section class="card deeds" aria-labelledby="cards-title">
          <h2 id="cards-title">{t("cards.title")}</h2>
          <p class="hint">{t("cards.about")}</p>
          <p class="row">
            {without.length > 0 ? (
              <button type="button" class="button" onClick={() => void make(without)}>
                {t("cards.make", { n: without.length })}
              </button>
            ) : null}
          </p>
          {line.cards > 0 ? (
            <Confirm ask={t("cards.all")} sure={t("cards.all_sure")} yes={t("cards.all_yes")} no={t("class.no")} onYes={() => void make()} />
          ) : null}
        </section>
      ) : null}
      {line.last_ms !== null ? (
        <section class="card deeds" aria-labelledby="attendance-title">
          <h2 id="attendance-title">{t("attendance.title")}</h2>
          <p class="hint">{t("attendance.about")}</p>
          <p class="row">
            <a class="button" href={attendanceUrl(line.id, "xlsx", lang.value)} download>
              Excel
            </a>
            <a class="button" href={attendanceUrl(line.id, "csv", lang.value)} download>
              CSV
            </a>
          </p>
        </section>
      ) : null}
      <details>
        <summary>{t("class.more")}</summary>
        <form
          class="row"
          onSubmit={(event) => {
            event.preventDefault();
            void change({ name: name.value });
          }}
        >
          <label>
            <span>{t("class.name")}</span>
            <input value={name.value} maxLength={60} required onInput={(event) => (name.value = event.currentTarget.value)} />
          </label>
          <button type="submit" class="button">
            {t("class.rename")}
          </button>
        </form>
        <p>
          <button type="button" class="quiet" onClick={() => void change({ closed: !line.closed })}>
            {t(line.closed ? "class.open_again" : "class.close")}
          </button>
        </p>
        <Confirm
          ask={t("class.remove")}
          sure={t("class.remove_sure")}
          yes={t("class.remove_yes")}
          no={t("class.no")}
          onYes={() =>
            void attempt(async () => {
              await removeClass(line.id);
              location.assign("/teacher/classes");
            })
          }
        />
      </details>
      <Kept />
    </article>
  );
}
