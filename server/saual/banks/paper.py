"""A bank on paper: which variant has which questions in what order, and the key to each. Pure; knows no page and no
browser. Every order follows from the seed, so that a lost sheet, or its key, can be printed again.
"""

from __future__ import annotations

from random import Random

from saual.questions.assigning import Assigning
from saual.questions.bank import AnyQuestion, Bank, in_order
from saual.questions.gaps import Gaps
from saual.questions.options import LETTERS
from saual.questions.ordering import Ordering
from saual.questions.text import Lang
from saual.questions.truefalse import TrueFalse

MOST_VARIANTS = 8

Variant = list[tuple[int, AnyQuestion]]
"""Each question with its place in the bank."""


def variants(bank: Bank, count: int, seed: int, *, questions: bool, options: bool) -> list[Variant]:
    """The sheets, from the first. What is not to be mixed stands as in the bank, but never in an order that tells."""
    return [
        in_order(bank, Random(f"paper {seed}/{no}"), questions=questions, options=options)  # noqa: S311 - not a secret
        for no in range(1, count + 1)
    ]


def key(question: AnyQuestion, lang: Lang, fallback: Lang) -> str:
    """What is right, as short as one marks by it: B · A, C · 1–C, 2–A; "" where nothing is."""
    solution = question.solution(lang, fallback)
    letters = [LETTERS[i] for i in solution.right]
    match question:
        case TrueFalse():
            return question.ask(lang, fallback).options[solution.right[0]]
        case Assigning():
            return ", ".join(f"{n}–{letter}" for n, letter in enumerate(letters, 1))
        case Ordering():
            return " ".join(letters)
        case Gaps():
            return "; ".join(solution.words)
    return ", ".join(letters) or " / ".join(solution.words)
