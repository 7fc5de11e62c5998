"""Every command in every phase: taken, or refused with this code, and then nothing has changed."""

from __future__ import annotations

from typing import get_args

import pytest

from saual.game import commands as c
from saual.game.facts import SeatTaken
from saual.game.roster import Pupil, Roster
from saual.protocol.common import Phase, TeamPlan
from tests.helpers.banks import bank, single, slide
from tests.helpers.dump import dump
from tests.helpers.play import Table

CLASS = Roster(
    "class", "7 B", (Pupil("one", "Сериков Алихан"), Pupil("two", "Иванова Дарья"), Pupil("three", "Ким Лена"))
)
TEAMS = TeamPlan(2, "choice")
SHARING, WAITING, NOBODY = 3, 4, 5
"""The seat of who sits with the first one, of who waits to be let in, and one that is not there."""

PHASES = [
    *("lobby", "slide", "reading", "answering", "paused", "closing", "voted", "explain", "discussion", "reveal"),
    *("leaderboard", "podium"),
]
"""All but `closed`, which refuses everything, and a homework's `own_pace`. `paused` and `closing` are an open window
paused, and stopped."""

ALWAYS = dict.fromkeys(PHASES, "")


def only(*phases: str, code: str = "not_now") -> dict[str, str]:
    return {phase: "" if phase in phases else code for phase in PHASES}


# command → phase → code; "" where it is taken.
TABLE: dict[str, dict[str, str]] = {
    "Join": ALWAYS,
    "Arrive": ALWAYS,
    "Depart": ALWAYS,
    "Advance": ALWAYS | {"closing": "not_now"},
    "TimeUp": dict.fromkeys(PHASES, "stale"),
    # What comes of a first vote is to be chosen when it is over.
    "Advance choice": only("voted"),
    "Skip": only("slide", "reading", "answering", "paused", "closing", "voted", "explain", "discussion"),
    "Pause": only("reading", "answering", "discussion"),
    "Resume": only("paused"),
    "AddTime": only("reading", "answering", "paused", "discussion"),
    "EndGame": ALWAYS | {"lobby": "not_now", "podium": "not_now"},
    "PlayAgain": only("podium"),
    "CloseRoom": ALWAYS,
    "Lock": ALWAYS,
    "Kick": ALWAYS,
    "LetIn": ALWAYS,
    "TurnAway": ALWAYS,
    "FreeSeat": ALWAYS,
    "Rename": ALWAYS,
    "Configure": ALWAYS,
    "Configure scoring": only("lobby"),
    "Configure streaks": only("lobby"),
    # An answer to the question on the stage; one to a question that was closed is taken as late.
    "SubmitAnswer": only(
        *("answering", "paused", "closing", "voted", "explain", "discussion", "reveal", "leaderboard", "podium"),
        code="not_open",
    ),
    # Before its result is out; the window that was stopped is as good as closed.
    "AskTwice": ALWAYS
    | {"closing": "not_now"}
    | dict.fromkeys(("voted", "explain", "discussion", "reveal", "leaderboard", "podium"), "stale"),
    # The lesson does not ask for it.
    "SaySure": dict.fromkeys(PHASES, "not_open"),
    # Nothing is to be fetched in this lesson.
    "HaveMedia": dict.fromkeys(PHASES, "not_now"),
    "AskQuestion": ALWAYS,
    "SecondQuestion": ALWAYS,
    "WithdrawQuestion": ALWAYS,
    "SortAsked": ALWAYS,
    "StarAsked": ALWAYS,
    "ShowAsked": ALWAYS,
    "TallySpoken": ALWAYS,
    "UndoSpoken": ALWAYS,
    # About what was written to the question on the stage; here nothing is collected.
    "SortPost": dict.fromkeys(PHASES, "stale"),
    "ShowPosts": dict.fromkeys(PHASES, "stale"),
    "StarPost": dict.fromkeys(PHASES, "stale"),
    "MergePost": dict.fromkeys(PHASES, "stale"),
    # At the podium it is a game of its own.
    "Improvise": ALWAYS,
    "GiveTicket": ALWAYS,
    # Here nothing was improvised.
    "PutDown": dict.fromkeys(PHASES, "no_question"),
    # This lesson has no plan; see test_planning.
    "PutQuestion": ALWAYS | {"podium": "not_now"},
    "SkipPart": dict.fromkeys(PHASES, "not_now"),
    "MovePart": dict.fromkeys(PHASES, "not_now"),
    # This room is no homework; see test_own_pace.
    "BeginAttempt": dict.fromkeys(PHASES, "not_open"),
    "GiveAnswer": dict.fromkeys(PHASES, "not_open"),
    "FinishAttempt": dict.fromkeys(PHASES, "not_open"),
    "OpenMaterial": dict.fromkeys(PHASES, "not_open"),
    "SetTimes": dict.fromkeys(PHASES, "not_now"),
    "TakeLate": dict.fromkeys(PHASES, "not_now"),
    "TellPace": ALWAYS,
    # It is not asked in this lesson.
    "TellMood": dict.fromkeys(PHASES, "not_now"),
    "ShowPulse": ALWAYS,
    "ShareWith": ALWAYS,
    "LeavePhone": ALWAYS,
    # While a question is whose turn it is.
    "PassPhone": only("reading", "answering", "paused", "closing"),
    "AddStudent": ALWAYS,
    "SitWith": ALWAYS,
    "ChooseTeam": only("lobby"),
    "PutInTeam": ALWAYS,
    "DrawTeams": only("lobby"),
    "NameTeam": ALWAYS,
    "Configure teams": only("lobby"),
    "OpenRoom": dict.fromkeys(PHASES, "not_now"),
}
STEPPED = ("Advance", "TimeUp", "Skip", "Pause", "Resume", "AddTime", "EndGame", "PlayAgain", "Improvise", "GiveTicket")
ABOUT_A_SEAT = (
    *("Arrive", "Depart", "Kick", "TurnAway", "FreeSeat", "Rename", "SubmitAnswer", "SaySure", "HaveMedia"),
    *("AskQuestion", "SecondQuestion", "WithdrawQuestion", "TallySpoken"),
    *("BeginAttempt", "GiveAnswer", "FinishAttempt", "OpenMaterial"),
    *("ShareWith", "LeavePhone", "PassPhone", "SitWith", "ChooseTeam", "PutInTeam"),
)


