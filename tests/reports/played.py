"""A small lesson, played command by command, with figures that can be worked out by hand."""

from __future__ import annotations

from decimal import Decimal

from saual.game import commands as c
from saual.game.facts import Fact, Refused
from saual.game.room import Room
from saual.game.settings import Settings
from saual.questions.bank import Bank, settled
from saual.questions.base import RawAnswer
from saual.questions.multiple import Multiple
from saual.questions.number import Number
from saual.questions.poll import Poll
from saual.questions.short import Short
from saual.questions.single import Single
from saual.questions.slide import Slide
from saual.reports.record import GameRecord, record_of

START = 1_790_000_000_000  # 2026-09-21T14:13:20Z
AIZHAN, BOLAT, CEREN, DANA, ERIK = 1, 2, 5, 3, 4

QUESTIONS = (
    Slide(text="Welcome"),
    Single(
        text={"en": "She ___ to school.", "kk": "Ол мектепке ___."},
        options=("go", {"en": "goes", "kk": "барады"}, "going"),
        right="B",
        topic="present simple",
        bloom="remember",
    ),
    Multiple(text="Which are even?", options=("2", "3", "4", "5"), right=("A", "C"), points=2000, time=10),
    Poll(text="Tea or coffee?", options=("tea", "coffee")),
    Short(text="A word for hue", accept=("colour", "color")),
    Number(text="7 / 2", right=Decimal("3.5"), tolerance=Decimal("0.1")),
)
BANK = Bank(
    id="tiny",
    title={"en": "Lesson", "kk": "Сабақ"},
    language="en",
    questions=tuple(settled(question) for question in QUESTIONS),
)


class Lesson:
    """A room whose clock is in milliseconds after its opening."""

    def __init__(self, bank: Bank = BANK, settings: Settings | None = None) -> None:
        settings = settings or Settings(lang="en", reading_ms=0)
        self.room = Room(c.OpenRoom("123456", bank, settings, seed=7), START)

    def do(self, at: int, command: c.AnyCommand) -> list[Fact]:
        facts = self.room.apply(command, START + at)
        assert not [fact for fact in facts if isinstance(fact, Refused)], (at, command, facts)
        return facts

    def join(self, at: int, seat: int, name: str) -> None:
        self.do(at, c.Join(f"key {seat}", f"device {seat}", name))
        self.do(at, c.Arrive(seat, f"conn {seat}"))

    def answer(self, at: int, seat: int, question: int, answer: RawAnswer) -> None:
        self.do(at, c.SubmitAnswer(seat, 1, question, answer, f"{seat}/{question}"))

    def advance(self, at: int) -> None:
        self.do(at, c.Advance(self.room.step))

    def time_up(self, at: int) -> None:
        self.do(at, c.TimeUp(self.room.step))

    def next_question(self, at: int) -> None:
        """From a reveal over the leaderboard to what follows it."""
        self.advance(at)
        if self.room.place.phase == "leaderboard":
            self.advance(at)

    def record(self, finished: bool = True) -> GameRecord:
        assert self.room.game is not None
        return record_of("room1", self.room, self.room.game, finished)


def played() -> Lesson:
    lesson = Lesson()
    for seat, name in ((AIZHAN, "Aizhan"), (BOLAT, "Bolat"), (DANA, "Dana"), (ERIK, "Erik")):
        lesson.join(seat * 1000, seat, name)
    lesson.advance(9_000)  # the slide
    lesson.advance(10_000)  # question 1: open until 30 s
    lesson.answer(12_000, AIZHAN, 1, 1)
    lesson.answer(14_000, BOLAT, 1, 0)
    lesson.answer(10_400, DANA, 1, 1)
    lesson.time_up(30_500)
    lesson.do(31_000, c.Kick(DANA))
    lesson.do(32_000, c.Kick(ERIK))
    lesson.next_question(40_000)  # question 2: open until 50 s
    lesson.join(42_000, CEREN, "Ceren")
    lesson.answer(45_000, AIZHAN, 2, [0, 2])
    lesson.answer(46_000, CEREN, 2, [0])
    lesson.time_up(50_500)
    lesson.answer(50_600, BOLAT, 2, [0, 2])
    lesson.next_question(60_000)  # question 3, the poll
    lesson.answer(61_000, AIZHAN, 3, 0)
    lesson.answer(62_000, CEREN, 3, 1)
    lesson.answer(63_000, BOLAT, 3, 1)
    lesson.time_up(63_000)
    lesson.next_question(70_000)  # question 4
    lesson.answer(71_500, AIZHAN, 4, "colour")
    lesson.do(72_000, c.Skip(lesson.room.step))  # question 5 opens
    lesson.answer(72_500, BOLAT, 4, "color")
    lesson.answer(74_000, AIZHAN, 5, "3,5")
    lesson.answer(76_000, BOLAT, 5, "-1")
    lesson.advance(80_000)
    lesson.time_up(80_500)
    lesson.next_question(90_000)
    assert lesson.room.place.phase == "podium"
    return lesson
