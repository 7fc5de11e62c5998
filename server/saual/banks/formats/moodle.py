"""Moodle XML: reads what Moodle 2 to 5 exports; `moodle_write` writes. A picture in the question's text comes along."""

from __future__ import annotations

from functools import partial
from typing import Any

from saual.banks.formats.base import Format
from saual.banks.formats.moodle_gaps import GAPS
from saual.banks.formats.moodle_text import beside, form_of, inner, said_in, weight
from saual.banks.formats.moodle_write import write
from saual.banks.formats.placing import Pair, take_pairs
from saual.banks.formats.shared import (
    Choice,
    bounded,
    choice,
    cleaned,
    number,
    split_heading,
    take_choices,
    take_number,
    take_slide,
    take_spellings,
)
from saual.banks.found import Found, Scribe
from saual.banks.remark import Untaken
from saual.banks.sources.source import Source
from saual.banks.sources.xml import Node
from saual.banks.tags import read_tags

_POINTS = {"0": 0, "2": 2000}

# Names of Moodle's own types and of the commonest added ones, by what they are.
_KINDS = {
    "randomsamatch": "matching",
    "gapfill": "cloze",
    "ddimageortext": "hotspot",
    "ddmarker": "hotspot",
    "calculated": "calculated",
    "calculatedmulti": "calculated",
    "calculatedsimple": "calculated",
    "formulas": "calculated",
}


def sniff(source: Source) -> bool:
    return source.xml_root == "quiz"


def read(source: Source, found: Found) -> None:
    category = ""
    for node in source.xml().all("question"):
        kind = node.attrs.get("type", "")
        if kind == "category":
            path = inner(node, "category").replace("$course$", "").replace("$module$", "").replace("$system$", "")
            category = path.strip("/ ").removeprefix("top").lstrip("/ ")
            continue
        name = inner(node, "name")
        with found.question(line=node.line, item=name) as scribe:
            _question(node, kind, category, scribe)


def _question(node: Node, kind: str, category: str, scribe: Scribe) -> None:
    if kind not in _READERS and kind not in GAPS:
        raise Untaken("unsupported", kind=_KINDS.get(kind, kind[:40] or "?"))
    tags = [tag.text() for tag in node.deep("tag")]
    more: dict[str, Any] = read_tags(tags, scribe, category=category)
    if (points := _POINTS.get(inner(node, "defaultgrade").rstrip("0").rstrip(".") or "0")) is not None and node.first(
        "defaultgrade"
    ):
        more.setdefault("points", points)
    as_type = more.pop("type", "")
    if kind == "description":
        _slide(node, scribe, more)
        return
    if kind in GAPS:
        _explain(node, scribe, more)
        GAPS[kind](node, scribe, more)
        return
    more["text"] = said_in(node.first("questiontext"), scribe, "text")
    _explain(node, scribe, more)
    if kind in ("matching", "ddmatch", "numerical"):
        more["type"] = as_type
    _READERS[kind](node, scribe, more)


def _choice(node: Node, scribe: Scribe, more: dict[str, Any]) -> None:
    several = inner(node, "single").strip().lower() in ("false", "0")
    take_choices(scribe, _answers(node, scribe), several=several, **more)


def _truefalse(node: Node, scribe: Scribe, more: dict[str, Any]) -> None:
    right = next((answer for answer in node.all("answer") if weight(answer) >= 99.9), None)
    if right is None:
        raise Untaken("no_right", "right")
    scribe.take("truefalse", right=inner(right).strip().lower() == "true", **more)


def _short(node: Node, scribe: Scribe, more: dict[str, Any]) -> None:
    if inner(node, "usecase").strip() == "1":
        scribe.note("case_left_out", "accept")
    take_spellings(scribe, _answers(node, scribe, form="plain"), **more)


