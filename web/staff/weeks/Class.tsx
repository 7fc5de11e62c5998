// A class over weeks: every game, every student, what is known by tag, and who did what in which game. Owns how much of it
// is shown; the figures are the server's.
import { useSignal } from "@preact/signals";
import { lang, t } from "../../shared/i18n";
import type { ClassGame, ClassReport, ClassStudent } from "../../shared/protocol.gen";
import { classReport, gradebookUrl } from "../api";
import { clock, compare, day } from "../format";
import { useLoad } from "../load";
import { shortDay } from "./days";
import { ByTag, CountCells, CountHeads, Head, n, Scroll, Share, Sheet, voicesOf } from "./pieces";

const LAST = [10, 30, 200] as const;
import { Went, went } from "./Went";

export function Class({ id }: { id: string }) {
  const loaded = useLoad(() => classReport(id, lang.value), `${id} ${lang.value}`);
  const back = { href: "/teacher/reports", text: t("weeks.reports") };
  return (
    <Sheet title={loaded.value?.name ?? t("weeks.class")} back={back} loaded={loaded}>
      {(report) => <Page report={report} />}
    </Sheet>
  );
}

function Page({ report }: { report: ClassReport }) {
  const last = useSignal<number>(LAST[0]);
  const { games } = report;
  const order = compare(lang.value);
  const students = [...report.students].sort((a, b) => order(a.name, b.name));
  const first = Math.max(0, games.length - last.value);
  const shown = games.slice(first);
  if (games.length === 0) {
    return (
      <>
        <Head title={report.name} />
        <p class="card empty">{t("weeks.class_empty")}</p>
      </>
    );
  }
  return (
    <>
      <Head title={report.name}>
        <span>{t("weeks.students", { n: students.length })}</span>
        <span>{t("weeks.games", { n: games.length })}</span>
        <span>
          {t("weeks.span", { from: day(lang.value, games[0]!.started_ms), to: day(lang.value, games.at(-1)!.started_ms) })}
        </span>
        {report.older ? <span class="tag">{t("weeks.older_left")}</span> : null}
      </Head>
      {games.length > LAST[0] ? (
        <fieldset class="choose no-print">
          <legend>{t("weeks.show")}</legend>
          {LAST.map((one) => (
            <label key={one}>
              <input type="radio" name="last" checked={last.value === one} onChange={() => (last.value = one)} />
              {one === 200 ? t("weeks.show_all") : t("weeks.show_last", { n: one })}
            </label>
          ))}
        </fieldset>
      ) : null}
      <section aria-labelledby="games-title">
        <h2 id="games-title">{t("weeks.each_game")}</h2>
        <Games games={shown} />
      </section>
      {went(shown) ? (
        <section aria-labelledby="went-title">
          <h2 id="went-title">{t("went.title")}</h2>
          <Went games={shown} />
        </section>
      ) : null}
      <section aria-labelledby="tags-title">
        <h2 id="tags-title">{t("weeks.by_tag")}</h2>
        <ByTag lines={report.tags} />
      </section>
      <section aria-labelledby="students-title">
        <h2 id="students-title">{t("weeks.each_student")}</h2>
        <Students students={students} games={games.length} />
      </section>
      <p class="row no-print">
        <a class="button" href={gradebookUrl(report.id, lang.value)} download>
          {t("weeks.gradebook")}
        </a>
      </p>
      <section aria-labelledby="map-title">
        <h2 id="map-title">{t("weeks.map")}</h2>
        <HeatMap games={shown} students={students} first={first} />
      </section>
    </>
  );
}

