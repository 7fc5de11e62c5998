"""What the class screen and the teacher's own screen may know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from saual.game import flows
from saual.game.flows.peer import recommended
from saual.game.game import most
from saual.game.merits import goal
from saual.game.room import Room
from saual.game.seats import Seat
from saual.game.standing import Standing
from saual.game.views import common, planning, posts
from saual.protocol.common import QuestionView
from saual.protocol.staff import (
    Figure,
    HostStage,
    ProjectorStage,
    Seats,
    SeatView,
    SettingsView,
    Tally,
)
from saual.protocol.together import RosterNames, Row, TeamView
from saual.questions.aloud import OpenNumber, OpenWord
from saual.questions.base import Bar
from saual.questions.text import Lang, say

PODIUM_PLACES = 3
_NONE = Standing()


def projector(room: Room) -> ProjectorStage:
    """What the class sees, in its language: nothing right, and no name beside an answer, before the close."""
    lang, fallback = room.settings.lang, room.bank.language
    asked, phase = room.round, room.place.phase
    shown = asked is not None and phase not in ("reading", "leaderboard")
    closed = asked is not None and phase == "reveal"
    written = posts.on_stage(room, for_host=False)
    stage = ProjectorStage(
        **_frame(room, lang),
        posts=written.put,
        waiting=written.waiting,
        ask=asked.question.ask(lang, fallback) if asked and shown else None,
        solution=asked.question.solution(lang, fallback) if asked and closed else None,
        figure=_figure(room, for_host=False) if closed else [],
        before=_before(room) if closed else [],
        turns=asked.turns() if asked and closed else None,
    )
    return common.with_math(room, stage)


def host(room: Room, lang: Lang) -> HostStage:
    """What the teacher alone sees: options and right answer from the start, the figure as it grows, what is next."""
    fallback = room.bank.language
    asked = room.round
    written = posts.on_stage(room, for_host=True)
    stage = HostStage(
        **_frame(room, lang),
        posts=written.put,
        waiting=written.waiting,
        ask=asked.question.ask(lang, fallback) if asked else None,
        solution=asked.question.solution(lang, fallback) if asked else None,
        figure=_figure(room),
        before=_before(room),
        turns=asked.turns() if asked else None,
        **_recommended(room),
        upcoming=_upcoming(room, lang),
        plan=planning.plan(room),
    )
    return common.with_math(room, stage)


def figure(room: Room) -> Figure | None:
    """All that an answer changes of the host's stage; None if nothing is asked."""
    bars = _figure(room)
    return Figure(bars) if bars else None


def _before(room: Room) -> list[Bar]:
    """The figure of the first vote, beside that of the second."""
    first = room.round.first if room.round is not None else None
    return first.question.figure(first.answers()) if first is not None else []


def _recommended(room: Room) -> dict[str, Any]:
    """What the host alone learns of a first vote, and what the button would therefore do."""
    asked = room.round
    if asked is None or room.place.phase not in ("voted", "explain", "discussion"):
        return {}
    percent = asked.percent()
    if room.place.phase != "voted":
        return {"percent": percent}
    return {"percent": percent, "advice": recommended(percent, room.settings.peer)}


def _figure(room: Room, for_host: bool = True) -> list[Bar]:
    asked = room.round
    if asked is None or asked.wall is not None:  # what was written is shown one by one
        return []
    if for_host and isinstance(asked.question, OpenNumber | OpenWord):
        return asked.question.every(asked.answers())
    return asked.question.figure(asked.answers())


def _frame(room: Room, lang: Lang) -> dict[str, Any]:
    asked, phase = room.round, room.place.phase
    settings = room.settings
    return {
        "phase": phase,
        "step": room.step,
        "pin": room.pin,
        "title": say(room.bank.title, lang, room.bank.language),
        "settings": SettingsView(
            settings.lang,
            settings.leaderboard,
            settings.signs,
            settings.reading_ms,
            settings.scoring,
            settings.streaks,
            room.locked,
            settings.questions,
            settings.moderated,
            settings.entry,
            settings.peer,
            settings.pace,
            settings.mood,
            settings.pass_phone,
            settings.teams,
        ),
        "group": room.roster.title if room.roster else "",
        "game": room.game.no if room.game else 0,
        "next": _next(room),
        "paused": room.paused,
        "q": common.head(room, asked, lang) if asked else None,
        "clock": common.clock(room),
        "right": _right(room),
        "teams": _teams(room),
        "board": _board(room) if phase in ("leaderboard", "podium") else [],
        "together": goal(room) if phase in ("lobby", "podium") else None,
    }


def _right(room: Room) -> int | None:
    if room.game is not None and room.place.phase == "podium":
        return room.game.right_percent()
    asked = room.round
    return asked.right() if asked is not None and asked.marked else None


def _next(room: Room) -> str:
    if room.closing or room.pace is not None:
        return ""
    return flows.names_next(room.place, room.steps, room.settings)