def _number(node: Node, scribe: Scribe, more: dict[str, Any]) -> None:
    answers = [(answer, weight(answer)) for answer in node.all("answer")]
    right = [answer for answer, weight in answers if weight >= 99.9 and inner(answer).strip() != "*"]
    if len(right) != 1:
        raise Untaken("several_numbers" if right else "no_right", "right")
    if any(0 < weight < 99.9 for _, weight in answers):
        scribe.note("partial_credit_left_out", "right")
    units = [unit for unit in node.deep("unit") if unit.first("unit_name")]
    base = [unit for unit in units if inner(unit, "multiplier").strip().rstrip("0").rstrip(".") in ("1", "")]
    if len(units) > len(base[:1]):
        scribe.note("units_left_out", "unit")
    if base:
        more["unit"] = inner(base[0], "unit_name").strip()
    tolerance = number(inner(right[0], "tolerance") or "0", "tolerance")
    take_number(scribe, right=number(inner(right[0])), tolerance=tolerance, **more)


def _matching(node: Node, scribe: Scribe, more: dict[str, Any]) -> None:
    """A subquestion without a text is an answer that belongs to none."""
    bounded(node.all("subquestion"))
    pairs: list[Pair] = []
    for part in node.all("subquestion"):
        answer = part.first("answer")
        pairs.append((said_in(part, scribe, "items"), cleaned(scribe, inner(answer).strip(), "auto", "options")))
    options = [option for _, option in sorted(pairs, key=lambda pair: not pair[0])]  # first those of items
    take_pairs(scribe, [pair for pair in pairs if pair[0]], options, **more)


def _ordering(node: Node, scribe: Scribe, more: dict[str, Any]) -> None:
    """The answers' fractions are their places."""
    bounded(node.all("answer"))
    answers = sorted(node.all("answer"), key=weight)
    scribe.take("ordering", items=[said_in(answer, scribe, "items") for answer in answers], **more)


def _open(node: Node, scribe: Scribe, more: dict[str, Any]) -> None:
    more.pop("points", None)
    if inner(node, "graderinfo").strip() or inner(node, "responsetemplate").strip():
        scribe.note("grading_left_out")
    scribe.take("open", **more)


def _slide(node: Node, scribe: Scribe, more: dict[str, Any]) -> None:
    place = node.first("questiontext")
    if place is not None:
        scribe.beside = partial(beside, place)
    heading = split_heading(inner(place)) if place and form_of(place) == "html" else None
    text = cleaned(scribe, heading[0], "html", "text") if heading else said_in(place, scribe, "text")
    body = cleaned(scribe, heading[1], "html", "body") if heading else ""
    _explain(node, scribe, more)
    take_slide(scribe, text, body, inner(node, "name").strip(), **more)


_READERS = {
    "multichoice": _choice,
    "multichoiceset": _choice,
    "truefalse": _truefalse,
    "shortanswer": _short,
    "numerical": _number,
    "matching": _matching,
    "ddmatch": _matching,
    "ordering": _ordering,
    "essay": _open,
    "essayautograde": _open,
    "description": _slide,
}


def _answers(node: Node, scribe: Scribe, form: str = "") -> list[Choice]:
    bounded(node.all("answer"))
    if form:
        return [Choice(inner(answer).strip(), weight(answer)) for answer in node.all("answer")]
    return [choice(scribe, partial(said_in, a, scribe, "options"), weight(a)) for a in node.all("answer")]


def _explain(node: Node, scribe: Scribe, more: dict[str, Any]) -> None:
    """The general feedback; else what is said to the right answer. What is said to the wrong ones is left out."""
    general = said_in(node.first("generalfeedback"), scribe, "explanation")
    own = [(weight(answer) >= 99.9, answer.first("feedback")) for answer in node.all("answer")]
    said = [(right, place) for right, place in own if place is not None and inner(place).strip()]
    first = next((place for right, place in said if right), None)
    if not general and first is not None:
        general, said = said_in(first, scribe, "explanation"), [pair for pair in said if pair[1] is not first]
    if said:
        scribe.note("feedback_left_out", "explanation")
    more["explanation"] = general


FORMAT = Format(
    "moodle",
    ".xml",
    {"kk": "Moodle (XML)", "ru": "Moodle (XML)", "en": "Moodle (XML)"},
    sniff,
    read,
    write,
    about={
        "kk": "Moodle үшін: «Сұрақтар банкі» → «Импорт»",
        "ru": "Для Moodle: «Банк вопросов» → «Импорт»",
        "en": "For Moodle: Question bank → Import",
    },
    mathjax=True,
    rank=10,
)
