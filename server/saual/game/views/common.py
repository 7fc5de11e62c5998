"""What the views of all roles say alike."""

from __future__ import annotations

from saual.game.room import Room
from saual.game.round import Round
from saual.protocol import common as wire
from saual.protocol.common import QuestionView
from saual.questions.text import Lang, say


def clock(room: Room) -> wire.Clock | None:
    """The running or paused countdown."""
    countdown = room.countdown
    if countdown is None:
        return None
    if countdown.paused_ms is not None:
        return wire.Clock(countdown.span_ms, left=countdown.left(countdown.paused_ms))
    return wire.Clock(countdown.span_ms, ends=countdown.ends_ms)


def head(room: Room, asked: Round, lang: Lang) -> QuestionView:
    """The question without its options."""
    assert room.game is not None
    text = say(asked.question.text, lang, room.bank.language)
    return QuestionView(asked.index, len(room.game.questions), asked.question.kind, text, asked.most)


def scored(room: Room) -> bool:
    return room.settings.scoring != "none"


def ranked(room: Room) -> bool:
    """Places are shown at all."""
    return scored(room) and room.settings.leaderboard > 0
