// The report of one game: what to take from it at a glance, then every question and every student; printable, and
// as tables to download. Loads it in the teacher's language.
import { useSignal } from "@preact/signals";
import { lang, t } from "../../shared/i18n";
import type { GameReport as Report } from "../../shared/protocol.gen";
import { type ApiError, deleteGame, game, tableUrl, type Table, workbookUrl } from "../api";
import { Confirm } from "../Confirm";
import { Desk } from "../Desk";
import { clock, day } from "../format";
import { refused, useLoad } from "../load";
import { Trouble } from "../Trouble";
import { Asked } from "./Asked";
import { Items } from "./Items";
import { Reliability } from "./Reliability";
import { Students } from "./Students";
import { Teams } from "./Teams";
import { Summary } from "./Summary";
import { Timeline } from "./Timeline";
import { Planned } from "./Planned";
import { Uses } from "./Uses";
import "./report.css";

const TABLES: readonly Table[] = ["students", "questions", "responses", "asked", "lesson", "gradebook"];
const AT_HOME: readonly Table[] = [...TABLES, "attempts", "material"];

export function GameReport({ id }: { id: string }) {
  const report = useLoad(() => game(id, lang.value), `${id} ${lang.value}`);
  return (
    <Desk here="report" title={report.value?.game.title ?? t("games.title")}>
      <a class="back" href="/teacher/games">
        {t("report.back")}
      </a>
      {report.error ? <Trouble error={report.error} again={report.again} /> : null}
      {report.value ? <Sheet report={report.value} again={report.again} /> : report.error ? null : <p class="hint">{t("load.wait")}</p>}
    </Desk>
  );
}

function Sheet({ report, again }: { report: Report; again: () => void }) {
  const { game, students, items, asked, spoken } = report;
  // A lesson in which students only asked has no questions of a bank to speak of.
  const quiz = items.length > 0 || asked.length + spoken.question + spoken.answer + spoken.contribution === 0;
  return (
    <article class="report">
      <header>
        <div>
          <h1>{game.title}</h1>
          <p class="facts">
            <span>
              {game.homework
                ? `${day(lang.value, game.started_ms)} – ${day(lang.value, game.ended_ms)}`
                : t("report.when", {
                    day: day(lang.value, game.started_ms),
                    from: clock(lang.value, game.started_ms),
                    to: clock(lang.value, game.ended_ms),
                  })}
            </span>
            {game.homework ? <span class="tag">{t("games.homework")}</span> : game.finished ? null : <span class="tag">{t("games.left")}</span>}
            {game.bank && items.length > 0 ? (
              <a class="no-print" href={`/teacher/reports/bank/${encodeURIComponent(game.bank)}`}>
                {t("weeks.all_games")}
              </a>
            ) : null}
          </p>
        </div>
        <button type="button" class="button no-print" onClick={() => window.print()}>
          {t("report.print")}
        </button>
      </header>
      {quiz ? <Summary report={report} /> : null}
      {report.timeline.length > 1 && !game.homework ? <Timeline report={report} /> : null}
      {quiz ? (
        <section aria-labelledby="items-title">
          <h2 id="items-title">{t("report.items")}</h2>
          {items.length > 0 ? <Items items={items} game={game.id} again={again} /> : <p class="hint">{t("report.no_items")}</p>}
          <Reliability report={report} />
        </section>
      ) : null}
      <Asked report={report} />
      <Planned report={report} />
      <Uses report={report} />
      <Teams teams={report.teams} />
      <section aria-labelledby="students-title">
        <h2 id="students-title">{t("report.students")}</h2>
        {students.length > 0 ? <Students students={students} /> : <p class="hint">{t("report.nobody")}</p>}
      </section>
      <section class="no-print" aria-labelledby="csv-title">
        <h2 id="csv-title">{t("csv.title")}</h2>
        <p class="row">
          <a class="button" href={workbookUrl(game.id, lang.value)} download>
            {t("csv.workbook")}
          </a>
          {[...(game.homework ? AT_HOME : TABLES), ...(report.plan?.length ? (["plan"] as const) : [])].map((table) => (
            <a key={table} class="button" href={tableUrl(game.id, table, lang.value)} download>
              {t(`csv.${table}`)}
            </a>
          ))}
        </p>
      </section>
      <Remove id={game.id} />
    </article>
  );
}

function Remove({ id }: { id: string }) {
  const error = useSignal<ApiError | undefined>(undefined);
  const remove = async (): Promise<void> => {
    error.value = undefined;
    try {
      await deleteGame(id);
      location.assign("/teacher/games");
    } catch (reason) {
      error.value = refused(reason);
    }
  };
  return (
    <div class="no-print">
      <Confirm ask={t("delete.ask")} sure={t("delete.sure")} yes={t("delete.yes")} no={t("delete.no")} onYes={() => void remove()} />
      {error.value ? <Trouble error={error.value} /> : null}
    </div>
  );
}
