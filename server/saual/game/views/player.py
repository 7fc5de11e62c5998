"""What a student's phone may know.

Before the answers close nothing here depends on which answer is right; options leave only once the window has opened;
and nothing of a later question ever does.
"""

from __future__ import annotations

from msgspec import structs

from saual.game.room import Room
from saual.game.round import Response, Round
from saual.game.views import common, media
from saual.protocol.player import (
    Crew,
    Given,
    Mate,
    Me,
    Name,
    PlayerAsk,
    PlayerQuestion,
    PlayerSolution,
    PlayerStage,
    Turn,
    Verdict,
)
from saual.protocol.player import Room as DoorView
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
    )


def question(room: Room, lang: Lang) -> PlayerQuestion | None:
    """The question on the stage, without its options."""
    asked = room.round
    if asked is None:
        return None
    assert room.game is not None
    text = say(asked.question.text, lang, room.bank.language)
    shown = media.of_question(room, asked.index, asked.question, lang)
    head = PlayerQuestion(asked.index, len(room.game.steps), text, asked.question.kind, room.game.no, shown)
    return common.with_math(room, head)


def ask(room: Room, lang: Lang) -> PlayerAsk | None:
    """What it takes to answer, once the window has opened."""
    asked = room.round
    if asked is None or asked.window is None:
        return None
    shown = asked.question.ask(lang, room.bank.language)
    return common.with_math(room, PlayerAsk(**structs.asdict(shown)))


def solution(room: Room, lang: Lang) -> PlayerSolution | None:
    """What is right, once the window has closed."""
    asked = room.round
    if asked is None or not asked.closed:
        return None
    told = asked.question.solution(lang, room.bank.language)
    return common.with_math(room, PlayerSolution(told.right, told.words, told.explanation))


# ── one seat's own ──────────────────────────────────────────────────────────────────────────────────────────────────


def name(room: Room, seat: int) -> Name:
    return Name(room.seat(seat).name)


def me(room: Room, seat: int) -> Me:
    """Where the seat stands since the last result. While answers are open only a removal can move it."""
    game = room.game
    standing = game.standings.get(seat) if game else None
    ranked = standing is not None and common.ranked(room)
    last = game.last if game else None
    response = room.answer_of(last, seat) if last else None
    counted = response is not None and not response.late
    return Me(
        score=standing.score if standing else 0,
        rank=standing.rank if standing and ranked else 0,
        seats=game.ranked if game and ranked else 0,
        streak=standing.streak if standing and standing.streak > 1 else 0,
        verdict=verdict(room, last, seat) if last else "",
        points=response.points if response and counted else 0,
        bonus=response.bonus if response and counted else 0,
    )


def verdict(room: Room, asked: Round, seat: int) -> Verdict:
    """How the phone of this seat did in a question that is closed."""
    response = room.answer_of(asked, seat)
    if response is None:
        return "missed" if asked.turns.get(seat, seat) in asked.witnesses else ""
    if response.late or not asked.marked:
        return "none"
    return "right" if response.credit == 1.0 else "part" if response.credit > 0 else "wrong"


def given(room: Room, seat: int) -> Given | None:
    """The recorded answer to the question on the stage."""
    response = room.answer_of(room.round, seat) if room.round else None
    return Given(plain(response), response.late) if response else None


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
    return Turn(room.round.turns.get(seat, 0))


def plain(response: Response) -> int | str | list[int | str]:
    """The answer as a phone knows it."""
    return list(response.answer) if isinstance(response.answer, tuple) else response.answer
