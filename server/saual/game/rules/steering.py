"""The order of the game: what the host and the clock do to phases. The flow says what follows what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saual.game import commands as c
from saual.game import flows
from saual.game.countdown import UNTIMED_MS, Countdown
from saual.game.course import Course
from saual.game.facts import (
    AnswersClosed,
    AskingChanged,
    Fact,
    GameEnded,
    QuestionLeft,
    QuestionShown,
    RoomClosed,
    ScoresChanged,
    StageChanged,
    WindowOpened,
)
from saual.game.flows import Place
from saual.game.game import Game
from saual.game.round import Round
from saual.game.rules import Rules, arguing
from saual.game.rules.ending import end_of
from saual.game.rules.own_pace import break_off, move_on
from saual.game.rules.teaming import score_teams
from saual.game.rules.turns import share_out
from saual.game.step import Step
from saual.protocol.codes import Code
from saual.questions.bank import Bank

if TYPE_CHECKING:
    from saual.game.room import Room


_BEFORE_THE_RESULT = ("slide", "reading", "answering", "voted", "explain", "discussion")


def _check_step(room: Room, command: c.Advance | c.Skip | c.EndGame, at_ms: int) -> Code | None:
    if command.step != room.step:
        return "stale"
    if room.pace is not None:
        return "not_now"  # its phases change with the time
    if isinstance(command, c.Advance) and (room.closing or (command.choice and room.place.phase != "voted")):
        return "not_now"
    if isinstance(command, c.Skip) and room.place.phase not in _BEFORE_THE_RESULT:
        return "not_now"
    if isinstance(command, c.EndGame) and room.place.phase in ("lobby", "podium"):
        return "not_now"
    return None


def _advance(room: Room, command: c.Advance, at_ms: int) -> list[Fact]:
    if room.place.phase == "lobby":
        return begin(room, at_ms) if room.coming else _close_lobby(room, at_ms)
    if room.place.phase == "answering":
        assert room.countdown is not None
        room.countdown.stop(at_ms)
        return [StageChanged()]
    if room.place.phase == "voted":
        return enter(room, Place(arguing.decided(room, command.choice), room.place.index), at_ms)
    return _go_on(room, at_ms)


def _check_time_up(room: Room, command: c.TimeUp, at_ms: int) -> Code | None:
    due = room.due()
    return None if due is not None and due.step == command.step and at_ms >= due.at_ms else "stale"


def _go_on(room: Room, at_ms: int) -> list[Fact]:
    assert room.game is not None
    return enter(room, flows.following(room.place, room.game.steps, room.game.settings), at_ms)


def _time_up(room: Room, command: c.TimeUp, at_ms: int) -> list[Fact]:
    return _go_on(room, at_ms) if room.pace is None else move_on(room, at_ms)


def begin(room: Room, at_ms: int, bank: Bank | None = None) -> list[Fact]:
    """A game with the steps that wait for it; they are of this bank, or else of the room's."""
    room.games += 1
    room.game = Game(room.games, bank or room.bank, room.settings, room.coming, at_ms, room.course)
    return enter(room, flows.start(room.game.steps, room.settings), at_ms)


def enter(room: Room, place: Place, at_ms: int) -> list[Fact]:
    """Every change of phase comes through here."""
    game = room.game
    assert game is not None
    before, room.place = room.place, place
    room.step += 1
    room.timer = None
    over = place.phase in ("podium", "closed")
    room.course.reach(-1 if over else game.steps[place.index].part, at_ms)
    room.pulse.forget(at_ms)
    facts: list[Fact] = [StageChanged(), *_clear_screen(room)]
    asked = game.rounds.get(place.index)
    if asked is None and place.phase in ("slide", "reading", "answering"):
        asked = game.show(place.index, at_ms)
        share_out(room, asked)
        facts.append(QuestionShown())
    match place.phase:
        case "reading":
            room.timer = Countdown(at_ms, room.settings.reading_ms)
        case "answering":
            assert asked is not None
            asked.window = Countdown(at_ms, _span_ms(game.steps[place.index]))
            asked.longer = room.longer
            room.expect_all(asked)
            facts.append(WindowOpened())
        case "voted":
            assert asked is not None
            _close_window(room, asked, at_ms)
        case "discussion":
            arguing.begin_talk(room, at_ms)
        case "reveal":
            assert asked is not None
            if not asked.over:
                _close_window(room, asked, at_ms)
            game.score(asked, room.seats.players())
            score_teams(room, game, asked)
            facts.append(AnswersClosed())
        case "podium":
            end_of(room, game, at_ms)
            room.played[game.no] = game
            facts += [QuestionLeft(), GameEnded(game, True)]
        case "closed":
            facts.append(QuestionLeft())
            if before.phase not in ("lobby", "podium"):
                end_of(room, game, at_ms)
                facts.append(GameEnded(game, False))
            facts.append(RoomClosed())
    if place.phase != "answering":
        room.waiting, room.absent, room.unsure = set(), set(), set()
    return facts


