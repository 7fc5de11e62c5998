"""The flow of a question that the teacher puts on the spot: answering → reveal → leaderboard.

Nothing is read: it was asked aloud, or stands on the board.
"""

from __future__ import annotations

from saual.game.flows import classic
from saual.game.settings import Settings
from saual.game.step import Step
from saual.protocol.common import Phase


def first(step: Step, settings: Settings) -> Phase:
    return "answering"


def after(phase: Phase, step: Step, settings: Settings, more: bool) -> Phase | None:
    """The leaderboard only if somebody has said what is right: before that nobody earned anything."""
    return classic.after(phase, step, settings, more)
