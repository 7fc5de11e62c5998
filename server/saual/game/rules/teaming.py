"""Who plays in which team: drawn, chosen on the phone, moved by the host; and what the teams are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saual.game import commands as c
from saual.game.facts import Fact, ScoresChanged, SeatChanged, StageChanged, TeamsChanged
from saual.game.game import earned
from saual.game.names import clean
from saual.game.rules import Rules
from saual.game.teams import mean
from saual.protocol.codes import Code

if TYPE_CHECKING:
    from saual.game.game import Game
    from saual.game.room import Room
    from saual.game.round import Round


def _strengths(room: Room) -> dict[int, float | None]:
    """Of each player, from 0 to 1: what those behind it did in earlier lessons, as far as that is known."""
    past = {pupil.id: pupil.strength for pupil in room.roster.students} if room.roster else {}
    found: dict[int, float | None] = {}
    for player, crew in room.seats.players().items():
        known = [own for no in crew if (own := past.get(room.seat(no).student)) is not None]
        found[player] = mean(known) if known else None
    return found


def draw(room: Room) -> list[Fact]:
    """Everybody anew, by the settings as they are."""
    room.teams.draw(room.settings.teams, _strengths(room))
    return [TeamsChanged(), StageChanged(), *(SeatChanged(seat.no) for seat in room.seats)]


def take_in(room: Room) -> list[Fact]:
    """Whoever has no team gets one, unless there is time to choose."""
    plan = room.settings.teams
    if not plan.n or (plan.by == "choice" and room.place.phase == "lobby"):
        return []
    players = room.seats.players()
    if all(no in room.teams.of for no in players):
        return []
    facts: list[Fact] = [StageChanged()]
    for no in players:
        if no not in room.teams.of:
            room.teams.take_in(plan, no, _strengths(room))
            facts += [SeatChanged(one) for one in players[no]]
    return facts


def score_teams(room: Room, game: Game, asked: Round) -> None:
    """What this question brings the teams, once its answers are closed."""
    plan = room.settings.teams
    if plan.n and asked.most:
        players = room.seats.players()
        could = asked.could | (asked.first.could if asked.first is not None else frozenset())
        gained = {no: earned(asked, crew) for no, crew in players.items() if could & set(crew)}
        room.teams.score(plan, game.teams, gained, players)


def recount_teams(room: Room, game: Game) -> None:
    """What is right was said afterwards: everything anew, for the teams as they are."""
    game.teams = {}
    for asked in game.results():
        score_teams(room, game, asked)


def _check_choose(room: Room, command: c.ChooseTeam, at_ms: int) -> Code | None:
    seat = room.seats.get(command.seat)
    if seat is None or seat.phone:
        return "unknown_seat"
    if room.settings.teams.by != "choice" or room.place.phase != "lobby":
        return "not_now"
    return _check_team(room, command.team)


def _check_put(room: Room, command: c.PutInTeam, at_ms: int) -> Code | None:
    return "unknown_seat" if room.seats.get(command.seat) is None else _check_team(room, command.team)


def _check_team(room: Room, team: int) -> Code | None:
    return None if 1 <= team <= room.settings.teams.n else "not_now"


def _put(room: Room, command: c.ChooseTeam | c.PutInTeam, at_ms: int) -> list[Fact]:
    """All who share a phone play together."""
    player = room.seat(command.seat).phone or command.seat
    room.teams.of[player] = command.team
    return [StageChanged(), *(SeatChanged(no) for no in room.seats.crew(player))]


def _check_draw(room: Room, command: c.DrawTeams, at_ms: int) -> Code | None:
    return None if room.settings.teams.n and room.place.phase == "lobby" else "not_now"


def _draw(room: Room, command: c.DrawTeams, at_ms: int) -> list[Fact]:
    return draw(room)


def _check_name(room: Room, command: c.NameTeam, at_ms: int) -> Code | None:
    return _check_team(room, command.team) or (clean(command.name)[1] if command.name else None)


def _name(room: Room, command: c.NameTeam, at_ms: int) -> list[Fact]:
    room.teams.names[command.team] = clean(command.name)[0] if command.name else ""
    return [TeamsChanged(), StageChanged(), ScoresChanged()]


TEAMING: Rules = {
    c.ChooseTeam: (_check_choose, _put),
    c.PutInTeam: (_check_put, _put),
    c.DrawTeams: (_check_draw, _draw),
    c.NameTeam: (_check_name, _name),
}
