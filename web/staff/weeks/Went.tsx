// How a class's lessons went for the students, over weeks: pace and mood in figures, and what exit tickets brought. Shown
// only where something was told. Owns no figures but means.
import { Face } from "../../shared/Face";
import { lang, t } from "../../shared/i18n";
import type { ClassGame } from "../../shared/protocol.gen";
import { day, number } from "../format";
import { n, Scroll } from "./pieces";

const PACES = ["slow", "good", "fast"] as const;

const told = (game: ClassGame): boolean => [game.paces, game.start, game.end].some((all) => (all ?? []).length > 0);

export function went(games: readonly ClassGame[]): boolean {
  return games.some((game) => told(game) || (game.ticket ?? []).length > 0);
}

export function Went({ games }: { games: readonly ClassGame[] }) {
  const newest = [...games].reverse();
  const rows = newest.filter(told);
  const tickets = newest.filter((game) => (game.ticket ?? []).length > 0);
  return (
    <>
      {rows.length > 0 ? (
        <Scroll label={t("went.title")}>
          <table class="wide went">
            <thead>
              <tr>
                <th scope="col">{t("weeks.game")}</th>
                {PACES.map((pace) => (
                  <th scope="col" key={pace}>
                    {t(`went.${pace}`)}
                  </th>
                ))}
                <th scope="col">{t("went.start")}</th>
                <th scope="col">{t("went.end")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((game) => (
                <tr key={game.id}>
                  <th scope="row">
                    {game.title}
                    <span class="facts">{day(lang.value, game.started_ms)}</span>
                  </th>
                  {PACES.map((pace, i) => (
                    <td key={pace}>{game.paces?.length ? n(game.paces[i] ?? 0) : "–"}</td>
                  ))}
                  <td>
                    <Mood faces={game.start ?? []} />
                  </td>
                  <td>
                    <Mood faces={game.end ?? []} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      ) : null}
      {rows.length > 0 ? <p class="hint">{t("went.note")}</p> : null}
      {tickets.map((game) => (
        <details class="card ticket" key={game.id}>
          <summary>
            <strong>{t("went.ticket")}</strong> <span class="hint">{`${day(lang.value, game.started_ms)} · ${game.title}`}</span>
          </summary>
          {(game.ticket ?? []).map((one, i) => (
            <section key={i}>
              <h3 dir="auto">{one.text}</h3>
              <ul>
                {one.bars
                  .filter((bar) => bar.n > 0)
                  .map((bar) => (
                    <li key={bar.label} dir="auto">
                      {bar.label} {bar.n > 1 ? <b>{n(bar.n)}</b> : null}
                    </li>
                  ))}
              </ul>
              {one.answered === 0 ? <p class="hint">{t("went.nobody")}</p> : null}
            </section>
          ))}
        </details>
      ))}
    </>
  );
}

/** The mean of the faces, the nearest face beside it, and of how many. */
function Mood({ faces }: { faces: readonly number[] }) {
  const all = faces.reduce((sum, one) => sum + one, 0);
  if (all === 0) return <>–</>;
  const mean = faces.reduce((sum, one, i) => sum + one * (i + 1), 0) / all;
  return (
    <span class="mean">
      <Face mood={Math.round(mean)} />
      <b>{number(lang.value, Math.round(mean * 10) / 10)}</b>
      <small>{t("went.of", { n: all })}</small>
    </span>
  );
}
