"""How one room plays. Chosen when the room opens; some may change in the middle of the lesson."""

from __future__ import annotations

from msgspec import Struct

from saual.protocol.common import Entry, Peer, Scoring, TeamPlan
from saual.questions.text import Lang


class Settings(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Durations in ms. `leaderboard` is how many rows the class sees; 0 hides every ranking, on phones too."""

    lang: Lang
    scoring: Scoring = "speed"
    streaks: bool = True
    reading_ms: int = 5_000
    leaderboard: int = 5
    signs: bool = False
    shuffle_questions: bool = False
    shuffle_options: bool = False
    questions: bool = True
    """Students may ask from their phones."""
    moderated: bool = True
    """A question is the host's alone until the host lets it through."""
    entry: Entry = "open"
    """Who comes in: everybody, the class alone, or whoever is not known by a card or the list only with consent."""
    grace_ms: int = 500
    """An answer that reaches the server this long after the window's end still counts: it left the phone in time."""
    capacity: int = 500
    """Most seats a room takes, so that a script with the PIN cannot bury the class."""
    pass_phone: bool = False
    """On a shared phone each question is one student's, by turns; else an answer is that of all who share it."""
    teams: TeamPlan = TeamPlan()
    peer: Peer = Peer()
    pace: bool = True
    """Students may tell whether the lesson is too slow or too fast for them."""
    mood: bool = False
    """They are asked how they feel, before the game and after it."""
