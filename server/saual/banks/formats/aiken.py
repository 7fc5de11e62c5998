"""Aiken: one line of text, lettered options, ANSWER: and a letter. Single choice is all that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from saual.banks.formats.base import Format, Written
from saual.banks.formats.shared import Choice, bounded, cleaned, take_choices
from saual.banks.found import Found, Scribe
from saual.banks.remark import Untaken
from saual.banks.sources.source import Source
from saual.questions.bank import Bank
from saual.questions.options import LETTERS
from saual.questions.single import Single
from saual.questions.text import say

_OPTION = re.compile(r"([A-Za-zА-Яа-яӘәҒғҚқ])\s*[.)]\s*(\S.*)")
_ANSWER = re.compile(r"(?:ANSWERS?|ОТВЕТЫ?|ЖАУАП|ДҰРЫС ЖАУАП|ПРАВИЛЬНЫЙ ОТВЕТ)\s*[:.]\s*(.*)", re.IGNORECASE)
_EXTRA = re.compile(r"(?:FEEDBACK|ТҮСІНІК|ПОЯСНЕНИЕ)\s*:\s*(.*)", re.IGNORECASE)

# Letters drawn as Latin ones: a list may be lettered on one keyboard and answered on the other.
_LATIN = str.maketrans("АВСЕН", "ABCEH")


class _Block(NamedTuple):
    line: int
    text: list[str]
    options: list[tuple[str, str]]
    answer: str | None
    explanation: str


def sniff(source: Source) -> bool:
    lines = [line.strip() for line in source.text.split("\n")]
    return any(map(_ANSWER.fullmatch, lines)) and any(_OPTION.fullmatch(line) for line in lines) and "{" not in lines


def read(source: Source, found: Found) -> None:
    for block in _blocks(source.text):
        with found.question(line=block.line) as scribe:
            _question(block, scribe)


def _question(block: _Block, scribe: Scribe) -> None:
    if not block.answer:
        raise Untaken("aiken_no_answer", "right")
    if not block.text:
        raise Untaken("empty", "text")
    if not block.options:
        raise Untaken("aiken_no_options", "options")
    bounded(block.options)
    right = _right(block, block.answer)
    choices = [
        Choice(cleaned(scribe, text, "auto", "options"), 100.0 if i in right else 0.0)
        for i, (_, text) in enumerate(block.options)
    ]
    text = cleaned(scribe, "\n".join(block.text), "auto", "text")
    take_choices(scribe, choices, several=len(right) > 1, text=text, explanation=block.explanation)


def _right(block: _Block, answer: str) -> set[int]:
    """Which options are right, by their letters or by the text of one. Raises Untaken."""
    same = [i for i, (_, text) in enumerate(block.options) if text == answer]
    if same:
        return {same[0]}
    labels = {label.upper().translate(_LATIN): i for i, (label, _) in enumerate(block.options)}
    chosen = [letter.upper().translate(_LATIN) for letter in re.findall(r"[^\W\d_]+", answer)]
    if len(chosen) == 1 and all(letter in labels for letter in chosen[0]):
        chosen = [*chosen[0]]
    unknown = next((letter for letter in chosen if letter not in labels), None)
    if not chosen or unknown:
        raise Untaken("no_such_label", "right", letter=(unknown or answer)[:20])
    return {labels[letter] for letter in chosen}


def _blocks(text: str) -> Iterator[_Block]:
    """A question ends with its answer; what follows an answer is the next. One without an answer ends where
    text stands again after its options.
    """
    line, said, options = 0, list[str](), list[tuple[str, str]]()
    answered: _Block | None = None
    for number, raw in enumerate(text.split("\n"), 1):
        words = raw.strip()
        if not words:
            continue
        if answered and (extra := _EXTRA.fullmatch(words)):
            answered = answered._replace(explanation=extra[1])
            continue
        if answered:
            yield answered
            answered, said, options = None, [], []
        if answer := _ANSWER.fullmatch(words):
            answered = _Block(line or number, said, options, answer[1].strip(), "")
        elif said and (option := _OPTION.fullmatch(words)):
            options.append((option[1], option[2]))
        else:
            if options:
                yield _Block(line, said, options, None, "")
                said, options = [], []
            if not said:
                line = number
            said.append(words)
    if answered:
        yield answered
    elif said:
        yield _Block(line, said, options, None, "")


def write(bank: Bank, files: Mapping[str, bytes]) -> Written:
    taken: list[int] = []
    blocks: list[str] = []
    for i, question in enumerate(bank.questions):
        if isinstance(question, Single):
            taken.append(i)
            lines = [_line(say(question.text, bank.language, bank.language))]
            for letter, option in zip(LETTERS, question.options, strict=False):
                lines.append(f"{letter}. {_line(say(option, bank.language, bank.language))}")
            blocks.append("\n".join([*lines, f"ANSWER: {question.right}", ""]))
    return Written("\n".join(blocks).encode(), taken)


def _line(text: str) -> str:
    return " ".join(text.split())


FORMAT = Format(
    "aiken",
    ".aiken.txt",
    {"kk": "Мәтін (Aiken)", "ru": "Текст (Aiken)", "en": "Text (Aiken)"},
    sniff,
    read,
    write,
    about={
        "kk": "Тек бір жауапты сұрақтар",
        "ru": "Только вопросы с одним ответом",
        "en": "Only questions with one answer",
    },
    rank=80,
)
