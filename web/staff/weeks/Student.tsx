// One student over weeks: each game beside the class's, what is known by tag, what to learn again.
import { lang, t } from "../../shared/i18n";
import { Words } from "../../shared/words";
import type { StudentReport } from "../../shared/protocol.gen";
import { studentReport } from "../api";
import { clock, day } from "../format";
import { useLoad } from "../load";
import { ByTag, CountCells, CountHeads, Head, n, Scroll, Share, Sheet, Tags, voicesOf } from "./pieces";

export function Student({ id }: { id: string }) {
  const loaded = useLoad(() => studentReport(id, lang.value), `${id} ${lang.value}`);
  const group = loaded.value;
  const back = group
    ? { href: `/teacher/reports/class/${encodeURIComponent(group.class_id)}`, text: group.class_name }
    : { href: "/teacher/reports", text: t("weeks.reports") };
  return (
    <Sheet title={loaded.value?.name ?? t("weeks.student")} back={back} loaded={loaded}>
      {(report) => <Page report={report} />}
    </Sheet>
  );
}

function Page({ report }: { report: StudentReport }) {
  return (
    <>
      <Head title={report.name}>
        <span>{report.class_name}</span>
        <span>{t("weeks.games", { n: report.games.length })}</span>
        {report.older ? <span class="tag">{t("weeks.older_left")}</span> : null}
      </Head>
      {report.games.length === 0 ? (
        <p class="card empty">{t("weeks.student_empty")}</p>
      ) : (
        <>
          <section aria-labelledby="again-title">
            <h2 id="again-title">{t("weeks.again")}</h2>
            <Again report={report} />
          </section>
          <section aria-labelledby="tags-title">
            <h2 id="tags-title">{t("weeks.by_tag")}</h2>
            <ByTag lines={report.tags} />
          </section>
          <section aria-labelledby="games-title">
            <h2 id="games-title">{t("weeks.each_game")}</h2>
            <Games report={report} />
          </section>
        </>
      )}
    </>
  );
}

function Again({ report }: { report: StudentReport }) {
  if (report.again.length === 0) return <p class="hint">{t("weeks.again_none")}</p>;
  return (
    <>
      <ul class="again card">
        {report.again.map((one) => (
          <li key={one.key}>
            <p>
              <Words text={one.text} />
            </p>
            <p class="facts">
              <span>{t("weeks.right_times", { right: n(one.right), put: n(one.put) })}</span>
              <span>{t("weeks.last", { day: day(lang.value, one.last_ms) })}</span>
              <Tags tags={one.tags} />
            </p>
          </li>
        ))}
      </ul>
      <p class="hint">{t("weeks.again_note")}</p>
    </>
  );
}

function Games({ report }: { report: StudentReport }) {
  const voices = voicesOf(report.games.map((game) => game.counts));
  return (
    <Scroll label={t("weeks.each_game")}>
      <table class="wide">
        <thead>
          <tr>
            <th scope="col">{t("weeks.game")}</th>
            <CountHeads voices={voices} />
            <th scope="col">{t("weeks.class_right")}</th>
          </tr>
        </thead>
        <tbody>
          {[...report.games].reverse().map((game) => (
            <tr key={game.id}>
              <th scope="row">
                <a href={`/teacher/games/${encodeURIComponent(game.id)}`}>{game.title}</a>
                <span class="facts">
                  {day(lang.value, game.started_ms)}, {clock(lang.value, game.started_ms)}
                </span>
              </th>
              <CountCells present={game.present_ms} counts={game.counts} voices={voices} />
              <td>
                <Share part={game.class_right} whole={game.class_marked} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
