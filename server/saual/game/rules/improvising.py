"""Questions that the teacher puts on the spot, and what is put down of them once their answers are closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from saual.game import commands as c
from saual.game import flows
from saual.game.facts import Fact, QuestionRevised, ScoresChanged, StageChanged
from saual.game.game import Game
from saual.game.plain import Trouble, plain
from saual.game.rules import Rules
from saual.game.rules.steering import afresh, begin, enter
from saual.game.rules.teaming import recount_teams
from saual.game.step import on_the_spot
from saual.protocol.codes import Code
from saual.questions.aloud import BOARD, keyed, told
from saual.questions.bank import AnyQuestion
from saual.questions.media import kind_of

if TYPE_CHECKING:
    from saual.game.room import Room

LONGEST = 300
"""Graphemes of the text; fewer than 300 if they are long ones, for a question has at most so many characters."""
MOST_STEPS = 1_000
"""In one game: more than any lesson has."""

_AT_ONCE = ("slide", "reveal", "leaderboard")
"""Phases whose place it takes. In others of a running game it comes next."""
_CODES: dict[Trouble, Code] = {"empty": "question_empty", "long": "question_long", "bad": "question_bad"}


def _check(room: Room, command: c.Improvise, at_ms: int) -> Code | None:
    if command.step != room.step:
        return "stale"
    return "not_now" if room.pace is not None or len(room.steps) >= MOST_STEPS else None


def _improvise(room: Room, command: c.Improvise, at_ms: int) -> list[Fact]:
    step = on_the_spot(command.form, command.time or None, room.course.now)
    facts: list[Fact] = []
    if room.place.phase == "podium":
        facts = afresh(room)
    if room.game is None:
        room.put_steps(0, [step])
        return [*facts, *begin(room, at_ms)]
    at = room.next_place()
    at_once = room.place.phase in _AT_ONCE and at == room.place.index + 1
    while not at_once and at < len(room.steps) and room.steps[at].flow == "improvised":
        at += 1  # In the order in which they were put.
    room.put_steps(at, [step])
    return enter(room, flows.start(room.steps, room.settings, at), at_ms) if at_once else [StageChanged()]


def revised(
    question: AnyQuestion, text: str | None, right: str | None, picture: str | None
) -> tuple[AnyQuestion, Code | None]:
    """The question with what was put down of it, or why it cannot be. None leaves one as it is, "" takes it away."""
    if text is not None:
        said, trouble = plain(text, LONGEST, "NFC") if text else ("", None)
        named = told(question, said) if len(said) <= LONGEST else None
        if trouble or named is None:
            return question, _CODES[trouble or "bad"]
        question = named
    if right is not None:
        marked = keyed(question, right)
        if marked is None:
            return question, "bad_answer"
        question = marked
    if picture is not None:
        if picture and kind_of(picture) != "picture":
            return question, "bad_answer"
        question = replace(question, picture=picture or None, alt=BOARD if picture else None)
    return question, None


def _check_put_down(room: Room, command: c.PutDown, at_ms: int) -> Code | None:
    game = _game(room, command)
    asked = game.rounds.get(command.question) if game is not None else None
    if game is None or asked is None or game.steps[asked.index].flow != "improvised":
        return "no_question"
    if not asked.closed or asked.skipped:
        return "not_now"
    return revised(asked.question, command.text, command.right, command.picture)[1]


def _put_down(room: Room, command: c.PutDown, at_ms: int) -> list[Fact]:
    game = _game(room, command)
    assert game is not None
    asked = game.rounds[command.question]
    question, _ = revised(asked.question, command.text, command.right, command.picture)
    game.revise(asked, question, room.seats.players())
    recount_teams(room, game)
    room.know([question])
    facts: list[Fact] = []
    if asked is room.round:
        facts = [StageChanged(), QuestionRevised()]
    elif game is room.game:
        facts = [StageChanged(), ScoresChanged()]
    return [*facts, *room.record_again(command.game)]


def _game(room: Room, command: c.PutDown) -> Game | None:
    if room.game is not None and room.game.no == command.game:
        return room.game
    return room.played.get(command.game)


IMPROVISING: Rules = {c.Improvise: (_check, _improvise), c.PutDown: (_check_put_down, _put_down)}
