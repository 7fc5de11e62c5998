"""The classic flow of a question: reading → answering → reveal → leaderboard."""

from __future__ import annotations

from saual.game.settings import Settings
from saual.game.step import Step
from saual.protocol.common import Phase


def first(step: Step, settings: Settings) -> Phase:
    """Before a second vote nothing is read: the class knows the question."""
    return "reading" if settings.reading_ms and step.vote != 2 else "answering"


def after(phase: Phase, step: Step, settings: Settings, more: bool) -> Phase | None:
    match phase:
        case "reading":
            return "answering"
        case "answering":
            return "reveal"
        case "reveal" if more and _ranked(step, settings):
            return "leaderboard"
    return None


def _ranked(step: Step, settings: Settings) -> bool:
    """A leaderboard is shown at all, and this question moved it."""
    question = step.question
    return bool(settings.leaderboard and settings.scoring != "none" and question.marked and question.points)
