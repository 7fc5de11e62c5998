"""The order of the game, its clock and its settings."""

from __future__ import annotations

from saual.game.commands.base import Command
from saual.protocol.common import AfterVote, Entry, Peer, Scoring, TeamPlan
from saual.questions.text import Lang


class Advance(Command, tag=True, frozen=True):
    """The host's `next`, as it stood in `step`. `choice`: what comes of a first vote; None: what is recommended."""

    step: int
    choice: AfterVote | None = None


class AskTwice(Command, tag=True, frozen=True):
    """Run this question, which nobody knows the result of, by peer instruction, or ask it once after all.

    `game` is 0 in the lobby: the next one.
    """

    game: int
    question: int
    on: bool


class TimeUp(Command, tag=True, frozen=True):
    """The countdown of `step` is over. Every process that holds the room may say so; one counts, and none too early."""

    step: int


class Skip(Command, tag=True, frozen=True):
    """Leave this question; it earns nothing."""

    step: int


class Pause(Command, tag=True, frozen=True):
    step: int


class Resume(Command, tag=True, frozen=True):
    step: int


class AddTime(Command, tag=True, frozen=True):
    """Lengthen the countdown by `ms`."""

    step: int
    ms: int


class EndGame(Command, tag=True, frozen=True):
    """To the podium with what has been played."""

    step: int


class PlayAgain(Command, tag=True, frozen=True):
    """Back to the lobby with the same students."""

    step: int


class Configure(Command, tag=True, frozen=True):
    """Settings that may change in a lesson; None leaves one as it is. Scoring changes in the lobby only."""

    lang: Lang | None = None
    leaderboard: int | None = None
    signs: bool | None = None
    reading_ms: int | None = None
    scoring: Scoring | None = None
    streaks: bool | None = None
    questions: bool | None = None
    moderated: bool | None = None
    entry: Entry | None = None
    peer: Peer | None = None
    pass_phone: bool | None = None
    teams: TeamPlan | None = None
    pace: bool | None = None
    mood: bool | None = None
