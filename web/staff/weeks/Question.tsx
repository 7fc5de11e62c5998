// One question over all games: what was chosen and by whom, how long it took, how it went each time.
import { lang, t } from "../../shared/i18n";
import type { QuestionReport } from "../../shared/protocol.gen";
import { Words } from "../../shared/words";
import { questionReport } from "../api";
import { clock, day, number, seconds } from "../format";
import { useLoad } from "../load";
import { Thumb } from "../Pictures";
import { Hint } from "./Bank";
import { Coefficient, Head, n, Scroll, Share, Sheet, Tags } from "./pieces";

export function Question({ bank, id }: { bank: string; id: string }) {
  const loaded = useLoad(() => questionReport(bank, id, lang.value), `${bank} ${id} ${lang.value}`);
  const back = { href: `/teacher/reports/bank/${encodeURIComponent(bank)}`, text: t("weeks.bank") };
  return (
    <Sheet title={loaded.value?.item.text ?? t("weeks.question")} back={back} loaded={loaded}>
      {(report) => <Page report={report} />}
    </Sheet>
  );
}

function Page({ report }: { report: QuestionReport }) {
  const { item } = report;
  return (
    <>
      <Head title={item.text}>
        <span>{t(`type.${item.kind}`)}</span>
        <span>{t("weeks.games", { n: item.games })}</span>
        <Tags tags={item.tags} />
        {item.hint ? <Hint hint={item.hint} /> : null}
      </Head>
      {item.hint ? <p class="note">{t(`hint.${item.hint}.why`)}</p> : null}
      <dl class="tiles">
        <div class="card">
          <dt>{t("weeks.answered")}</dt>
          <dd class="small">
            <Share part={item.answered} whole={item.possible} />
          </dd>
        </div>
        <div class="card">
          <dt>{t("weeks.right_of_answers")}</dt>
          <dd class="small">{item.marked ? <Share part={item.right} whole={item.marked} /> : "–"}</dd>
        </div>
        <div class="card">
          <dt>{t("weeks.discrimination")}</dt>
          <dd class="small">
            <Coefficient of={item.discrimination} />
          </dd>
        </div>
      </dl>
      {report.choices.length > 0 ? <Choices report={report} /> : null}
      {report.times.length > 0 ? <Times report={report} /> : null}
      <section aria-labelledby="games-title">
        <h2 id="games-title">{t("weeks.each_game")}</h2>
        <Scroll label={t("weeks.each_game")}>
          <table class="wide">
            <thead>
              <tr>
                <th scope="col">{t("weeks.when")}</th>
                <th scope="col">{t("weeks.answered")}</th>
                <th scope="col">{t("weeks.right_of_answers")}</th>
              </tr>
            </thead>
            <tbody>
              {report.games.map((game) => (
                <tr key={game.id}>
                  <th scope="row">
                    <a href={`/teacher/games/${encodeURIComponent(game.id)}`}>
                      {day(lang.value, game.started_ms)}, {clock(lang.value, game.started_ms)}
                    </a>
                  </th>
                  <td>
                    <Share part={game.answered} whole={game.possible} />
                  </td>
                  <td>
                    <Share part={game.right} whole={game.marked} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </section>
    </>
  );
}

function Choices({ report }: { report: QuestionReport }) {
  const marked = report.choices.some((choice) => choice.discrimination !== null);
  return (
    <section aria-labelledby="choices-title">
      <h2 id="choices-title">{t("weeks.choices")}</h2>
      <Scroll label={t("weeks.choices")}>
        <table class="wide">
          <thead>
            <tr>
              <th scope="col">{t("weeks.answer")}</th>
              <th scope="col">{t("weeks.chosen")}</th>
              {marked ? <th scope="col">{t("weeks.discrimination")}</th> : null}
            </tr>
          </thead>
          <tbody>
            {report.choices.map((choice) => (
              <tr key={choice.label}>
                <th scope="row">
                  <Thumb name={choice.picture} /> <Words text={choice.label} />{" "}
                  {choice.right ? (
                    <span class="right-mark">
                      <span aria-hidden="true">✓</span> {t("item.is_right")}
                    </span>
                  ) : null}
                </th>
                <td>
                  <Share part={choice.n} whole={report.item.answered} />
                </td>
                {marked ? (
                  <td>
                    <Coefficient of={choice.discrimination} />
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {marked ? <p class="hint">{t("weeks.choices_note")}</p> : null}
    </section>
  );
}

function Times({ report }: { report: QuestionReport }) {
  const [low, middle, high] = report.quartiles_ms;
  const most = Math.max(...report.times.map((bin) => bin.n));
  return (
    <section aria-labelledby="times-title">
      <h2 id="times-title">{t("weeks.times")}</h2>
      <ol class="timeline card" tabIndex={0} aria-labelledby="times-title">
        {report.times.map((bin) => (
          <li key={bin.from_ms} aria-label={t("weeks.time_bin", { from: number(lang.value, bin.from_ms / 1000), all: n(bin.n), right: n(bin.right) })}>
            <span class="n" aria-hidden="true">
              {n(bin.n)}
            </span>
            <span class="bar" aria-hidden="true" style={{ height: `${(6 * bin.n) / most}rem` }} />
            <span class="at" aria-hidden="true">
              {number(lang.value, bin.from_ms / 1000)}
            </span>
          </li>
        ))}
      </ol>
      <p class="hint">
        {t("weeks.quartiles", {
          middle: seconds(lang.value, middle ?? null),
          low: seconds(lang.value, low ?? null),
          high: seconds(lang.value, high ?? null),
        })}
      </p>
    </section>
  );
}
