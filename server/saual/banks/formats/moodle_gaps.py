"""Gaps in texts of Moodle XML: cloze, which has what is right in the text, and the two types that choose from words.

A text with gaps is read in one language: the gaps of several would be counted twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from saual.banks.formats.moodle_text import beside, form_of, inner
from saual.banks.formats.placing import take_gaps, unmarked
from saual.banks.formats.shared import bounded, cleaned, flat, is_number
from saual.banks.found import Scribe
from saual.banks.remark import Untaken
from saual.banks.sources.xml import Node
from saual.questions.text import Text

_CLOZE = re.compile(r"\{(\d{0,3}):([A-Z_]{1,30}):((?:\\.|[^}\\]){0,4000})\}", re.DOTALL)
_CHOSEN = re.compile(r"\[\[([1-9]\d{0,2})\]\]")
_TYPED_KINDS = ("SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC", "NUMERICAL", "NM")
_CHOICE_KINDS = ("MULTICHOICE", "MC")
"""With letters after them that say how they are drawn: _V, _H, _S."""


def _cloze(node: Node, scribe: Scribe, more: dict[str, Any]) -> None:
    place = node.first("questiontext")
    found = _CLOZE.findall(inner(place))
    kinds = {_plain(kind) for _, kind, _ in found}
    if kinds not in ({"typed"}, {"chosen"}):
        raise Untaken("unsupported", kind="cloze")
    answers = [_answers(said, kind, scribe) for _, kind, said in found]
    right = [[text for text, weight in each if weight >= 99.9] for each in answers]
    if any(0 < weight < 99.9 for each in answers for _, weight in each):
        scribe.note("partial_credit_left_out", "gaps")
    extras = [text for each in answers for text, weight in each if weight <= 0] if kinds == {"chosen"} else None
    if extras is not None and len(found) > 1:
        scribe.note("words_together", "options")
    more["text"] = _text(place, _CLOZE, scribe)
    take_gaps(scribe, right, extras, **more)


def _plain(kind: str) -> str:
    if kind in _TYPED_KINDS:
        return "typed"
    return "chosen" if re.sub(r"_?(V|H|S|VS|HS)$", "", kind) in _CHOICE_KINDS else kind


def _answers(said: str, kind: str, scribe: Scribe) -> list[tuple[Text, float]]:
    """Each answer with its share, per cent."""
    found: list[tuple[Text, float]] = []
    for part in re.split(r"(?<!\\)~", said):
        answer = re.split(r"(?<!\\)#", part, maxsplit=1)[0].strip()
        weight = 0.0
        if match := re.match(r"%(-?\d{1,3}(?:\.\d{1,5})?)%", answer):
            weight, answer = float(match[1]), answer[match.end() :]
        elif answer.startswith("="):
            weight, answer = 100.0, answer[1:]
        text = re.sub(r"\\(.)", r"\1", answer).strip()
        if kind in ("NUMERICAL", "NM"):
            text, _, tolerance = text.partition(":")
            if is_number(tolerance) and tolerance.strip("0., "):
                scribe.note("tolerance_left_out", "gaps")
        elif text == "*" and weight >= 99.9:
            raise Untaken("wildcard", "gaps")
        if text:
            found.append((flat(cleaned(scribe, text, "html", "gaps")), weight))
    bounded(found)
    return found


def _words(node: Node, scribe: Scribe, more: dict[str, Any]) -> None:
    """gapselect and ddwtos: a number in the text names the word that is right there."""
    place = node.first("questiontext")
    choices = [*node.all("selectoption"), *node.all("dragbox")]
    bounded(choices)
    words = [flat(cleaned(scribe, inner(choice).strip(), "auto", "options")) for choice in choices]
    numbers = [int(number) - 1 for number in _CHOSEN.findall(inner(place))]
    missing = [number for number in numbers if number >= len(words)]
    if missing:
        raise Untaken("no_such_answer", "gaps", n=missing[0] + 1)
    groups = {inner(choices[number], "group").strip() for number in numbers}
    if len(groups) > 1:
        scribe.note("words_together", "options")
    more["text"] = _text(place, _CHOSEN, scribe)
    take_gaps(scribe, [[words[number]] for number in numbers], words, **more)


def _text(place: Node | None, gap: re.Pattern[str], scribe: Scribe) -> Text:
    """The text with our marks in the places of its gaps."""
    if place is None:
        return ""
    scribe.beside = partial(beside, place)
    parts: list[str] = []
    at = 0
    for number, match in enumerate(gap.finditer(inner(place)), 1):
        parts += [unmarked(match.string[at : match.start()]), f"[{number}]"]
        at = match.end()
    return cleaned(scribe, "".join([*parts, unmarked(inner(place)[at:])]).strip(), form_of(place), "text")


GAPS: dict[str, Callable[[Node, Scribe, dict[str, Any]], None]] = {
    "cloze": _cloze,
    "multianswer": _cloze,
    "gapselect": _words,
    "ddwtos": _words,
}
