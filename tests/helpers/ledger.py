"""What a room's log says was taken, folded from its entries alone: the truth that acks and reports are held against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from saual.game import commands as c
from saual.game import facts as f
from saual.game.room import Room
from saual.log.base import Entry


class Ledger:
    def __init__(self, entries: Sequence[Entry]) -> None:
        assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1)), "the log has a gap or a repeat"
        opened = c.decode(entries[0].command)
        assert isinstance(opened, c.OpenRoom)
        self.room = Room(opened, entries[0].at_ms)
        self.taken: dict[str, c.SubmitAnswer] = {}
        self.late: dict[str, c.SubmitAnswer] = {}
        self.closings: Counter[tuple[int, int]] = Counter()
        """How often the answers to a (game, question) were closed."""
        for entry in entries[1:]:
            self._fold(c.decode(entry.command), entry.at_ms)

    def _fold(self, command: c.AnyCommand, at_ms: int) -> None:
        before = (self.room.games, self.room.place.index, self.room.place.phase)
        facts = self.room.apply(command, at_ms)
        game, question, phase = before
        if phase == "answering" and (self.room.place.phase, self.room.place.index) != (phase, question):
            self.closings[game, question] += 1
        for fact in facts:
            if isinstance(fact, f.AnswerAccepted | f.AnswerLate):
                assert isinstance(command, c.SubmitAnswer)
                kept = self.taken if isinstance(fact, f.AnswerAccepted) else self.late
                kept[fact.id] = command

    def answered(self, game: int, question: int) -> int:
        return sum((answer.game, answer.question) == (game, question) for answer in self.taken.values())

    def vouches_for(self, acks: Mapping[str, str | None]) -> None:
        """Every ack stands for an entry, and no student has two answers to one question."""
        assert {id for id, code in acks.items() if code is None} <= self.taken.keys(), "acknowledged, and not there"
        assert {id for id, code in acks.items() if code == "late"} <= self.late.keys(), "told late, and not there"
        counted = Counter((a.game, a.question, a.seat) for a in [*self.taken.values(), *self.late.values()])
        assert not {place: n for place, n in counted.items() if n > 1}, "counted twice"


def together(acks: Iterable[Mapping[str, str | None]]) -> dict[str, str | None]:
    return {id: code for some in acks for id, code in some.items()}
