"""Who may ask what and how often, and what the host does with it. Holds in every phase, with or without a game."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saual.game import commands as c
from saual.game.asking import UNSETTLED, Asked, Spoken
from saual.game.facts import AskedChanged, AskingChanged, Fact
from saual.game.plain import Trouble, plain
from saual.game.rules import Rules
from saual.protocol.codes import Code

if TYPE_CHECKING:
    from saual.game.room import Room

LONGEST = 300
"""Graphemes of one question."""
MINUTE_MS = 60_000
MOST_A_MINUTE = 3
"""Questions of one student in any minute."""
MOST_UNSETTLED = 10
"""Questions of one student that wait for an answer."""
MOST_OF_ONE = 60
"""Questions of one student in the whole lesson, withdrawn ones too."""
MOST_WAITING = 300
"""Questions of the class that wait for an answer: more than anybody can read."""
MOST_SPOKEN = 2_000

_CODES: dict[Trouble, Code] = {"empty": "question_empty", "long": "question_long", "bad": "question_bad"}


def _check_ask(room: Room, command: c.AskQuestion, at_ms: int) -> Code | None:
    if room.seats.get(command.seat) is None:
        return "unknown_seat"
    if room.asking.of_id(command.seat, command.id) is not None:
        return None
    if not room.settings.questions:
        return "asking_off"
    _, trouble = plain(command.text, LONGEST, "NFC")
    if trouble:
        return _CODES[trouble]
    own = room.asking.own(command.seat)
    if len(own) >= MOST_A_MINUTE and at_ms - own[-MOST_A_MINUTE].at_ms < MINUTE_MS:
        return "asked_often"
    if len(own) >= MOST_OF_ONE or sum(asked.state in UNSETTLED for asked in own) >= MOST_UNSETTLED:
        return "asked_enough"
    return "queue_full" if room.asking.unsettled() >= MOST_WAITING else None


def _ask(room: Room, command: c.AskQuestion, at_ms: int) -> list[Fact]:
    known = room.asking.of_id(command.seat, command.id)
    if known is not None:
        return [AskedChanged(known.no, command.seat)]
    text, _ = plain(command.text, LONGEST, "NFC")
    asking = room.asking
    asked = asking.ask(command.seat, command.id, text, command.named, command.held, at_ms, room.current)
    if not room.settings.moderated and not command.held:
        asking.sort(asked, "open")
    return _changed(room, asked)


def _check_second(room: Room, command: c.SecondQuestion, at_ms: int) -> Code | None:
    if room.seats.get(command.seat) is None:
        return "unknown_seat"
    asked = room.asking.of_public(command.question)
    if asked is None:
        return "no_question"
    if not room.settings.questions:
        return "asking_off"
    if asked.seat == command.seat:
        return "own_question"
    return None if asked.state in UNSETTLED or (command.seat in asked.seconds) is command.on else "no_question"


def _second(room: Room, command: c.SecondQuestion, at_ms: int) -> list[Fact]:
    asked = room.asking.of_public(command.question)
    assert asked is not None
    room.asking.second(asked, command.seat, command.on)
    return [AskedChanged(asked.no, command.seat), *room.record_again(asked.game)]


def _check_withdraw(room: Room, command: c.WithdrawQuestion, at_ms: int) -> Code | None:
    if room.seats.get(command.seat) is None:
        return "unknown_seat"
    asked = room.asking.of_id(command.seat, command.id)
    return None if asked is not None and asked.state in {*UNSETTLED, "withdrawn"} else "no_question"


def _withdraw(room: Room, command: c.WithdrawQuestion, at_ms: int) -> list[Fact]:
    asked = room.asking.of_id(command.seat, command.id)
    assert asked is not None
    if asked.state != "withdrawn":
        room.asking.withdraw(asked)
    return _changed(room, asked)


def _check_asked(room: Room, command: c.SortAsked | c.StarAsked, at_ms: int) -> Code | None:
    return None if room.asking.get(command.question) is not None else "no_question"


def _sort(room: Room, command: c.SortAsked, at_ms: int) -> list[Fact]:
    asked = room.asking.questions[command.question]
    room.asking.sort(asked, command.to)
    return _changed(room, asked)


def _star(room: Room, command: c.StarAsked, at_ms: int) -> list[Fact]:
    asked = room.asking.questions[command.question]
    asked.starred = command.on
    return _changed(room, asked)


def _check_show(room: Room, command: c.ShowAsked, at_ms: int) -> Code | None:
    return None if not command.question or room.asking.get(command.question) is not None else "no_question"


def _show(room: Room, command: c.ShowAsked, at_ms: int) -> list[Fact]:
    """What the class screen shows, the class may see on its phones, too."""
    if not command.question:
        room.asking.screen = 0
        return [AskingChanged()]
    asked = room.asking.questions[command.question]
    room.asking.sort(asked, "open")
    room.asking.screen = asked.no
    return _changed(room, asked)


def _check_tally(room: Room, command: c.TallySpoken, at_ms: int) -> Code | None:
    if command.id in room.asking.spoken:
        return None
    if command.seat and room.seats.get(command.seat) is None:
        return "unknown_seat"
    return "queue_full" if len(room.asking.spoken) >= MOST_SPOKEN else None


def _tally(room: Room, command: c.TallySpoken, at_ms: int) -> list[Fact]:
    spoken = room.asking.spoken.get(command.id)
    if spoken is None:
        spoken = Spoken(command.id, command.what, command.seat, at_ms, room.current)
        room.asking.count(spoken)
    return [AskingChanged(spoken.seat), *room.record_again(spoken.game)]


def _check_undo(room: Room, command: c.UndoSpoken, at_ms: int) -> Code | None:
    return None if command.spoken in room.asking.spoken else "stale"


def _undo(room: Room, command: c.UndoSpoken, at_ms: int) -> list[Fact]:
    spoken = room.asking.spoken[command.spoken]
    room.asking.uncount(spoken)
    return [AskingChanged(spoken.seat), *room.record_again(spoken.game)]


def _changed(room: Room, asked: Asked) -> list[Fact]:
    return [AskedChanged(asked.no, asked.seat), *room.record_again(asked.game)]


ASKING: Rules = {
    c.AskQuestion: (_check_ask, _ask),
    c.SecondQuestion: (_check_second, _second),
    c.WithdrawQuestion: (_check_withdraw, _withdraw),
    c.SortAsked: (_check_asked, _sort),
    c.StarAsked: (_check_asked, _star),
    c.ShowAsked: (_check_show, _show),
    c.TallySpoken: (_check_tally, _tally),
    c.UndoSpoken: (_check_undo, _undo),
}
