"""Moodle XML: reads what Moodle 2 to 5 exports; `moodle_write` writes. A picture in the question's text comes along."""

from __future__ import annotations

import posixpath
from functools import partial
from typing import Any
from urllib.parse import unquote

from saual.banks.files import from_base64
from saual.banks.formats.base import Format
from saual.banks.formats.moodle_write import write
from saual.banks.formats.shared import (
    Choice,
    bounded,
    cleaned,
    number,
    split_heading,
    take_choices,
    take_slide,
    take_spellings,
)
from saual.banks.found import Found, Scribe
from saual.banks.remark import Untaken
from saual.banks.sources.source import Source
from saual.banks.sources.xml import Node
from saual.banks.tags import read_tags
from saual.questions.text import Text

_FORMS = {"html": "html", "plain_text": "plain", "markdown": "auto", "moodle_auto_format": "auto"}
_POINTS = {"0": 0, "2": 2000}

# Names of Moodle's own types and of the commonest added ones, by what they are.
_KINDS = {
    "matching": "matching",
    "ddmatch": "matching",
    "randomsamatch": "matching",
    "cloze": "cloze",
    "multianswer": "cloze",
    "gapselect": "cloze",
    "ddwtos": "cloze",
    "gapfill": "cloze",
    "ordering": "ordering",
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
            path = _inner(node, "category").replace("$course$", "").replace("$module$", "").replace("$system$", "")
            category = path.strip("/ ").removeprefix("top").lstrip("/ ")
            continue
        name = _inner(node, "name")
        with found.question(line=node.line, item=name) as scribe:
            _question(node, kind, category, scribe)


def _question(node: Node, kind: str, category: str, scribe: Scribe) -> None:
    if kind not in _READERS:
        raise Untaken("unsupported", kind=_KINDS.get(kind, kind[:40] or "?"))
    tags = [tag.text() for tag in node.deep("tag")]
    more: dict[str, Any] = read_tags(tags, scribe, category=category)
    if (points := _POINTS.get(_inner(node, "defaultgrade").rstrip("0").rstrip(".") or "0")) is not None and node.first(
        "defaultgrade"
    ):
        more.setdefault("points", points)
    if kind == "description":
        _slide(node, scribe, more)
        return
    more["text"] = _said(node.first("questiontext"), scribe, "text")
    _explain(node, scribe, more)
    _READERS[kind](node, scribe, more)


def _choice(node: Node, scribe: Scribe, more: dict[str, Any]) -> None:
    several = _inner(node, "single").strip().lower() in ("false", "0")
    take_choices(scribe, _answers(node, scribe), several=several, **more)


def _truefalse(node: Node, scribe: Scribe, more: dict[str, Any]) -> None:
    right = next((answer for answer in node.all("answer") if _weight(answer) >= 99.9), None)
    if right is None:
        raise Untaken("no_right", "right")
    scribe.take("truefalse", right=_inner(right).strip().lower() == "true", **more)


def _short(node: Node, scribe: Scribe, more: dict[str, Any]) -> None:
    if _inner(node, "usecase").strip() == "1":
        scribe.note("case_left_out", "accept")
    take_spellings(scribe, _answers(node, scribe, form="plain"), **more)


def _number(node: Node, scribe: Scribe, more: dict[str, Any]) -> None:
    answers = [(answer, _weight(answer)) for answer in node.all("answer")]
    right = [answer for answer, weight in answers if weight >= 99.9 and _inner(answer).strip() != "*"]
    if len(right) != 1:
        raise Untaken("several_numbers" if right else "no_right", "right")
    if any(0 < weight < 99.9 for _, weight in answers):
        scribe.note("partial_credit_left_out", "right")
    units = [unit for unit in node.deep("unit") if unit.first("unit_name")]
    base = [unit for unit in units if _inner(unit, "multiplier").strip().rstrip("0").rstrip(".") in ("1", "")]
    if len(units) > len(base[:1]):
        scribe.note("units_left_out", "unit")
    if base:
        more["unit"] = _inner(base[0], "unit_name").strip()
    tolerance = number(_inner(right[0], "tolerance") or "0", "tolerance")
    scribe.take("number", right=number(_inner(right[0])), tolerance=tolerance, **more)


def _open(node: Node, scribe: Scribe, more: dict[str, Any]) -> None:
    more.pop("points", None)
    if _inner(node, "graderinfo").strip() or _inner(node, "responsetemplate").strip():
        scribe.note("grading_left_out")
    scribe.take("open", **more)


def _slide(node: Node, scribe: Scribe, more: dict[str, Any]) -> None:
    place = node.first("questiontext")
    if place is not None:
        scribe.beside = partial(_beside, place)
    heading = split_heading(_inner(place)) if place and _form(place) == "html" else None
    text = cleaned(scribe, heading[0], "html", "text") if heading else _said(place, scribe, "text")
    body = cleaned(scribe, heading[1], "html", "body") if heading else ""
    _explain(node, scribe, more)
    take_slide(scribe, text, body, _inner(node, "name").strip(), **more)


_READERS = {
    "multichoice": _choice,
    "multichoiceset": _choice,
    "truefalse": _truefalse,
    "shortanswer": _short,
    "numerical": _number,
    "essay": _open,
    "essayautograde": _open,
    "description": _slide,
}


def _answers(node: Node, scribe: Scribe, form: str = "") -> list[Choice]:
    bounded(node.all("answer"))
    return [
        Choice(_said(answer, scribe, "options", form) if not form else _inner(answer).strip(), _weight(answer))
        for answer in node.all("answer")
    ]


def _explain(node: Node, scribe: Scribe, more: dict[str, Any]) -> None:
    """The general feedback; else what is said to the right answer. What is said to the wrong ones is left out."""
    general = _said(node.first("generalfeedback"), scribe, "explanation")
    own = [(_weight(answer) >= 99.9, answer.first("feedback")) for answer in node.all("answer")]
    said = [(right, place) for right, place in own if place is not None and _inner(place).strip()]
    first = next((place for right, place in said if right), None)
    if not general and first is not None:
        general, said = _said(first, scribe, "explanation"), [pair for pair in said if pair[1] is not first]
    if said:
        scribe.note("feedback_left_out", "explanation")
    more["explanation"] = general


def _said(place: Node | None, scribe: Scribe, field: str, form: str = "") -> Text:
    if place is None:
        return ""
    scribe.beside = partial(_beside, place)
    return cleaned(scribe, _inner(place).strip(), form or _form(place), field)


def _beside(place: Node, address: str) -> bytes | None:
    """The file that an address means: it stands in the same element as the text."""
    name = unquote(address.removeprefix("@@PLUGINFILE@@/")).partition("?")[0]
    for file in place.all("file"):
        path = file.attrs.get("path", "/").strip("/")
        if name in (file.attrs.get("name", ""), posixpath.join(path, file.attrs.get("name", ""))):
            return from_base64(file.text())
    return None


def _form(place: Node) -> str:
    return _FORMS.get(place.attrs.get("format", "").lower(), "auto")


def _inner(node: Node | None, child: str = "") -> str:
    """The text of an element, which Moodle mostly puts into an element `text` inside."""
    if node is not None and child:
        node = node.first(child)
    if node is None:
        return ""
    inside = node.first("text")
    if inside is not None:
        return inside.text()
    return "".join(part for part in node.parts if isinstance(part, str))


def _weight(answer: Node) -> float:
    try:
        weight = float(answer.attrs.get("fraction", "0")[:20].replace(",", "."))
    except ValueError:
        return 0.0
    return weight if -1000 < weight < 1000 else 0.0


FORMAT = Format("moodle", ".xml", sniff, read, write, mathjax=True)
