"""The classic flow: lobby → (reading → answering → reveal → leaderboard) for each question → podium → closed.

Owns the order alone: given where the game is, what comes next. Knows no seats, answers or clocks.
"""

from __future__ import annotations

from msgspec import Struct

from saual.game.settings import Settings
from saual.protocol.common import Phase
from saual.protocol.staff import Next
from saual.questions.bank import AnyQuestion


class Place(Struct, frozen=True):
    """Where a game is: a phase, and the index of the question that it belongs to."""

    phase: Phase
    index: int = -1


def start(questions: tuple[AnyQuestion, ...], settings: Settings, index: int = 0) -> Place:
    """The first phase of question `index`, or of the next that can be played; the podium when there is none left."""
    while index < len(questions) and not questions[index].playable:
        index += 1
    if index >= len(questions):
        return Place("podium", len(questions) - 1)
    if not questions[index].answered:
        return Place("slide", index)
    if not settings.reading_ms or _votes(questions, index):
        return Place("answering", index)
    return Place("reading", index)


def _votes(questions: tuple[AnyQuestion, ...], index: int) -> bool:
    """The second step of a brainstorm: the class knows the question, and waits for what it may choose from."""
    return index > 0 and questions[index - 1].kind == "brainstorm" and questions[index - 1].collects


def following(place: Place, questions: tuple[AnyQuestion, ...], settings: Settings) -> Place:
    """What comes after `place` when the host goes on, or a countdown is over."""
    match place.phase:
        case "reading":
            return Place("answering", place.index)
        case "answering":
            return Place("reveal", place.index)
        case "reveal" if _ranked(place.index, questions, settings):
            return Place("leaderboard", place.index)
        case "podium" | "closed":
            return Place("closed", place.index)
    return start(questions, settings, place.index + 1)


def _ranked(index: int, questions: tuple[AnyQuestion, ...], settings: Settings) -> bool:
    """A leaderboard follows: it is shown at all, this question moved it, and the podium does not come at once."""
    question = questions[index]
    return bool(
        settings.leaderboard
        and settings.scoring != "none"
        and question.marked
        and question.points
        and index + 1 < len(questions)
    )


def names_next(place: Place, questions: tuple[AnyQuestion, ...], settings: Settings) -> Next:
    """What the one `next` button says."""
    if place.phase == "lobby":
        return "start" if questions else "finish"
    if place.phase == "answering":
        return "close"
    target = following(place, questions, settings)
    match target.phase:
        case "answering" if place.phase == "reading":
            return "options"
        case "answering" if _votes(questions, target.index):
            return "vote"
        case "reading" | "answering":
            return "question"
        case "slide" | "leaderboard" | "podium":
            return target.phase
        case "closed" if place.phase == "podium":
            return "finish"
    return ""
