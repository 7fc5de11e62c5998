"""What a seat may do with a homework, when its phases change, and what the teacher may turn.

What comes after the end (of the homework, or of an attempt's time) is recorded as late, by the server's clock alone: no
phone can say when an answer was given. It counts only if the teacher says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from saual.game import commands as c
from saual.game.countdown import Countdown
from saual.game.facts import (
    AttemptBegun,
    Fact,
    GameEnded,
    PaceChanged,
    PaceTaken,
    QuestionLeft,
    RoomClosed,
    StageChanged,
)
from saual.game.flows import Place
from saual.game.flows import own_pace as flow
from saual.game.flows.own_pace import LATE_MS, ON_THE_WAY_MS
from saual.game.game import Game
from saual.game.own_pace import Attempt, Done, OwnPace
from saual.game.rules import Rules
from saual.game.rules.ending import end_of
from saual.protocol.codes import Code

if TYPE_CHECKING:
    from saual.game.room import Room

MOST_CHANGES = 20
"""So often an answer may be changed, so that a script cannot bury the class in the log."""


# ── students ────────────────────────────────────────────────────────────────────────────────────────────────────


def _check_begin(room: Room, command: c.BeginAttempt, at_ms: int) -> Code | None:
    if room.seats.get(command.seat) is None:
        return "unknown_seat"
    if room.pace is None or room.place.phase != "own_pace" or at_ms >= room.pace.plan.closes_ms:
        return "not_open"
    if room.pace.get(command.seat, command.no) is not None:
        return None
    newest = room.pace.newest(command.seat)
    after_last = command.no == (newest.no if newest else 0) + 1 and command.no <= room.pace.plan.attempts
    return None if after_last and (newest is None or newest.over(at_ms)) else "no_attempt"


def _begin(room: Room, command: c.BeginAttempt, at_ms: int) -> list[Fact]:
    pace, game = _on(room)
    if pace.get(command.seat, command.no) is None:
        pace.begin(game, command.seat, room.seed, pace.limit_ms(room.needs(room.seat(command.seat)).time), at_ms)
    return [AttemptBegun(command.seat), PaceChanged(command.seat)]


def _check_give(room: Room, command: c.GiveAnswer, at_ms: int) -> Code | None:
    attempt, code = _attempt(room, command, at_ms)
    if attempt is None:
        return code
    done = attempt.answers.get(command.question)
    if done is not None and command.id in done.ids:
        return None
    pace, game = _on(room)
    if command.question not in attempt.order or not game.steps[command.question].question.answered:
        return "bad_answer"
    if game.steps[command.question].question.read(command.answer) is None:
        return "bad_answer"
    if attempt.finished_ms or (done is not None and not _may_change(pace, attempt, done, at_ms)):
        return "attempt_over"
    return None


def _may_change(pace: OwnPace, attempt: Attempt, done: Done, at_ms: int) -> bool:
    """An answer in time is not replaced by a late one, and one that was told the right one by none."""
    late_for_it = _late(pace, attempt, at_ms) and not done.late
    return pace.plan.feedback != "at_once" and not late_for_it and len(done.ids) < MOST_CHANGES


def _late(pace: OwnPace, attempt: Attempt, at_ms: int) -> bool:
    ends_ms = min(attempt.ends_ms or pace.plan.closes_ms, pace.plan.closes_ms)
    return at_ms > ends_ms + ON_THE_WAY_MS


def _give(room: Room, command: c.GiveAnswer, at_ms: int) -> list[Fact]:
    pace, game = _on(room)
    attempt = pace.get(command.seat, command.attempt)
    assert attempt is not None
    done = attempt.answers.get(command.question)
    if done is not None and command.id in done.ids:
        return [PaceTaken(command.seat, attempt.no, command.question, done.late)]
    answer = game.steps[command.question].question.read(command.answer)
    assert answer is not None
    took_ms = min(command.took_ms, at_ms - attempt.begun_ms)
    ids = {*(done.ids if done is not None else ()), command.id}
    late = _late(pace, attempt, at_ms)
    attempt.answers[command.question] = Done(answer, command.id, at_ms, took_ms, late, ids)
    room.answerers.add(command.seat)
    taken = PaceTaken(command.seat, attempt.no, command.question, late)
    if not late:
        return [taken]
    # Most likely long after the others: it has to reach the record by itself.
    return [taken, *_settled(room, command.seat)]


def _check_finish(room: Room, command: c.FinishAttempt, at_ms: int) -> Code | None:
    return _attempt(room, command, at_ms)[1]


def _finish(room: Room, command: c.FinishAttempt, at_ms: int) -> list[Fact]:
    pace, _ = _on(room)
    attempt = pace.get(command.seat, command.attempt)
    assert attempt is not None
    if attempt.finished_ms:
        return [PaceChanged(command.seat)]
    attempt.finished_ms = at_ms
    return _settled(room, command.seat)


def _attempt(room: Room, command: c.GiveAnswer | c.FinishAttempt, at_ms: int) -> tuple[Attempt | None, Code | None]:
    """The attempt that is meant, if something may still come to it; else why not."""
    if room.seats.get(command.seat) is None:
        return None, "unknown_seat"
    if room.pace is None or room.game is None or at_ms > room.pace.plan.closes_ms + LATE_MS:
        return None, "not_open"
    attempt = room.pace.get(command.seat, command.attempt)
    return (attempt, None) if attempt is not None else (None, "no_attempt")


def _check_open(room: Room, command: c.OpenMaterial, at_ms: int) -> Code | None:
    if room.seats.get(command.seat) is None:
        return "unknown_seat"
    if room.pace is None or room.game is None:
        return "not_open"
    return None if command.piece < len(room.pace.plan.material) else "not_now"


def _open(room: Room, command: c.OpenMaterial, at_ms: int) -> list[Fact]:
    pace, _ = _on(room)
    pace.opened.setdefault(command.seat, {}).setdefault(command.piece, at_ms)
    return [PaceChanged(command.seat)]


# ── the teacher ─────────────────────────────────────────────────────────────────────────────────────────────────


def _check_times(room: Room, command: c.SetTimes, at_ms: int) -> Code | None:
    if room.pace is None or room.place.phase == "podium":
        return "not_now"
    opened = room.place.phase == "own_pace"
    if opened and command.opens_ms != room.pace.plan.opens_ms:
        return "not_now"
    return None if command.opens_ms < command.closes_ms else "not_now"


def _set_times(room: Room, command: c.SetTimes, at_ms: int) -> list[Fact]:
    assert room.pace is not None
    room.pace.plan = replace(room.pace.plan, opens_ms=command.opens_ms, closes_ms=command.closes_ms)
    if room.game is not None:
        for asked in room.game.rounds.values():
            asked.window = _window(room.pace)
    return [PaceChanged(0)]


def _check_take(room: Room, command: c.TakeLate, at_ms: int) -> Code | None:
    if room.pace is None or room.game is None:
        return "not_now"
    return None if room.pace.of(command.seat) else "unknown_seat"


def _take_late(room: Room, command: c.TakeLate, at_ms: int) -> list[Fact]:
    pace, _ = _on(room)
    if command.on:
        pace.taken.add(command.seat)
    else:
        pace.taken.discard(command.seat)
    return _settled(room, command.seat)


# ── phases ──────────────────────────────────────────────────────────────────────────────────────────────────────


def move_on(room: Room, at_ms: int) -> list[Fact]:
    """To the next phase, whose time has come."""
    assert room.pace is not None
    room.place = flow.following(room.place)
    room.step += 1
    match room.place.phase:
        case "own_pace":
            return [StageChanged(), *_show(room, at_ms)]
        case "podium":
            return [StageChanged(), QuestionLeft(), *_close(room, at_ms), GameEnded(_on(room)[1], True)]
    return [StageChanged(), QuestionLeft(), RoomClosed()]


def break_off(room: Room, at_ms: int) -> list[Fact]:
    """The teacher closes the room for good: what there is has its record, what was not open yet has none."""
    going = room.place.phase == "own_pace"
    room.place = Place("closed")
    room.step += 1
    record: list[Fact] = [*_close(room, at_ms), GameEnded(_on(room)[1], True)] if going else []
    return [StageChanged(), QuestionLeft(), *record, RoomClosed()]


def _show(room: Room, at_ms: int) -> list[Fact]:
    """Every question may be answered from now on. None is ever on the stage: what is in a round is settled already."""
    assert room.pace is not None
    room.games += 1
    game = room.game = Game(room.games, room.bank, room.settings, room.coming, at_ms)
    for i, question in enumerate(step.question for step in game.steps):
        if question.playable:
            asked = game.show(i, at_ms)
            asked.window, asked.closed = _window(room.pace), True
    return [PaceChanged(0), GameEnded(game, False)]


def _window(pace: OwnPace) -> Countdown:
    return Countdown(pace.plan.opens_ms, max(1, pace.plan.closes_ms - pace.plan.opens_ms))


def _close(room: Room, at_ms: int) -> list[Fact]:
    pace, game = _on(room)
    pace.closed = True
    for seat in pace.attempts:
        pace.settle(game, seat)
    end_of(room, game, at_ms)
    room.played[game.no] = game
    return [PaceChanged(0)]


def _settled(room: Room, seat: int) -> list[Fact]:
    """What the seat did goes into the record, which is written while the homework is open, too."""
    pace, game = _on(room)
    pace.settle(game, seat)
    if not pace.closed:
        game.ended_ms = room.at_ms
    return [PaceChanged(seat), GameEnded(game, pace.closed)]


def _on(room: Room) -> tuple[OwnPace, Game]:
    assert room.pace is not None
    assert room.game is not None
    return room.pace, room.game


OWN_PACE: Rules = {
    c.BeginAttempt: (_check_begin, _begin),
    c.GiveAnswer: (_check_give, _give),
    c.FinishAttempt: (_check_finish, _finish),
    c.OpenMaterial: (_check_open, _open),
    c.SetTimes: (_check_times, _set_times),
    c.TakeLate: (_check_take, _take_late),
}
