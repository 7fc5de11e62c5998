"""Writes the questions of QTI 2.1 in which something is put somewhere: their declarations and interactions."""

from __future__ import annotations

from collections.abc import Iterator

from saual.banks.formats.placing import spellings_of, split_marks
from saual.banks.formats.qti2_pieces import declaration, quoted, xhtml
from saual.questions.categorising import Categorising
from saual.questions.gaps import Gaps
from saual.questions.matching import Matching
from saual.questions.options import LETTERS
from saual.questions.ordering import Ordering
from saual.questions.slider import Slider
from saual.questions.text import Lang, say

_Placing = Ordering | Matching | Categorising


def declared(question: _Placing | Gaps, lang: Lang) -> Iterator[str]:
    match question:
        case Ordering():
            yield declaration("ordered", "identifier", [f"I{i}" for i in range(1, len(question.items) + 1)])
        case Matching() | Categorising():
            pairs = [f"I{i} {letter}" for i, letter in enumerate(question.letters(), 1)]
            yield declaration("multiple", "directedPair", pairs, _mapping(pairs))
        case Gaps(bank=True):
            pairs = [f"W{word + 1} G{i}" for i, word in enumerate(question.solution(lang, lang).right, 1)]
            yield declaration("multiple", "directedPair", pairs, _mapping(pairs))
        case Gaps():
            for i, spellings in enumerate(spellings_of(question), 1):
                said = [str(say(one, lang, lang)) for one in spellings]
                lines = "".join(f'<mapEntry mapKey={quoted(s)} mappedValue="1" caseSensitive="false"/>' for s in said)
                mapping = f'<mapping defaultValue="0">{lines}</mapping>'
                yield declaration("single", "string", said[:1], mapping, f"RESPONSE{i}")


def interaction(question: _Placing | Slider, lang: Lang) -> Iterator[str]:
    match question:
        case Ordering():
            yield '<orderInteraction responseIdentifier="RESPONSE" shuffle="true">'
            for i, item in enumerate(question.written().items, 1):
                yield f'<simpleChoice identifier="I{i}">{xhtml(say(item, lang, lang))}</simpleChoice>'
            yield "</orderInteraction>"
        case Matching() | Categorising():
            yield '<matchInteraction responseIdentifier="RESPONSE" shuffle="true" maxAssociations="0">'
            lefts = [(f"I{i}", item, 1) for i, item in enumerate(question.items, 1)]
            rights = [(letter, option, 0) for letter, option in zip(LETTERS, question.options, strict=False)]
            for choices in (lefts, rights):
                yield "<simpleMatchSet>"
                for ident, text, most in choices:
                    said = xhtml(say(text, lang, lang))
                    yield f'<simpleAssociableChoice identifier="{ident}" matchMax="{most}">{said}'
                    yield "</simpleAssociableChoice>"
                yield "</simpleMatchSet>"
            yield "</matchInteraction>"
        case Slider():
            yield '<sliderInteraction responseIdentifier="RESPONSE"'
            yield f' lowerBound="{question.min:f}" upperBound="{question.max:f}" step="{question.step:f}"/>'


def gapped(question: Gaps, lang: Lang) -> Iterator[str]:
    """The body: the text with a field or a gap in each of its places."""
    if question.bank:
        yield '<gapMatchInteraction responseIdentifier="RESPONSE" shuffle="true">'
        for i, word in enumerate(question.bank_words(), 1):
            yield f'<gapText identifier="W{i}" matchMax="0">{xhtml(say(word, lang, lang))}</gapText>'
    yield "<p>"
    for part in split_marks(say(question.text, lang, lang)):
        if isinstance(part, str):
            yield xhtml(part)
        elif question.bank:
            yield f'<gap identifier="G{part + 1}"/>'
        else:
            yield f'<textEntryInteraction responseIdentifier="RESPONSE{part + 1}"/>'
    yield "</p>"
    if question.bank:
        yield "</gapMatchInteraction>"


def processing(question: Gaps) -> Iterator[str]:
    """The mean of what the gaps earn."""
    names = ["RESPONSE"] if question.bank else [f"RESPONSE{i}" for i in range(1, len(question.gaps) + 1)]
    yield '<responseProcessing><setOutcomeValue identifier="SCORE"><sum>'
    yield from (f'<mapResponse identifier="{name}"/>' for name in names)
    yield "</sum></setOutcomeValue></responseProcessing>"


def _mapping(pairs: list[str]) -> str:
    share = 1 / len(pairs)
    lines = "".join(f'<mapEntry mapKey="{pair}" mappedValue="{share:.6f}"/>' for pair in pairs)
    return f'<mapping lowerBound="0" upperBound="1" defaultValue="0">{lines}</mapping>'
