// The list of past games, newest first, each the way to its report.
import { lang, t } from "../../shared/i18n";
import type { GameLine } from "../../shared/protocol.gen";
import { games } from "../api";
import { Desk } from "../Desk";
import { clock, day, FEW, number, percent } from "../format";
import { useLoad } from "../load";
import { Trouble } from "../Trouble";
import "./games.css";

export function Games() {
  const list = useLoad(() => games(lang.value), lang.value);
  return (
    <Desk here="games" title={t("games.title")}>
      <h1>{t("games.title")}</h1>
      {list.error ? <Trouble error={list.error} again={list.again} /> : null}
      {list.value ? (
        list.value.length === 0 ? (
          <NoGames />
        ) : (
          <ol class="games">
            {list.value.map((game) => (
              <Game key={game.id} game={game} />
            ))}
          </ol>
        )
      ) : list.error ? null : (
        <p class="hint">{t("load.wait")}</p>
      )}
    </Desk>
  );
}

function Game({ game }: { game: GameLine }) {
  return (
    <li class="card game">
      <div class="what">
        <a href={`/teacher/games/${encodeURIComponent(game.id)}`}>{game.title}</a>
        <p class="facts">
          <time dateTime={new Date(game.started_ms).toISOString()}>
            {day(lang.value, game.started_ms)}, {clock(lang.value, game.started_ms)}
          </time>
          {game.finished ? null : <span class="tag">{t("games.left")}</span>}
        </p>
      </div>
      <dl>
        <div>
          <dt>{t("games.students")}</dt>
          <dd>{number(lang.value, game.students)}</dd>
        </div>
        <div>
          <dt>{t("games.questions")}</dt>
          <dd>{number(lang.value, game.questions)}</dd>
        </div>
        <div>
          <dt>{t("games.right")}</dt>
          <dd>{rightIn(game)}</dd>
        </div>
      </dl>
    </li>
  );
}

/** The line has no count of answers, only their upper bound: where that is small, no percentage is claimed. */
function rightIn(game: GameLine) {
  if (game.right === null) return <small>{t("games.unmarked")}</small>;
  if (game.students * game.questions < FEW) return <small>{t("games.too_few")}</small>;
  return percent(lang.value, game.right);
}

function NoGames() {
  return (
    <div class="card empty">
      <h2>{t("games.empty_title")}</h2>
      <p>{t("games.empty")}</p>
      <a class="button" href="/teacher">
        {t("games.to_banks")}
      </a>
    </div>
  );
}
