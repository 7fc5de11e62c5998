// The leaderboard: every row starts where it was and moves to where it is, while its points count up.
// Owns the places on the screen; the order comes from places.ts.
import { useEffect, useState } from "preact/hooks";
import { lang, t } from "../../shared/i18n";
import type { HostStage } from "../../shared/protocol.gen";
import { number } from "../format";
import { Icon } from "./icons";
import { useCounting } from "./motion";
import { moves, trend, type Move } from "./places";
import { ranking, TeamSign } from "./teams";

/** Before the rows move, a breath to find oneself; ms. */
const BREATH = 700;

export function grid(rows: number): { columns: number; lines: number } {
  const columns = rows <= 10 ? 1 : rows <= 24 ? 2 : rows <= 48 ? 3 : 4;
  return { columns, lines: Math.max(5, Math.ceil(rows / columns)) };
}

/** `still`: the screen found the rows so, it did not see them come. */
export function Board({ stage, still }: { stage: HostStage; still: boolean }) {
  const rows = ranking(stage);
  const [moved, setMoved] = useState(still);
  useEffect(() => {
    const timer = setTimeout(() => setMoved(true), BREATH);
    return () => clearTimeout(timer);
  }, []);
  const { columns, lines } = grid(rows.length);
  return (
    <main class="phase board">
      <h1>{t("board.title")}</h1>
      {rows.length === 0 ? (
        <p class="nothing">{t(stage.settings.leaderboard === 0 ? "board.hidden" : "board.empty")}</p>
      ) : (
        <ol class={`ranks lines${Math.min(lines, 12)} columns${columns}`}>
          {moves(rows).map((move) => (
            <Line key={move.row.seat} move={move} moved={moved} still={still} columns={columns} lines={lines} all={rows.length} />
          ))}
        </ol>
      )}
    </main>
  );
}

interface LineProps {
  move: Move;
  moved: boolean;
  still: boolean;
  columns: number;
  lines: number;
  all: number;
}

function Line({ move, moved, still, columns, lines, all }: LineProps) {
  const { row, from, to } = move;
  const gained = row.gained ?? 0;
  const score = useCounting(row.score - gained, row.score, 900, BREATH, still);
  const place = moved ? to : from;
  const outside = place >= all;
  const way = trend(row);
  const rank = moved ? row.rank : row.was || row.rank;
  return (
    <li
      class={`rank r${rank}${outside ? " outside" : ""}`}
      style={{
        width: `${100 / columns}%`,
        height: `${100 / lines}%`,
        transform: outside
          ? `translate(${Math.floor(to / lines) * 100}%, ${lines * 100}%)`
          : `translate(${Math.floor(place / lines) * 100}%, ${(place % lines) * 100}%)`,
        transitionDelay: `${to * 35}ms`,
      }}
    >
      <div>
        <b class="place">{rank}</b>
        <span class={`way ${way}`}>{(way === "up" || way === "down") && <Icon name={way} />}</span>
        <span class="who" dir="auto">
          {row.seat < 0 && <TeamSign no={-row.seat} />}
          {row.name}
        </span>
        {gained > 0 && <span class="gained">+{number(lang.value, gained)}</span>}
        <b class="score">{number(lang.value, score)}</b>
      </div>
    </li>
  );
}