function Games({ games }: { games: readonly ClassGame[] }) {
  const guests = games.some((game) => game.guests > 0);
  return (
    <>
      <Scroll label={t("weeks.each_game")}>
        <table class="wide">
          <thead>
            <tr>
              <th scope="col">{t("weeks.game")}</th>
              <th scope="col">{t("weeks.present")}</th>
              {guests ? <th scope="col">{t("weeks.guests")}</th> : null}
              <th scope="col">{t("weeks.put")}</th>
              <th scope="col">{t("weeks.answered")}</th>
              <th scope="col">{t("weeks.right_of_answers")}</th>
              <th scope="col">{t("weeks.asked")}</th>
              <th scope="col">{t("weeks.spoken")}</th>
            </tr>
          </thead>
          <tbody>
            {[...games].reverse().map((game) => (
              <tr key={game.id}>
                <th scope="row">
                  <a href={`/teacher/games/${encodeURIComponent(game.id)}`}>{game.title}</a>
                  <span class="facts">
                    {day(lang.value, game.started_ms)}, {clock(lang.value, game.started_ms)}
                  </span>
                </th>
                <td>{n(game.present)}</td>
                {guests ? <td>{n(game.guests)}</td> : null}
                <td>{n(game.put)}</td>
                <td>
                  <Share part={game.counts.answered} whole={game.counts.possible} />
                </td>
                <td>
                  <Share part={game.counts.right} whole={game.counts.marked} />
                </td>
                <td>{n(game.counts.questions)}</td>
                <td>{n(game.counts.spoken)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p class="hint">{t("weeks.games_note")}</p>
    </>
  );
}

function Students({ students, games }: { students: readonly ClassStudent[]; games: number }) {
  const voices = voicesOf(students.map((student) => student.counts));
  return (
    <Scroll label={t("weeks.each_student")}>
      <table class="wide">
        <thead>
          <tr>
            <th scope="col">{t("col.name")}</th>
            <th scope="col">{t("weeks.there")}</th>
            <CountHeads voices={voices} />
          </tr>
        </thead>
        <tbody>
          {students.map((student) => (
            <tr key={student.id}>
              <th scope="row">
                <a href={`/teacher/reports/student/${encodeURIComponent(student.id)}`}>{student.name}</a>
              </th>
              <td>{t("report.of", { part: n(student.games), whole: n(games) })}</td>
              <CountCells present={student.present_ms} counts={student.counts} voices={voices} />
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

const MEASURES = ["right", "answered"] as const;

/** Each cell says its counts; the bar below them is as long as the share. A dash: was not there. */
function HeatMap({ games, students, first }: { games: readonly ClassGame[]; students: readonly ClassStudent[]; first: number }) {
  const measure = useSignal<(typeof MEASURES)[number]>("right");
  const at = measure.value === "right" ? [3, 2] : [1, 0];
  return (
    <>
      <fieldset class="choose no-print">
        <legend>{t("weeks.measure")}</legend>
        {MEASURES.map((one) => (
          <label key={one}>
            <input type="radio" name="measure" checked={measure.value === one} onChange={() => (measure.value = one)} />
            {t(`weeks.measure.${one}`)}
          </label>
        ))}
      </fieldset>
      <Scroll label={t("weeks.map")}>
        <table class="map">
          <thead>
            <tr>
              <th scope="col">{t("col.name")}</th>
              {games.map((game) => (
                <th key={game.id} scope="col">
                  <a href={`/teacher/games/${encodeURIComponent(game.id)}`} title={game.title} aria-label={`${shortDay(game.started_ms)} ${game.title}`}>
                    {shortDay(game.started_ms)}
                  </a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {students.map((student) => (
              <tr key={student.id}>
                <th scope="row">{student.name}</th>
                {student.cells.slice(first).map((cell, i) => (
                  <Cell key={i} part={cell[at[0]!]} whole={cell[at[1]!]} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p class="hint">{t(`weeks.map_note.${measure.value}`)}</p>
    </>
  );
}

function Cell({ part, whole }: { part: number | undefined; whole: number | undefined }) {
  if (part === undefined || !whole) {
    return (
      <td>
        <span aria-hidden="true">–</span>
        <span class="unseen">{t(part === undefined ? "weeks.absent" : "weeks.nothing")}</span>
      </td>
    );
  }
  return (
    <td>
      <span aria-hidden="true">
        {n(part)}/{n(whole)}
      </span>
      <span class="unseen">{t("report.of", { part: n(part), whole: n(whole) })}</span>
      <span class="fill plain" aria-hidden="true" style={{ width: `${(100 * part) / whole}%` }} />
    </td>
  );
}
