"""What the types with options share: the options, their letters, their bars. Knows nothing of which one is
right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import combinations
from random import Random
from typing import Annotated, Literal, get_args

from msgspec import Meta

from saual.questions.base import Answer, Ask, Bar, Fault, Question, RawAnswer
from saual.questions.text import LANGS, Lang, Text, TitleText, say

Letter = Literal["A", "B", "C", "D", "E", "F", "G", "H"]
LETTERS: tuple[Letter, ...] = get_args(Letter)
_OF_ALL = re.compile(
    r"^(?:none|all|both|neither) of (?:the above|these|them)\b|^(?:all|none) (?:of the )?(?:answers|options)\b"
    r"|^(?:ни один из|ничего из|вс[её] (?:выше)?перечисленн|все (?:ответы|варианты)|нет (?:правильн|верн)\w* ответ)"
    r"|^(?:жоғарыдағы\w*|осылардың) (?:бәрі|барлығы|ешқайсысы)|^дұрыс жауап(?:ы)? жоқ"
    r"|^(?:аталған\w* )?(?:бәрі|барлығы) (?:де |да )?дұрыс",
    re.IGNORECASE,
)
"""None of the above, all of these, …: anywhere but at the end they make no sense."""


class WithOptions(Question, frozen=True, kw_only=True):
    """A question with two to eight options, which students see as A, B, C, …"""

    options: Annotated[tuple[TitleText, ...], Meta(min_length=2, max_length=8)]

    def texts(self) -> Iterable[tuple[str, Text]]:
        yield from super().texts()
        for option in self.options:
            yield "options", option

    def faults(self) -> Iterable[Fault]:
        yield from super().faults()
        for i, j, lang, text in equal_texts(self.options[: len(LETTERS)]):
            where = f" in {lang}" if lang else ""
            yield Fault(
                "options",
                "equal_options",
                f"options {LETTERS[i]} and {LETTERS[j]} are the same{where}: “{text}”",
                "Change or delete one of them.",
                {"one": LETTERS[i], "other": LETTERS[j], "text": text[:60]},
            )
        yield from language_gap(self.options[: len(LETTERS)], "options", "option", lambda i: LETTERS[i])

    def ask(self, lang: Lang, fallback: Lang) -> Ask:
        return Ask(options=[say(option, lang, fallback) for option in self.options])

    def write(self, answer: Answer, lang: Lang, fallback: Lang) -> str:
        chosen = answer if isinstance(answer, tuple) else (answer,)
        said = {i: say(option, lang, fallback) for i, option in enumerate(self.options)}
        return ", ".join(f"{LETTERS[i]}) {said[i]}" for i in chosen if isinstance(i, int))

    def one_option(self, raw: RawAnswer) -> int | None:
        """The index of one option. JSON's true is no index, although Python's is an int."""
        return raw if type(raw) is int and 0 <= raw < len(self.options) else None

    def bars(self, answers: Sequence[Answer], right: Collection[int] = ()) -> list[Bar]:
        """How many chose each option; who chose several counts in each."""
        chosen = [i for answer in answers for i in (answer if isinstance(answer, tuple) else (answer,))]
        return [Bar(n=chosen.count(i), right=i in right) for i in range(len(self.options))]

    def beyond(self, letter: Letter) -> Iterable[Fault]:
        """A fault if `right` names an option that is not there."""
        if LETTERS.index(letter) >= len(self.options):
            last = LETTERS[len(self.options) - 1]
            yield Fault(
                "right",
                "no_such_option",
                f'"{letter}" names no option: there are {len(self.options)}, A to {last}',
                f"Write a letter from A to {last}, or add the missing options.",
                {"letter": letter, "last": last},
            )


def new_order(options: Sequence[Text], random: Random) -> list[int]:
    """Where each place of the new order takes its option from. What speaks of the options before it stays the last."""
    order = list(range(len(options)))
    random.shuffle(order)
    return sorted(order, key=lambda i: _of_all(options[i]))


def _of_all(option: Text) -> bool:
    return any(_OF_ALL.search(text) for text in ([option] if isinstance(option, str) else option.values()))


def moved(letter: Letter, order: Sequence[int]) -> Letter:
    """The letter that an option has after `new_order`."""
    return LETTERS[order.index(LETTERS.index(letter))]


def equal_texts(texts: Sequence[Text]) -> Iterable[tuple[int, int, str, str]]:
    """Each two that are the same: their places, the language in which they are ("" if in all), the text.

    Capitals are left alone: "Monday" or "monday" is a question that teachers ask.
    """
    for (i, one), (j, other) in combinations(enumerate(texts), 2):
        same = [lang for lang in LANGS if _in(one, lang) and _in(one, lang) == _in(other, lang)]
        if same:
            plain = isinstance(one, str) and isinstance(other, str)
            yield i, j, "" if plain else same[0], _in(one, same[0])


def _in(option: Text, lang: Lang) -> str:
    """The option as seen in this language, spacing aside; "" where it has none. A plain string is seen in
    all.
    """
    text = option if isinstance(option, str) else option.get(lang, "")
    return " ".join(unicodedata.normalize("NFKC", text).split())


def language_gap(texts: Sequence[Text], field: str, noun: str, named: Callable[[int], str]) -> Iterable[Fault]:
    """A language that some of the texts have and others do not; a plain text is the same in every language."""
    tables = [(i, text) for i, text in enumerate(texts) if isinstance(text, dict)]
    for lang in LANGS:
        without = [named(i) for i, text in tables if lang not in text]
        if without and len(without) < len(tables):
            is_are = f"{noun} {without[0]} has" if len(without) == 1 else f"{noun}s {', '.join(without)} have"
            yield Fault(
                field,
                "language_gap",
                f"{is_are} no {lang}, but other {noun}s do",
                f"Add {lang} there, or take it out of the others.",
                {"lang": lang},
            )