def at(phase: str) -> Table:
    peers = phase in ("voted", "explain", "discussion")
    flows = {1: "peer"} if peers else {}
    table = Table(slide(), single(), single(), flows=flows, roster=CLASS, entry="approve", pass_phone=True, teams=TEAMS)
    for key in ("one", "two"):
        seat = table.do(c.Join(key, key, "", student=key, card=True))[0]
        assert isinstance(seat, SeatTaken)
        table.arrive(seat.seat)
    table.do(c.ShareWith(1, "", "three", card=True))
    table.do(c.Join("waiting", "waiting", "Waiting"))
    table.do(c.AskQuestion(2, "asked", "Why?"))
    table.do(c.SortAsked(1, "open"))
    table.do(c.AskQuestion(1, "own", "How?"))
    table.do(c.TallySpoken("counted", "question"))
    match phase:
        case "paused" | "closing":
            table.to("answering")
            table.do(c.Pause(table.room.step) if phase == "paused" else c.Advance(table.room.step))
        case "explain" | "discussion":
            table.to("voted")
            table.do(c.Advance(table.room.step, "explain" if phase == "explain" else "discuss"))
        case "podium":
            table.to("answering")
            table.do(c.EndGame(table.room.step))
        case _:
            table.to(phase)
    return table


def command(name: str, table: Table, step_off: int = 0, seat: int = 1) -> c.AnyCommand:
    step = table.room.step + step_off
    if name == "Advance choice":
        return c.Advance(step, "reveal")
    if name in STEPPED:
        more = {"AddTime": (10_000,), "Improvise": ("letters", 30), "GiveTicket": (bank(single()),)}.get(name, ())
        return getattr(c, name)(step, *more)
    conn = table.room.seat(1).conn or ""
    commands: dict[str, c.AnyCommand] = {
        "Join": c.Join("new key", "new device", "New one"),
        "TellPace": c.TellPace("sign of a phone", "good"),
        "TellMood": c.TellMood("sign of a phone", 3),
        "ShowPulse": c.ShowPulse(True),
        "Arrive": c.Arrive(seat, "new conn"),
        "Depart": c.Depart(seat, conn),
        "CloseRoom": c.CloseRoom(),
        "Lock": c.Lock(True),
        "Kick": c.Kick(seat),
        "LetIn": c.LetIn(WAITING),
        "TurnAway": c.TurnAway(seat if seat == NOBODY else WAITING),
        "FreeSeat": c.FreeSeat(seat),
        "Rename": c.Rename(seat, "Another"),
        "Configure": c.Configure(lang="kk", leaderboard=3, signs=True, reading_ms=0),
        "Configure scoring": c.Configure(scoring="accuracy"),
        "Configure streaks": c.Configure(streaks=False),
        "SubmitAnswer": c.SubmitAnswer(seat, table.room.games, max(0, table.room.place.index), 0, "id"),
        "AskTwice": c.AskTwice(table.room.games if table.room.game else 0, max(1, table.room.place.index), True),
        "SaySure": c.SaySure(seat, table.room.games, max(0, table.room.place.index), "half"),
        "HaveMedia": c.HaveMedia(seat, table.room.current, table.room.place.index + 1),
        "AskQuestion": c.AskQuestion(seat, "id", "What?"),
        "SecondQuestion": c.SecondQuestion(seat, 1),
        "WithdrawQuestion": c.WithdrawQuestion(seat, "own"),
        "SortAsked": c.SortAsked(2, "open"),
        "StarAsked": c.StarAsked(2, True),
        "ShowAsked": c.ShowAsked(2),
        "TallySpoken": c.TallySpoken("id", "answer", seat),
        "UndoSpoken": c.UndoSpoken("counted"),
        "SortPost": c.SortPost(1, 1, 1, "shown"),
        "ShowPosts": c.ShowPosts(1, 1),
        "StarPost": c.StarPost(1, 1, 1, True),
        "MergePost": c.MergePost(1, 1, 1, 2),
        "PutDown": c.PutDown(1, 0, "What?", "B"),
        "PutQuestion": c.PutQuestion(single()),
        "SkipPart": c.SkipPart(table.room.current, 0),
        "MovePart": c.MovePart(table.room.current, 0, True),
        "BeginAttempt": c.BeginAttempt(seat, 1),
        "GiveAnswer": c.GiveAnswer(seat, 1, 0, 0, "id", 500),
        "FinishAttempt": c.FinishAttempt(seat, 1),
        "OpenMaterial": c.OpenMaterial(seat, 0),
        "SetTimes": c.SetTimes(table.now_ms, table.now_ms + 1),
        "TakeLate": c.TakeLate(seat, True),
        "ShareWith": c.ShareWith(seat, "Neighbour"),
        "LeavePhone": c.LeavePhone(seat, SHARING),
        "PassPhone": c.PassPhone(seat, SHARING),
        "AddStudent": c.AddStudent("Without a phone"),
        "ChooseTeam": c.ChooseTeam(seat, 2),
        "PutInTeam": c.PutInTeam(seat, 3 - table.room.teams.of.get(seat, 1)),
        "DrawTeams": c.DrawTeams(),
        "NameTeam": c.NameTeam(1, "Bears"),
        "Configure teams": c.Configure(teams=TeamPlan(3)),
        "SitWith": c.SitWith(2 if seat == 1 else seat, 1),
        "OpenRoom": table.opened,
    }
    return commands[name]


