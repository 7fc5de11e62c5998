"""Exit tickets: a few questions at the end of a lesson."""

from __future__ import annotations

from saual.game.commands.base import Command
from saual.questions.bank import Bank


class GiveTicket(Command, tag=True, frozen=True):
    """Ask the questions of an exit ticket: after the last one of the game that is on, else at once."""

    step: int
    bank: Bank
