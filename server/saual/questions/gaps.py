"""Fill the gaps: a text with [1], [2], … in it; each is typed, or chosen from a bank of words; each right one counts.

An answer has for every gap what was typed, or a word's index; an empty text, or the index after the last word, stands
for a gap left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Annotated, ClassVar

from msgspec import Meta

from saual.questions.base import Answer, Ask, Bar, Fault, Question, RawAnswer, Solution
from saual.questions.items import indexes, item_faults, placed_bars, sortable
from saual.questions.options import language_gap
from saual.questions.short import matches, normal_form
from saual.questions.text import LANGS, Lang, Text, TitleText, say
from saual.questions.typed import LONGEST, clean

MARK = re.compile(r"\[([1-9][0-9]?)\]")
_BETWEEN = "|"
_LEFT_OUT = "–"


class Gaps(Question, frozen=True, kw_only=True, tag="gaps"):
    kind: ClassVar[str] = "gaps"
    gaps: Annotated[tuple[TitleText, ...], Meta(min_length=1, max_length=8)]
    """What is right in each; several spellings with | between them."""
    bank: bool = False
    options: Annotated[tuple[TitleText, ...], Meta(max_length=8)] = ()
    """Words of the bank that are right nowhere."""
    typos: Annotated[int, Meta(ge=0, le=2)] = 0

    def texts(self) -> Iterable[tuple[str, Text]]:
        yield from super().texts()
        if self.bank:
            for gap in self.gaps:
                yield "gaps", gap
            for option in self.options:
                yield "options", option

    def faults(self) -> Iterable[Fault]:
        yield from super().faults()
        yield from self._mark_faults()
        for gap in self.gaps:
            for spelling in _every(gap):
                over = len(spelling) - LONGEST
                if not normal_form(spelling):
                    problem, fix = f"“{spelling}” has nothing to compare", "Write a word, or delete it."
                    yield Fault("gaps", "unmatchable", problem, fix, {"text": spelling[:60]})
                elif over > 0 and not self.bank:
                    problem = f"“{spelling}” has {len(spelling)} characters; {LONGEST} can be typed"
                    params: dict[str, str | int] = {"n": len(spelling), "most": LONGEST, "over": over}
                    yield Fault("gaps", "too_long", problem, f"Shorten it by {over}.", params)
        if self.bank:
            yield from language_gap(self.gaps, "gaps", "gap", lambda i: f"{i + 1}")
            yield from item_faults(self.options, "options")
        elif self.options:
            problem = "are words of a bank, and there is none"
            yield Fault("options", "no_bank", problem, "Add bank = true, or delete this line.")

    def read(self, raw: RawAnswer) -> Answer | None:
        if self.bank:
            words = len(self.bank_words())
            chosen = indexes(raw, len(self.gaps), words + 1)
            return chosen if chosen is not None and min(chosen) < words else None
        if not isinstance(raw, list) or len(raw) != len(self.gaps):
            return None
        typed = tuple(clean(one) or "" for one in raw if isinstance(one, str) and len(one.strip()) <= LONGEST)
        return typed if len(typed) == len(raw) and any(map(normal_form, typed)) else None

    def mark(self, answer: Answer) -> float:
        return sum(self._rights(answer)) / len(self.gaps)

    def bank_words(self) -> list[Text]:
        """The bank in an order that tells nothing: that of the alphabet, in the first language that the words have."""
        first = [_first(gap) for gap in self.gaps]
        distinct = {str(sortable(word)): word for word in [*first, *self.options]}
        return sorted(distinct.values(), key=sortable)

    def ask(self, lang: Lang, fallback: Lang) -> Ask:
        words = self.bank_words() if self.bank else []
        return Ask(options=[say(word, lang, fallback) for word in words], items=self._numbers())

    def solution(self, lang: Lang, fallback: Lang) -> Solution:
        right = [self._index(gap) for gap in self.gaps] if self.bank else []
        words = [
            f"{i}. {' / '.join(_spellings(say(gap, lang, fallback))[: 1 if self.bank else None])}"
            for i, gap in enumerate(self.gaps, 1)
        ]
        return Solution(right=right, words=words, explanation=self.explained(lang, fallback))

    def figure(self, answers: Sequence[Answer]) -> list[Bar]:
        if self.bank:
            given = [answer for answer in answers if isinstance(answer, tuple)]
            return placed_bars([self._index(gap) for gap in self.gaps], given, len(self.bank_words()))
        rights = [self._rights(answer) for answer in answers]
        return [Bar(n=sum(right[i] for right in rights), right=True) for i in range(len(self.gaps))]

    def bar_names(self, lang: Lang, fallback: Lang) -> list[str]:
        return self.solution(lang, fallback).words

    def write(self, answer: Answer, lang: Lang, fallback: Lang) -> str:
        words = [say(word, lang, fallback) for word in self.bank_words()] + [_LEFT_OUT]
        filled = answer if isinstance(answer, tuple) else ()
        said = [one if isinstance(one, str) else words[one] for one in filled]
        return "; ".join(f"{i}. {text or _LEFT_OUT}" for i, text in enumerate(said, 1))

    def _rights(self, answer: Answer) -> list[bool]:
        words = self.bank_words() if self.bank else []
        filled: Sequence[int | str] = answer if isinstance(answer, tuple) else ()
        rights = []
        for gap, one in zip(self.gaps, filled, strict=True):
            said = [one] if isinstance(one, str) else [s for word in words[one : one + 1] for s in _every(word)]
            typos = 0 if self.bank else self.typos
            accepted = [normal_form(spelling) for spelling in _every(gap)]
            rights.append(any(matches(normal_form(text), form, typos) for text in said for form in accepted))
        return rights

    def _index(self, gap: Text) -> int:
        return self.bank_words().index(_first(gap))

    def _numbers(self) -> list[str]:
        return [str(i) for i in range(1, len(self.gaps) + 1)]

    def _mark_faults(self) -> Iterable[Fault]:
        wanted = self._numbers()
        for lang, text in ({"": self.text} if isinstance(self.text, str) else self.text).items():
            there = MARK.findall(text)
            where = f" in {lang}" if lang else ""
            for number in wanted:
                if number not in there:
                    fix = f"Write [{number}] where the gap is."
                    yield Fault("text", "gap_missing", f"has no [{number}]{where}", fix, {"gap": number, "lang": lang})
            for number in dict.fromkeys(there):
                if number not in wanted:
                    problem = f"has [{number}]{where}, but there are {len(wanted)} gaps"
                    fix = "Add what is right there to `gaps`, or delete the mark."
                    yield Fault("text", "gap_beyond", problem, fix, {"gap": number, "lang": lang})


def _spellings(text: str) -> list[str]:
    return [spelling.strip() for spelling in text.split(_BETWEEN)]


def _every(gap: Text) -> list[str]:
    """The spellings of every language: a student may answer in any."""
    said = [gap] if isinstance(gap, str) else [gap[lang] for lang in LANGS if lang in gap]
    return [spelling for text in said for spelling in _spellings(text)]


def _first(gap: Text) -> Text:
    """The spelling that the bank of words shows."""
    return _spellings(gap)[0] if isinstance(gap, str) else {lang: _spellings(text)[0] for lang, text in gap.items()}
