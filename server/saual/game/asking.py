"""What students ask and say in a room beside the game: typed questions, who asks the same, and spoken ones counted.

Owns these and who of the class was heard. Knows seats by number only, no phases and no limits: those are the rules'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct, field

from saual.protocol.common import AskedState, SpokenKind

SEEN: frozenset[AskedState] = frozenset({"open", "answered", "parked"})
"""States in which the class may see a question that was let through."""
UNSETTLED: frozenset[AskedState] = frozenset({"waiting", "open", "parked"})
"""States in which a question still waits for an answer."""


class Asked(Struct):
    """One typed question. `named`: asked by name; else only the record knows whose it is. `held`: by the word list."""

    no: int
    seat: int
    id: str
    text: str
    named: bool
    held: bool
    at_ms: int
    game: int
    """The game that it belongs to: the one that was on, or else the next."""
    state: AskedState = "waiting"
    public: int = 0
    """What phones call it: in the order of letting through, so that it tells nothing of who asked when; 0: not yet."""
    starred: bool = False
    seconds: set[int] = field(default_factory=set)
    """Seats that ask the same."""

    @property
    def seen(self) -> bool:
        """The class may see it."""
        return self.public > 0 and self.state in SEEN


class Spoken(Struct, frozen=True):
    """Something said aloud that the host counted; `seat` is 0 where nobody was named."""

    id: str
    what: SpokenKind
    seat: int
    at_ms: int
    game: int


class Asking:
    """All questions of a room by number (1, 2, 3 …), and all that was counted, by the id of the host's command."""

    def __init__(self) -> None:
        self.questions: dict[int, Asked] = {}
        self.spoken: dict[str, Spoken] = {}
        self.screen = 0
        """The question that the class screen shows; 0: none."""
        self._by_id: dict[tuple[int, str], int] = {}
        self._own: dict[int, list[int]] = {}
        self._by_public: dict[int, int] = {}
        self._seconded: dict[int, set[int]] = {}
        self._voice: Counter[int] = Counter()
        """How often each seat was heard."""

    # ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────

    def get(self, no: int) -> Asked | None:
        """The question, unless it was withdrawn."""
        asked = self.questions.get(no)
        return None if asked is None or asked.state == "withdrawn" else asked

    def of_id(self, seat: int, id: str) -> Asked | None:
        """The question that the seat's phone calls so, withdrawn or not."""
        no = self._by_id.get((seat, id))
        return None if no is None else self.questions[no]

    def of_public(self, public: int) -> Asked | None:
        """The question that phones call so, if the class may see it."""
        no = self._by_public.get(public)
        return self.questions[no] if no is not None and self.questions[no].seen else None

    def own(self, seat: int) -> list[Asked]:
        """The seat's own questions, oldest first, withdrawn ones too."""
        return [self.questions[no] for no in self._own.get(seat, ())]

    def seconded(self, seat: int) -> set[int] | None:
        """Numbers of the questions that the seat asks too; None if it never did."""
        return self._seconded.get(seat)

    def heard(self, seat: int) -> bool:
        """The student has asked, asked the same, or was counted speaking."""
        return self._voice.get(seat, 0) > 0

    def waiting(self) -> int:
        """How many questions nobody but the host has seen."""
        return sum(asked.state == "waiting" for asked in self.questions.values())

    def unsettled(self) -> int:
        return sum(asked.state in UNSETTLED for asked in self.questions.values())

    @property
    def published(self) -> int:
        """How many questions were ever let through."""
        return len(self._by_public)

    def of_game(self, game: int) -> Iterator[Asked]:
        """The questions that belong to a game, without those that were withdrawn."""
        return (asked for asked in self.questions.values() if asked.game == game and asked.state != "withdrawn")

    def spoken_in(self, game: int) -> Iterator[Spoken]:
        return (spoken for spoken in self.spoken.values() if spoken.game == game)

    # ── changing ────────────────────────────────────────────────────────────────────────────────────────────────

    def ask(self, seat: int, id: str, text: str, named: bool, held: bool, at_ms: int, game: int) -> Asked:
        no = len(self.questions) + 1
        asked = self.questions[no] = Asked(no, seat, id, text, named, held, at_ms, game)
        self._by_id[seat, id] = no
        self._own.setdefault(seat, []).append(no)
        self._voice[seat] += 1
        return asked

    def second(self, asked: Asked, seat: int, on: bool) -> None:
        if (seat in asked.seconds) is on:
            return
        mine = self._seconded.setdefault(seat, set())
        if on:
            asked.seconds.add(seat)
            mine.add(asked.no)
        else:
            asked.seconds.remove(seat)
            mine.remove(asked.no)
        self._voice[seat] += 1 if on else -1

    def withdraw(self, asked: Asked) -> None:
        """It is as if it had not been asked; its seconders were heard all the same."""
        asked.state = "withdrawn"
        asked.text = ""
        self._voice[asked.seat] -= 1
        self._leave_screen(asked)

    def sort(self, asked: Asked, to: AskedState) -> None:
        """Into another state. What goes back to waiting is open if the class has seen it before."""
        asked.state = "open" if to == "waiting" and asked.public else to
        if to == "open" and not asked.public:
            asked.public = len(self._by_public) + 1
            self._by_public[asked.public] = asked.no
        if asked.state != "open":
            self._leave_screen(asked)

    def count(self, spoken: Spoken) -> None:
        self.spoken[spoken.id] = spoken
        if spoken.seat:
            self._voice[spoken.seat] += 1

    def uncount(self, spoken: Spoken) -> None:
        del self.spoken[spoken.id]
        if spoken.seat:
            self._voice[spoken.seat] -= 1

    def _leave_screen(self, asked: Asked) -> None:
        if self.screen == asked.no:
            self.screen = 0
