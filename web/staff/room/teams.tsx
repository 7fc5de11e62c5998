// Teams on the teacher's screens: what each is called, its colour and shape, and teams as rows of a leaderboard.
import { Sign } from "../../shared/Sign";
import { t } from "../../shared/i18n";
import type { HostStage, Row, SeatView, TeamView } from "../../shared/protocol.gen";
import "./teams.css";

/** As the teacher called it, else by its number. */
export const teamName = (team: Pick<TeamView, "no" | "name">): string => team.name || t(`team.${team.no}`);

/** Never the colour alone: each team has a shape too. */
export function TeamSign({ no }: { no: number }) {
  return (
    <i class={`team-sign o${no - 1}`} aria-hidden="true">
      <Sign i={no - 1} />
    </i>
  );
}

/** What the class screen ranks: the teams where there are any, else the students. A team's `seat` is its number, below 0. */
export function ranking(stage: HostStage): Row[] {
  const teams = (stage.teams ?? []).filter((team) => (team.rank ?? 0) > 0);
  if (teams.length === 0 || (stage.board ?? []).length === 0) return stage.board ?? [];
  return teams
    .map((team) => ({
      seat: -team.no,
      name: teamName(team),
      score: team.score ?? 0,
      rank: team.rank ?? 0,
      was: team.was ?? 0,
      gained: team.gained ?? 0,
    }))
    .sort((a, b) => a.rank - b.rank || b.seat - a.seat);
}

/** Everybody by team; 0: who has not chosen yet. Those who share a phone stand together. */
export function byTeam(seats: Iterable<SeatView>): Map<number, SeatView[]> {
  const found = new Map<number, SeatView[]>();
  const order = [...seats].sort((a, b) => (a.phone || a.no) - (b.phone || b.no) || a.no - b.no);
  for (const seat of order) found.set(seat.team ?? 0, [...(found.get(seat.team ?? 0) ?? []), seat]);
  return found;
}
