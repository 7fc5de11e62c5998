"""Teams: who is dealt where, who moves whom, what a question brings a team, and what phones and screens are told."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from saual.game import commands as c
from saual.game.roster import Pupil, Roster
from saual.protocol.common import TeamPlan
from saual.reports.lesson import report
from saual.reports.record import record_of
from tests.helpers.banks import poll, single
from tests.helpers.play import Table

QUESTIONS = tuple(single() for _ in range(4))


def playing(n: int, students: int, by: Any = "random", best: int = 0, **more: Any) -> Table:
    plan = TeamPlan(n, by, best)
    more = {"reading_ms": 0, "scoring": "accuracy", "streaks": False} | more
    return Table(*QUESTIONS, students=students, teams=plan, **more)


def sizes(table: Table) -> list[int]:
    counted = Counter(table.room.teams.of[seat.no] for seat in table.room.seats)
    return sorted(counted.values())


def ask(table: Table, *right: int) -> None:
    """One question: these seats answer it right, all others wrong."""
    table.open()
    for seat in [one for one in table.room.seats if one.conn and table.asked.of(one.no) is None]:
        table.answer(seat.no, 0 if seat.no in right else 1)
    table.close()


def scores(table: Table) -> dict[int, int]:
    return {no: standing.score for no, standing in sorted(table.game.teams.items())}


def put(table: Table, *teams: int) -> None:
    for seat, team in enumerate(teams, 1):
        table.do(c.PutInTeam(seat, team))


@pytest.mark.parametrize(("n", "students", "expected"), [(2, 7, [3, 4]), (4, 35, [8, 9, 9, 9]), (8, 3, [1, 1, 1])])
def test_whoever_comes_is_put_into_the_smallest_team(n: int, students: int, expected: list[int]) -> None:
    assert sizes(playing(n, students)) == expected


def test_who_did_not_answer_a_first_vote_that_nothing_followed_lowers_the_mean() -> None:
    table = playing(2, 4, flows={0: "peer"})
    put(table, 1, 1, 2, 2)
    table.open()
    table.answer(1, 0)
    table.answer(3, 0)
    table.answer(4, 0)
    table.close()
    table.do(c.Advance(table.room.step, "reveal"))
    assert scores(table) == {1: 500, 2: 1000}


def test_chance_deals_otherwise_each_time_and_the_same_in_every_fold() -> None:
    table = playing(4, 20)
    deals = set()
    for _ in range(3):
        table.do(c.DrawTeams())
        deals.add(tuple(table.room.teams.of[no] for no in range(1, 21)))
        assert sizes(table) == [5, 5, 5, 5]
    assert len(deals) == 3
    assert table.replayed().teams.of == table.room.teams.of


def test_balanced_teams_are_as_strong_as_each_other() -> None:
    pupils = tuple(Pupil(str(i), f"Student {i}", strength=i / 12) for i in range(12))
    table = Table(*QUESTIONS, roster=Roster("7b", "7 Б", pupils, True), teams=TeamPlan(3, "balanced"))
    for i in range(12):
        table.do(c.Join(f"key {i}", f"device {i}", "", str(i)))
    table.do(c.DrawTeams())
    force = Counter[int]()
    for seat in table.room.seats:
        force[table.room.teams.of[seat.no]] += int(seat.student)
    assert sizes(table) == [4, 4, 4]
    assert max(force.values()) - min(force.values()) <= 2
    assert "strength" not in b"".join(table.host.stream + table.projector.stream).decode()


def test_students_choose_in_the_lobby_and_who_has_not_is_put_where_fewest_are() -> None:
    table = playing(2, 3, "choice")
    assert "team" not in table.phones[1].me
    assert table.phones[1].picture["teams"] == {"t": "teams", "names": ["", ""], "choose": True}
    table.do(c.ChooseTeam(1, 2))
    table.do(c.ChooseTeam(2, 2))
    assert table.phones[1].me["team"] == 2
    assert [one.get("players", 0) for one in table.projector.stage["teams"]] == [0, 2]
    table.open()
    assert table.room.teams.of[3] == 1
    assert table.refusal(c.ChooseTeam(1, 1)) == "not_now"
    table.join("Late one")
    assert table.room.teams.of[4] == 1


def test_those_who_share_a_phone_play_together_and_are_one_player() -> None:
    table = playing(2, 2)
    put(table, 1, 2)
    table.do(c.ShareWith(1, "Dana"))
    assert table.projector.seats[3]["team"] == 1
    table.do(c.PutInTeam(3, 2))
    assert table.phones[1].me["team"] == 2
    assert table.projector.stage["teams"][1]["players"] == 2


def test_a_team_earns_the_mean_of_its_players_so_that_a_small_one_is_not_worse_off() -> None:
    table = playing(2, 4)
    put(table, 1, 1, 1, 2)
    ask(table, 1, 2, 4)
    assert scores(table) == {1: 667, 2: 1000}
    table.to("leaderboard")
    assert [(one["no"], one["score"], one["rank"]) for one in table.projector.stage["teams"]] == [
        (1, 667, 2),
        (2, 1000, 1),
    ]
    assert (table.phones[1].me["team_score"], table.phones[1].me["team_rank"], table.phones[1].me["teams"]) == (
        667,
        2,
        2,
    )


def test_of_the_best_so_many_count_and_a_team_that_has_fewer_counts_those_it_has() -> None:
    table = playing(2, 4, best=2)
    put(table, 1, 1, 1, 2)
    ask(table, 1, 2, 4)
    assert scores(table) == {1: 1000, 2: 1000}


def test_who_comes_late_or_goes_costs_the_team_nothing() -> None:
    table = playing(2, 2)
    put(table, 1, 2)
    ask(table, 1, 2)
    late = table.join("Late one")
    table.do(c.PutInTeam(late, 1))
    ask(table, 1, 2, late)
    table.depart(1)
    ask(table, 2, late)
    assert scores(table) == {1: 3000, 2: 3000}


def test_who_is_here_and_does_not_answer_counts() -> None:
    table = playing(2, 3)
    put(table, 1, 1, 2)
    table.open()
    table.answer(1, 0)
    table.answer(3, 0)
    table.close()
    assert scores(table) == {1: 500, 2: 1000}


def test_nothing_of_a_team_is_told_before_the_answers_close() -> None:
    table = playing(2, 2)
    put(table, 1, 2)
    ask(table, 1)
    table.open()
    before = [dict(table.phones[no].me) for no in (1, 2)], table.projector.stage["teams"]
    table.answer(2, 0)
    assert ([dict(table.phones[no].me) for no in (1, 2)], table.projector.stage["teams"]) == before
    assert all("score" not in one for one in table.projector.stage["teams"])


def test_where_every_ranking_is_hidden_that_of_teams_is_too() -> None:
    table = playing(2, 2, leaderboard=0)
    ask(table, 1, 2)
    assert "team_rank" not in table.phones[1].me
    table.to("podium")
    assert all("rank" not in one for one in table.projector.stage["teams"])


def test_a_team_has_the_name_that_the_host_gives_it_until_it_is_taken_back() -> None:
    table = playing(2, 1)
    table.do(c.NameTeam(2, " Қырандар "))
    assert table.phones[1].picture["teams"]["names"] == ["", "Қырандар"]
    assert table.projector.stage["teams"][1]["name"] == "Қырандар"
    table.do(c.NameTeam(2, ""))
    assert "name" not in table.projector.stage["teams"][1]
    assert table.refusal(c.NameTeam(3, "Nobody")) == "not_now"
    assert table.refusal(c.NameTeam(1, "x" * 21)) == "name_long"


def test_the_game_that_is_played_again_begins_at_nought_with_the_same_teams() -> None:
    table = playing(2, 2)
    put(table, 1, 2)
    ask(table, 1)
    table.to("podium")
    table.do(c.PlayAgain(table.room.step))
    assert (table.room.teams.of[1], table.room.teams.of[2]) == (1, 2)
    table.open()
    assert table.game.teams == {}


def test_a_poll_moves_no_team() -> None:
    table = Table(poll(), single(), students=2, teams=TeamPlan(2), reading_ms=0)
    table.open()
    table.answer(1, 0)
    table.close()
    assert table.game.teams == {}


def test_the_report_has_the_teams_by_their_places_and_each_student_the_own() -> None:
    table = playing(2, 3)
    put(table, 1, 1, 2)
    table.do(c.NameTeam(2, "Eagles"))
    ask(table, 1, 3)
    table.to("podium")
    made = report(record_of("room", table.room, table.game, True), "en")
    assert [(one.no, one.name, one.students, one.score, one.rank) for one in made.teams] == [
        (2, "Eagles", 1, 1000, 1),
        (1, "", 2, 500, 2),
    ]
    assert [one.team for one in made.students] == [1, 1, 2]