def _span_ms(step: Step) -> int:
    if step.flow == "improvised" and step.question.time is None:
        return UNTIMED_MS
    return (step.question.time or 20) * 1000


def _close_window(room: Room, asked: Round, at_ms: int) -> None:
    asked.over = True
    if asked.window is not None:
        asked.window.settle(at_ms)
    asked.expected = len(asked.responses) + len(room.waiting)
    asked.could = frozenset(asked.responses.keys() | room.waiting)


def _clear_screen(room: Room) -> list[Fact]:
    """Where the game goes on, a student's question leaves the class screen: it must not hide what comes."""
    if not room.asking.screen:
        return []
    room.asking.screen = 0
    return [AskingChanged()]


def leave_question(room: Room) -> None:
    """The question on the stage is left without a result: nobody's answer to it earns anything."""
    for vote in (room.round, room.round.first if room.round is not None else None):
        if vote is not None and not vote.closed:
            vote.over = vote.closed = vote.skipped = True


def _skip(room: Room, command: c.Skip, at_ms: int) -> list[Fact]:
    assert room.game is not None
    leave_question(room)
    return enter(room, flows.past(room.place, room.game.steps, room.game.settings), at_ms)


def _end(room: Room, command: c.EndGame, at_ms: int) -> list[Fact]:
    leave_question(room)
    return enter(room, Place("podium", room.place.index), at_ms)


def _check_again(room: Room, command: c.PlayAgain, at_ms: int) -> Code | None:
    if command.step != room.step:
        return "stale"
    return None if room.place.phase == "podium" and room.pace is None else "not_now"


def _again(room: Room, command: c.PlayAgain, at_ms: int) -> list[Fact]:
    return again(room)


def again(room: Room) -> list[Fact]:
    """Back to the lobby."""
    room.place = Place("lobby")
    room.step += 1
    room.game = None
    room.course = Course(room.plan)
    room.coming = room.arranged(room.games + 1)
    room.ready = {}
    return [StageChanged(), *_clear_screen(room), ScoresChanged()]


def afresh(room: Room) -> list[Fact]:
    """To a game of its own: what was planned was played."""
    facts = again(room)
    room.coming, room.course = (), Course(())
    return facts


def _close_lobby(room: Room, at_ms: int) -> list[Fact]:
    room.place = Place("closed")
    room.step += 1
    return [StageChanged(), *_clear_screen(room), *_unplayed(room, at_ms), RoomClosed()]


def _unplayed(room: Room, at_ms: int) -> list[Fact]:
    """What was asked and said while no game came of it has a record, too: that of a game without rounds."""
    no, asking = room.current, room.asking
    silent = not any(asking.of_game(no)) and not any(asking.spoken_in(no)) and not room.pulse.of_game(no)
    anonymous_quiz = room.bank.questions and room.roster is None  # of a class it is told who was there
    if silent and (anonymous_quiz or not len(room.seats)):
        return []
    before = room.played.get(no - 1)
    game = Game(no, room.bank, room.settings, room.coming, before.ended_ms if before else room.opened_ms)
    end_of(room, game, at_ms)
    return [GameEnded(game, True)]


def _close(room: Room, command: c.CloseRoom, at_ms: int) -> list[Fact]:
    if room.pace is not None:
        return break_off(room, at_ms)
    if room.game is not None:
        leave_question(room)
        return enter(room, Place("closed", room.place.index), at_ms)
    return _close_lobby(room, at_ms)


STEERING: Rules = {
    c.Advance: (_check_step, _advance),
    c.TimeUp: (_check_time_up, _time_up),
    c.Skip: (_check_step, _skip),
    c.EndGame: (_check_step, _end),
    c.PlayAgain: (_check_again, _again),
    c.CloseRoom: (None, _close),
}
