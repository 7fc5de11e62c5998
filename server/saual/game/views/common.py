"""What the views of all roles say alike."""

from __future__ import annotations

from typing import TypeVar

from msgspec import to_builtins
from msgspec.structs import replace

from saual.game.room import Room
from saual.game.round import Round
from saual.game.step import numbered
from saual.protocol import common as wire
from saual.protocol.common import QuestionView
from saual.protocol.own_pace import PlayerAttempt, PlayerHomework, PlayerTold
from saual.protocol.player import PlayerAsk, PlayerQuestion, PlayerSolution
from saual.protocol.reviewing import PlayerReview
from saual.protocol.staff import HostStage, ProjectorStage
from saual.questions.aloud import ALOUD
from saual.questions.bank import AnyQuestion
from saual.questions.formula import strings, trees
from saual.questions.text import Lang, say


def clock(room: Room) -> wire.Clock | None:
    """The running or paused countdown."""
    countdown = room.countdown
    if countdown is None or countdown.untimed:
        return None
    if countdown.paused_ms is not None:
        return wire.Clock(countdown.span_ms, left=countdown.left(countdown.paused_ms))
    return wire.Clock(countdown.span_ms, ends=countdown.ends_ms)


def head(room: Room, asked: Round, lang: Lang) -> QuestionView:
    """The question without its options."""
    return replace(view(room, asked.index, asked.question, asked.most, lang), n=asked.among)


def view(room: Room, index: int, question: AnyQuestion, most: int, lang: Lang) -> QuestionView:
    """`question` as it is step `index`."""
    fallback, step = room.bank.language, room.steps[index]
    no, n = numbered(room.steps, index)
    return QuestionView(
        i=index,
        n=n,
        kind=question.kind,
        text=say(question.text, lang, fallback),
        points=most,
        media=question.media(lang, fallback),
        flow=step.flow,
        unwritten=question.text == ALOUD,
        no=no,
        vote=step.vote if step.flow == "peer" else 0,
        arguable=step.arguable,
    )


F = TypeVar(
    "F",
    PlayerQuestion,
    PlayerAsk,
    PlayerSolution,
    PlayerReview,
    ProjectorStage,
    HostStage,
    PlayerAttempt,
    PlayerTold,
    PlayerHomework,
)


def with_math(room: Room, frame: F) -> F:
    """With the formulas of its texts as trees that a page can build."""
    if not room.has_formulas:
        return frame
    return replace(frame, math=trees(strings(to_builtins(frame))))


def scored(room: Room) -> bool:
    return room.settings.scoring != "none"


def ranked(room: Room) -> bool:
    """Places are shown at all."""
    return scored(room) and room.settings.leaderboard > 0