def _upcoming(room: Room, lang: Lang) -> QuestionView | None:
    """The question after this one (in the lobby the first, unless a shuffle will decide); None at the end."""
    if room.game is None and room.settings.shuffle_questions:
        return None
    index, question = room.upcoming()
    if question is None:
        return None
    return common.view(room, index, question, most(question, room.settings, room.steps[index].flow), lang)


def _board(room: Room) -> list[Row]:
    if room.game is None or not common.ranked(room):
        return []
    rows = room.settings.leaderboard
    if room.place.phase == "podium":
        rows = max(rows, PODIUM_PLACES)
    placed = [(no, room.game.standings.get(no, _NONE)) for no in room.seats.players()]
    placed = [(no, standing) for no, standing in placed if standing.rank]
    placed.sort(key=lambda pair: (pair[1].rank, pair[0]))
    return [
        Row(no, _names(room, no), standing.score, standing.rank, standing.was, standing.gained)
        for no, standing in placed[:rows]
    ]


def _teams(room: Room) -> list[TeamView]:
    plan = room.settings.teams
    if not plan.n:
        return []
    playing = Counter(room.teams.of.get(no, 0) for no in room.seats.players())
    told = room.game is not None and common.ranked(room) and room.place.phase in ("leaderboard", "podium")
    views = []
    for no in range(1, plan.n + 1):
        standing = room.game.teams.get(no, _NONE) if told and room.game is not None else _NONE
        figures = (standing.score, standing.rank, standing.was, standing.gained)
        views.append(TeamView(no, room.teams.names.get(no, ""), playing[no], *figures))
    return views


def _names(room: Room, player: int) -> str:
    """Of all who share a phone."""
    return ", ".join(room.seat(no).name for no in room.seats.crew(player))


def _seat_views(room: Room, seats: Iterable[Seat], for_host: bool) -> list[SeatView]:
    teams = {no: team for no, team in room.teams.of.items() if team <= room.settings.teams.n}
    if not for_host:
        return [
            SeatView(seat.no, seat.name, seat.conn is not None, seat.phone, teams.get(seat.phone or seat.no, 0))
            for seat in seats
        ]
    asked = room.round
    answered = asked.responses.keys() | asked.late.keys() if asked else set()
    standings = room.game.standings if room.game else {}
    turns = set(asked.holders.values()) if asked else set()
    views = []
    for seat in seats:
        no, player = seat.no, seat.phone or seat.no
        standing = standings.get(player)
        score = standing.score if standing is not None else 0
        real = _real(room, seat) if room.roster is not None else ""
        views.append(
            SeatView(
                *(no, seat.name, seat.conn is not None, seat.phone, teams.get(player, 0), no in answered, score),
                *(room.heard(no), real, seat.waits, seat.by_hand, no in turns),
            )
        )
    return views


def _real(room: Room, seat: Seat) -> str:
    pupil = room.roster.get(seat.student) if room.roster and seat.student else None
    return pupil.name if pupil else ""


def seats(room: Room, numbers: set[int] | None, for_host: bool) -> Seats:
    """These students; None: all there are. Who waits to be let in is the host's to know."""
    known = room.seats
    if numbers is None:
        waiting = known.waiting() if for_host else []
        return Seats(put=_seat_views(room, [*known, *waiting], for_host), all=True)
    chosen = {no: known.get(no) or (known.waiter(no) if for_host else None) for no in sorted(numbers)}
    return Seats(
        put=_seat_views(room, [seat for seat in chosen.values() if seat is not None], for_host),
        gone=[no for no, seat in chosen.items() if seat is None],
    )


def roster(room: Room) -> RosterNames | None:
    """The class's list, for whom the host takes in; none without a class."""
    return RosterNames([pupil.name for pupil in room.roster.students]) if room.roster else None


def tally(room: Room) -> Tally:
    """How many have answered, of those with a phone here; how many phones have what the question needs; how many wait
    at the door."""
    asked = room.round
    phones = {seat.no for seat in room.seats if seat.conn is not None and seat.key} if room.has_media else set()
    ready = _ready(room, phones) if room.has_media else None
    of = 0 if ready is None else len(phones)
    waits = len(room.seats.waiting())
    if asked is None or asked.window is None:
        return Tally(0, sum(seat.conn is not None for seat in room.seats), ready, of, waits)
    if asked.over:
        return Tally(len(asked.responses), asked.expected, ready, of, waits)
    return Tally(len(asked.responses), len(asked.responses) + len(room.waiting), ready, of, waits)


def _ready(room: Room, here: set[int]) -> int | None:
    """Of the phones that are here; None if neither the question on the stage nor then the next one needs anything."""
    asked = room.round
    index, question = room.upcoming()
    if asked is not None and not asked.over and asked.question.answered:
        index, question = asked.index, asked.question
    if question is None or not question.fetched(room.settings.lang, room.bank.language):
        return None
    return len(here & room.ready.get(index, set()))
