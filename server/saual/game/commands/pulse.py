"""How it goes, in figures."""

from __future__ import annotations

from saual.game.commands.base import Command
from saual.protocol.common import Mood, Pace


class TellPace(Command, tag=True, frozen=True):
    """How it goes for one student. `who` is a sign of the phone from which no seat can be told."""

    who: str
    pace: Pace


class TellMood(Command, tag=True, frozen=True):
    """How one student feels, at the start or at the end."""

    who: str
    mood: Mood


class ShowPulse(Command, tag=True, frozen=True):
    """Show the class how it goes for all, in figures, or no more."""

    on: bool
