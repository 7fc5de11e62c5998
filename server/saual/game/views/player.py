"""What a student's phone may know.

Before the answers close nothing here depends on which answer is right; options leave only once the window has opened;
and nothing of a later question ever does.
"""

from __future__ import annotations

from typing import Literal

from msgspec import structs

from saual.game.room import Room
from saual.game.round import Response, Round
from saual.game.rules.pulsing import moment
from saual.game.step import numbered
from saual.game.views import common, media
from saual.game.whose import answer_of
from saual.protocol.arguing import Talk
from saual.protocol.common import Verdict
from saual.protocol.player import Aids, Given, Me, Name, PlayerAsk, PlayerQuestion, PlayerSolution, PlayerStage
from saual.protocol.player import Room as DoorView
from saual.protocol.together import Crew, Mate, PlayerTeams, Turn
from saual.questions.base import Answer
from saual.questions.text import Lang, say

# ── at the door: for whoever knows the PIN ───────────────────────────────────────────────────────────────────────────


def door(room: Room, lang: Lang) -> DoorView:
    """The names of the class only if they are to be picked, and nothing of anybody's card."""
    roster = room.roster
    names = [pupil.name for pupil in roster.students] if roster and roster.by_name else []
    held = {seat.student for seat in room.seats if seat.held}
    return DoorView(
        title=say(room.bank.title, lang, room.bank.language),
        lang=room.settings.lang,
        open=not room.locked,
        entry=room.settings.entry,
        cards=any(pupil.card for pupil in roster.students) if roster else False,
        names=names,
        taken=[no for no, pupil in enumerate(roster.students, 1) if pupil.id in held] if roster and names else [],
    )


# ── the same for every phone of one language ────────────────────────────────────────────────────────────────────────


def stage(room: Room) -> PlayerStage:
    return PlayerStage(
        phase=room.place.phase,
        signs=room.settings.signs,
        scoreless=not common.scored(room),
        paused=room.paused,
        clock=common.clock(room),
        mute=not room.settings.questions,
        sure=room.asks_sure,
        unpaced=not room.settings.pace,
        mood=moment(room) is not None,
        home=room.pace is not None,
    )


def question(room: Room, lang: Lang) -> PlayerQuestion | None:
    """The question on the stage, without its options."""
    asked = room.round
    if asked is None:
        return None
    assert room.game is not None
    text = say(asked.question.text, lang, room.bank.language)
    shown = media.of_question(room, asked.index, asked.question, lang)
    no, _ = numbered(room.steps, asked.index)
    again = room.steps[asked.index].again
    more = media.with_answers(room, asked.index, asked.question)
    head = PlayerQuestion(asked.index, asked.among, no, text, asked.question.kind, room.game.no, shown, again, more)
    return common.with_math(room, head)


def ask(room: Room, lang: Lang) -> PlayerAsk | None:
    """What it takes to answer, once the window has opened."""
    asked = room.round
    if asked is None or asked.window is None:
        return None
    shown = media.ask(room, asked.index, asked.question, lang)
    return common.with_math(room, PlayerAsk(**structs.asdict(shown)))


def solution(room: Room, lang: Lang) -> PlayerSolution | None:
    """What is right, once the window has closed."""
    asked = room.round
    if asked is None or not asked.closed:
        return None
    told = asked.question.solution(lang, room.bank.language)
    return common.with_math(room, PlayerSolution(told.right, told.words, told.explanation, told.regions))


# ── one seat's own ──────────────────────────────────────────────────────────────────────────────────────────────────


def name(room: Room, seat: int) -> Name:
    return Name(room.seat(seat).name)


def me(room: Room, seat: int) -> Me:
    """Where the seat stands since the last result. While answers are open only a removal can move it."""
    game = room.game
    standing = game.standings.get(seat) if game else None
    ranked = standing is not None and common.ranked(room)
    last = game.last if game else None
    before = last.first if last else None
    response = answer_of(room.seats, last, seat) if last else None
    earlier = answer_of(room.seats, before, seat) if before else None
    return Me(
        score=standing.score if standing else 0,
        rank=standing.rank if standing and ranked else 0,
        seats=game.ranked if game and ranked else 0,
        streak=standing.streak if standing and standing.streak > 1 else 0,
        verdict=verdict(last, seat, response) if last else "",
        points=(response.points if response else 0) + (earlier.points if earlier else 0),
        before=verdict(before, seat, earlier) if before else "",
        bonus=response.bonus if response and not response.late else 0,
        **_team(room, seat, bool(ranked)),
    )


def _team(room: Room, seat: int, ranked: bool) -> dict[str, int]:
    """In which team the seat is, and where that stands."""
    no = room.teams.of.get(seat, 0)
    if not no or no > room.settings.teams.n:
        return {}
    results = room.game.teams if room.game is not None and ranked else {}
    standing = results.get(no)
    if standing is None:
        return {"team": no}
    return {"team": no, "team_score": standing.score, "team_rank": standing.rank, "teams": len(results)}


def aids(room: Room, seat: int) -> Aids | None:
    """What this student is given; no other view may say so. None where it is nothing."""
    needs = room.needs(room.seat(seat))
    return Aids(needs.time, needs.large, needs.aloud) if needs else None


def verdict(asked: Round, seat: int, response: Response | None) -> Verdict:
    """How the phone of this seat, which gave this response, did in a question that is closed."""
    if response is None:
        return "missed" if asked.holders.get(seat, seat) in asked.witnesses else ""
    if response.late or not asked.marked:
        return "none"
    return graded(response.credit)


def graded(credit: float) -> Literal["right", "part", "wrong"]:
    return "right" if credit == 1.0 else "part" if credit > 0 else "wrong"


def given(room: Room, seat: int) -> Given | None:
    """The recorded answer to the question on the stage."""
    response = answer_of(room.seats, room.round, seat) if room.round else None
    return Given(plain(response), response.late, response.sure) if response else None


def talk(room: Room, seat: int) -> Talk | None:
    """With whom to talk; nothing where phones do not say that."""
    if room.round is None or room.place.phase != "discussion":
        return None
    if not room.round.partners:
        return None
    partners = (room.seats.get(no) for no in room.round.partners.get(seat, ()))
    return Talk([partner.name for partner in partners if partner is not None])


def teams(room: Room) -> PlayerTeams | None:
    """The same for every phone. None where there never were any."""
    plan = room.settings.teams
    if not (plan.n or room.teams.draws):
        return None
    return PlayerTeams([room.teams.names.get(no, "") for no in range(1, plan.n + 1)], plan.by == "choice")


def crew(room: Room, seat: int) -> Crew | None:
    """Who uses this phone, where several do or did."""
    if not room.seats.shared(seat):
        return None
    asking = [Mate(waiter.no, waiter.name, True) for waiter in room.seats.waiting() if waiter.phone == seat]
    return Crew([*(Mate(no, room.seat(no).name) for no in room.seats.crew(seat)), *asking])


def turn(room: Room, seat: int) -> Turn | None:
    """Whose the question on the stage is, on a phone that is shared."""
    if room.round is None or not room.seats.shared(seat):
        return None
    return Turn(room.round.holders.get(seat, 0))


def plain(response: Response) -> int | str | list[int | str]:
    """The answer as a phone knows it."""
    return raw(response.answer)


def raw(answer: Answer) -> int | str | list[int | str]:
    return list(answer) if isinstance(answer, tuple) else answer
