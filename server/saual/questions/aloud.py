"""Questions that a teacher puts on the spot, aloud or on the board: the form of the answer first, what was asked and
what is right afterwards, or never.

Until something is right they are of types in which nothing is: choices a poll, typed ones the two types below. Whatever
is put down later, an answer that was given stays an answer in the same form. Knows no rooms.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, cast, get_args

from msgspec import Meta
from msgspec.structs import replace

from saual.questions.bank import DEFAULT_POINTS, AnyQuestion
from saual.questions.base import Answer, Bar, Question, Solution
from saual.questions.number import Number, plain
from saual.questions.options import LETTERS
from saual.questions.poll import Poll
from saual.questions.rating import Rating
from saual.questions.short import Short, Spelling, normal_form
from saual.questions.single import Single
from saual.questions.text import Lang, LineText, TitleText
from saual.questions.typed import LONGEST, clean, grouped

Form = Literal["letters", "yesno", "number", "word", "scale"]
FORMS: tuple[Form, ...] = get_args(Form)
Key = Annotated[str, Meta(max_length=300)]
"""What is right, as a teacher writes it: the letter of an option, a number, words with a semicolon between them; "" if
nothing is."""

ALOUD: LineText = {"kk": "Ауызша қойылған сұрақ", "ru": "Вопрос, заданный устно", "en": "Question asked aloud"}
"""The text of one that nobody has put down."""
BOARD: LineText = {"kk": "Тақтаның суреті", "ru": "Снимок доски", "en": "Picture of the board"}
_YES_NO: tuple[TitleText, ...] = ({"kk": "Иә", "ru": "Да", "en": "Yes"}, {"kk": "Жоқ", "ru": "Нет", "en": "No"})
_MOST_WORDS = 20


class OpenNumber(Number, frozen=True, kw_only=True, tag="number_open"):
    """A number of which nobody has said what it should be. `every`: the figure for the teacher, who has to say it."""

    marked: ClassVar[bool] = False
    right: Decimal = Decimal(0)

    def mark(self, answer: Answer) -> float:
        return 0.0

    def solution(self, lang: Lang, fallback: Lang) -> Solution:
        return Solution()

    def figure(self, answers: Sequence[Answer]) -> list[Bar]:
        return grouped(answers, None, lambda _: False, self.value)

    def every(self, answers: Sequence[Answer]) -> list[Bar]:
        return grouped(answers, None, lambda _: False, self.value, seen_from=1)


class OpenWord(Short, frozen=True, kw_only=True, tag="short_open"):
    """A word of which nobody has said which one it should be. `every` as above."""

    marked: ClassVar[bool] = False
    accept: Annotated[tuple[Spelling, ...], Meta(max_length=0)] = ()

    def mark(self, answer: Answer) -> float:
        return 0.0

    def solution(self, lang: Lang, fallback: Lang) -> Solution:
        return Solution()

    def figure(self, answers: Sequence[Answer]) -> list[Bar]:
        return grouped(answers, None, lambda _: False, normal_form)

    def every(self, answers: Sequence[Answer]) -> list[Bar]:
        return grouped(answers, None, lambda _: False, normal_form, seen_from=1)


PlayedQuestion = AnyQuestion | OpenNumber | OpenWord
"""What can stand in the record of a game: no bank holds the last two."""


def improvised(form: Form, time: int | None) -> AnyQuestion:
    """A question in this form of which nothing is known yet. `time` in seconds; None: until it is closed."""
    common: dict[str, Any] = {"text": ALOUD, "time": time, "points": 0}
    match form:
        case "letters":
            return Poll(options=tuple(LETTERS[:4]), **common)
        case "yesno":
            return Poll(options=_YES_NO, **common)
        case "number":
            return OpenNumber(**common)
        case "word":
            return OpenWord(**common)
        case "scale":
            return Rating(**common)


def keyed(question: AnyQuestion, right: Key) -> AnyQuestion | None:
    """The same question with this as what is right; None if that cannot be."""
    written = [word for part in right.split(";") if (word := clean(part, LONGEST)) is not None]
    match question:
        case Poll() | Single():
            if not written:
                return _as(Poll, question, options=question.options, points=0)
            letter = written[0].upper()
            if len(written) > 1 or letter not in LETTERS[: len(question.options)]:
                return None
            return _as(Single, question, options=question.options, right=letter, points=DEFAULT_POINTS)
        case Number():
            if not written:
                return _as(OpenNumber, question, points=0)
            value = question.value(written[0])
            if len(written) > 1 or value is None:
                return None
            return _sound(_as(Number, question, right=value, points=DEFAULT_POINTS))
        case Short():
            if not written:
                return _as(OpenWord, question, points=0)
            if len(written) > _MOST_WORDS:
                return None
            return _sound(_as(Short, question, accept=tuple(written), points=DEFAULT_POINTS))
    return question if not written else None


def key_of(question: AnyQuestion) -> Key:
    """What is right in it, as `keyed` takes it."""
    if not question.marked:
        return ""
    return "; ".join(_written(question))


def _written(question: AnyQuestion) -> Sequence[str]:
    match question:
        case Single():
            return (question.right,)
        case Number():
            return (plain(question.right),)
        case Short():
            return tuple(question.accept)
    return ()


def told(question: AnyQuestion, text: str) -> AnyQuestion | None:
    """The same question with its text ("": without); None if that cannot be shown."""
    return _sound(replace(question, text=text or ALOUD))


def _sound(question: AnyQuestion) -> AnyQuestion | None:
    return None if any(question.faults()) else question


def _as(kind: type[Question], question: Question, **own: Any) -> AnyQuestion:
    """What all types have in common, and the type's own."""
    common = {name: getattr(question, name) for name in Question.__struct_fields__}
    return cast("AnyQuestion", kind(**common | own))