def test_the_tables_here_forget_no_command_and_no_phase() -> None:
    assert {name.split()[0] for name in TABLE} == {kind.__name__ for kind in get_args(c.AnyCommand)}
    assert {*PHASES, "closed", "own_pace"} - {"paused", "closing"} == set(get_args(Phase))


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("name", TABLE)
def test_each_command_is_taken_or_refused_as_the_table_says(name: str, phase: str) -> None:
    table = at(phase)
    given, before = command(name, table), dump(table.room)

    code = table.refusal(given)

    assert (code or "") == TABLE[name][phase]
    assert (dump(table.room) == before) is (code is not None), "what is refused changes nothing, what is taken does"


@pytest.mark.parametrize("name", TABLE)
def test_a_closed_room_refuses_everything(name: str) -> None:
    table = at("podium")
    table.do(c.CloseRoom())
    before = dump(table.room)
    assert table.refusal(command(name, table)) == "room_closed"
    assert dump(table.room) == before


@pytest.mark.parametrize("off", [-1, 1])
@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("name", STEPPED)
def test_a_command_of_another_step_is_stale_whatever_the_phase(name: str, phase: str, off: int) -> None:
    table = at(phase)
    assert table.refusal(command(name, table, step_off=off)) == "stale"


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("name", ABOUT_A_SEAT)
def test_a_command_about_a_seat_that_is_not_there_is_refused_in_every_phase(name: str, phase: str) -> None:
    table = at(phase)
    assert table.refusal(command(name, table, seat=NOBODY)) == "unknown_seat"


@pytest.mark.parametrize("name", TABLE)
def test_every_command_reads_from_the_log_as_it_was_written(name: str) -> None:
    given = command(name, at("answering"))
    assert c.decode(c.encode(given)) == given
