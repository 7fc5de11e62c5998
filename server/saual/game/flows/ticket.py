"""The flow of a question of an exit ticket: answering → reveal. It is short, and nobody wins anything by it."""

from __future__ import annotations

from saual.game.settings import Settings
from saual.game.step import Step
from saual.protocol.common import Phase


def first(step: Step, settings: Settings) -> Phase:
    return "answering"


def after(phase: Phase, step: Step, settings: Settings, more: bool) -> Phase | None:
    return "reveal" if phase == "answering" else None
