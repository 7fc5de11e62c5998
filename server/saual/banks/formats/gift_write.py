"""Writes Moodle GIFT. What a question has beyond it goes into the tags of a comment, as Moodle writes its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from saual.banks.formats.base import Written
from saual.banks.formats.gift_text import escaped
from saual.banks.formats.placing import pairs_of
from saual.banks.sources.html import write_html
from saual.banks.tags import write_tags
from saual.questions.bank import AnyQuestion, Bank
from saual.questions.categorising import Categorising
from saual.questions.matching import Matching
from saual.questions.multiple import Multiple
from saual.questions.number import Number
from saual.questions.open_text import OpenText
from saual.questions.options import LETTERS
from saual.questions.ordering import Ordering
from saual.questions.short import Short
from saual.questions.single import Single
from saual.questions.slide import Slide
from saual.questions.slider import Slider
from saual.questions.text import Text
from saual.questions.truefalse import TrueFalse

# What an item of an ordering cannot hold: it would end the answers, or its line would not be read.
_BREAKS = re.compile(r"[{}\\]|^\s*(?:$|//|::|\$CATEGORY:)")


def write(bank: Bank, files: Mapping[str, bytes]) -> Written:
    taken: list[int] = []
    pieces: list[str] = []
    for i, question in enumerate(bank.questions):
        answers = _answers(question)
        if answers is None:
            continue
        taken.append(i)
        tags = " ".join(f"[tag:{tag.replace(']', ')')}]" for tag in write_tags(question))
        pieces.append("".join([f"// {tags}\n" if tags else "", f"::Q{len(taken)}::", *answers, "\n"]))
    return Written("\n".join(pieces).encode(), taken)


def _answers(question: AnyQuestion) -> Iterator[str] | None:
    match question:
        case Slide():
            return iter([_slide(question)])
        case (
            Single()
            | Multiple()
            | TrueFalse()
            | Short()
            | Number()
            | Slider()
            | Matching()
            | Categorising()
            | OpenText()
        ):
            return _asked(question)
        case Ordering() if "{" not in str(question.text) and not any(map(_BREAKS.search, _lines(question))):
            return _ordered(question)
        case _:
            return None


def _ordered(ordering: Ordering) -> Iterator[str]:
    """Moodle undoes no escapes in the items, looks for the first brace of all, and has no feedback here."""
    html = isinstance(ordering.text, dict)
    head = f"{len(ordering.items)} ALL VERTICAL RELATIVE_ALL_PREVIOUS_AND_NEXT SHOW"
    yield f"{_marked(ordering.text, html=html)} {{>{head}\n"
    for line in _lines(ordering):
        yield f"{line}\n"
    yield "}"


def _lines(ordering: Ordering) -> list[str]:
    return [write_html(item) for item in ordering.written().items]


def _asked(question: AnyQuestion) -> Iterator[str]:
    # In a matching the format of the question is that of its items and options, too.
    common = ("text", "explanation", *(("items", "options") if isinstance(question, Matching | Categorising) else ()))
    html = any(isinstance(text, dict) for field, text in question.texts() if field in common)
    yield _marked(question.text, html=html) + " {"
    match question:
        case Single():
            for letter, option in zip(LETTERS, question.options, strict=False):
                yield f"\n\t{'=' if letter == question.right else '~'}{_marked(option)}"
        case Multiple():
            share = f"{100 / len(question.right):.5f}".rstrip("0").rstrip(".")
            for letter, option in zip(LETTERS, question.options, strict=False):
                yield f"\n\t~%{share if letter in question.right else -100}%{_marked(option)}"
        case TrueFalse():
            yield "TRUE" if question.right else "FALSE"
        case Short():
            spellings = question.accept if isinstance(question.accept, tuple) else sum(question.accept.values(), ())
            for spelling in spellings:
                yield f"\n\t={escaped(spelling.replace('*', chr(92) + '*'))}"
        case Number() | Slider():
            yield f"#{question.right:f}:{question.tolerance:f}"
        case Matching() | Categorising():
            pairs, extras = pairs_of(question)
            for item, option in [*pairs, *(("", extra) for extra in extras)]:
                yield f"\n\t={_side(item, html)} -> {_side(option, html)}"
    if question.explanation is not None:
        # Moodle reads it in the format of the question's text.
        yield f"####{_marked(question.explanation, html=html).partition(']')[2]}"
    yield "\n}" if not isinstance(question, TrueFalse | Number | Slider | OpenText) else "}"


def _side(text: Text, html: bool) -> str:
    """One side of a pair. Nothing in GIFT escapes the arrow between them."""
    return escaped((write_html(text) if html else str(text)).replace("->", "→"))


def _slide(slide: Slide) -> str:
    if slide.body is None:
        return _marked(slide.text)
    return "[html]" + escaped(f"<h3>{write_html(slide.text)}</h3><div>{write_html(slide.body)}</div>")


def _marked(text: Text, *, html: bool = False) -> str:
    """Plain where one language is enough, so that "a < b" stays what it is."""
    if html or isinstance(text, dict):
        return f"[html]{escaped(write_html(text))}"
    return f"[plain]{escaped(text)}"
