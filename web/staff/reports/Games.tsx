// The list of past games, newest first, page by page, each the way to its report. Owns what was typed to find one.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { lang, t } from "../../shared/i18n";
import type { GameLine } from "../../shared/protocol.gen";
import { type ApiError, games } from "../api";
import { Desk } from "../Desk";
import { clock, day, FEW, number, percent } from "../format";
import { refused, useLoad } from "../load";
import { Trouble } from "../Trouble";
import "./games.css";

/** A pause in typing: only then is the server asked. */
const PAUSE_MS = 250;

export function Games() {
  const typed = useSignal("");
  const search = useSignal("");
  useEffect(() => {
    const timer = setTimeout(() => (search.value = typed.value.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed.value]);
  const list = useLoad(() => games(lang.value, { search: search.value }), `${lang.value} ${search.value}`);
  const none = list.value?.games.length === 0;
  return (
    <Desk here="games" title={t("games.title")}>
      <h1>{t("games.title")}</h1>
      {list.value && none && !search.value ? null : (
        <input
          class="search no-print"
          type="search"
          maxLength={60}
          aria-label={t("weeks.find")}
          placeholder={t("weeks.find")}
          value={typed.value}
          onInput={(event) => (typed.value = event.currentTarget.value)}
        />
      )}
      {list.error ? <Trouble error={list.error} again={list.again} /> : null}
      {list.value ? (
        none ? (
          search.value ? (
            <p class="hint" role="status">
              {t("weeks.found_none")}
            </p>
          ) : (
            <NoGames />
          )
        ) : (
          <Pages key={`${lang.value} ${search.value}`} first={list.value.games} next={list.value.next} search={search.value} />
        )
      ) : list.error ? null : (
        <p class="hint">{t("load.wait")}</p>
      )}
    </Desk>
  );
}

/** The first page, and those that were asked for after it. */
function Pages({ first, next, search }: { first: readonly GameLine[]; next: string; search: string }) {
  const later = useSignal<readonly GameLine[]>([]);
  const after = useSignal(next);
  const error = useSignal<ApiError | undefined>(undefined);
  const more = async (): Promise<void> => {
    error.value = undefined;
    try {
      const page = await games(lang.value, { search, after: after.value });
      later.value = [...later.value, ...page.games];
      after.value = page.next;
    } catch (reason) {
      error.value = refused(reason);
    }
  };
  return (
    <>
      <ol class="games">
        {[...first, ...later.value].map((game) => (
          <Game key={game.id} game={game} />
        ))}
      </ol>
      {error.value ? <Trouble error={error.value} /> : null}
      {after.value ? (
        <p class="row no-print">
          <button type="button" class="button" onClick={() => void more()}>
            {t("weeks.older")}
          </button>
        </p>
      ) : null}
    </>
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
          {game.homework ? <span class="tag">{t("games.homework")}</span> : game.finished ? null : <span class="tag">{t("games.left")}</span>}
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
