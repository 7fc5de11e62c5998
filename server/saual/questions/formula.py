r"""Formulas in texts: `$\frac{1}{2}$` is LaTeX, and becomes a tree of MathML that a page can build element by element.

Only what is known gets through: a command that nobody knows, or one that would bring in an address, a style or a class,
makes the formula a fault of its question, and until that is mended it is shown as it was typed. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element  # built from LaTeX, never parsed

from latex2mathml.converter import convert_to_element

LONGEST = 300
"""Characters of one formula."""
_MOST_ELEMENTS = 400
# As pandoc reads it: no space inside of the dollar signs and no digit behind, so that "$5 or $10" are prices.
_FORMULA = re.compile(r"(?<![\\$])\$(?=[^\s$])((?:[^$\\\n]|\\[^\n])+?)(?<!\s)\$(?![\d$])")
_ESCAPED = re.compile(r"\\.")
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)")

_ELEMENTS = frozenset(
    {"math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup"}
    | {"munder", "mover", "munderover", "mtable", "mtr", "mtd", "mstyle", "mpadded", "mphantom", "menclose"}
    | {"mmultiscripts", "mprescripts", "none"}
)
_ATTRIBUTES = frozenset(
    {"stretchy", "mathvariant", "width", "height", "depth", "linethickness", "columnalign", "rowspacing", "accent"}
    | {"columnspacing", "fence", "separator", "form", "lspace", "rspace", "minsize", "maxsize", "movablelimits"}
    | {"symmetric", "displaystyle", "scriptlevel", "notation", "display", "columnlines", "rowlines", "accentunder"}
)
_PARTS = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2, "munderover": 3}
"""How many children these have; a page that draws them must not be left to guess."""
_VALUE = re.compile(r"[\w .%+-]{0,40}")

Tree = list[Any]
"""An element: its name, its attributes, then its children: elements, or one text."""


class NotDrawn(ValueError):
    """`command` is what is not known, "" if the formula is broken in another way."""

    def __init__(self, command: str = "") -> None:
        super().__init__(command)
        self.command = command


def formulas(text: str) -> list[str]:
    """What stands between dollar signs."""
    return [match[1] for match in _FORMULA.finditer(text)] if "$" in text else []


def without_formulas(text: str, instead: str) -> str:
    r"""The text with each formula written as `instead` says, in which \1 is the LaTeX."""
    return _FORMULA.sub(lambda match: instead.replace(r"\1", match[1]), text) if "$" in text else text


@lru_cache(maxsize=4096)
def tree(latex: str) -> Tree:
    """Raises NotDrawn."""
    bare = _ESCAPED.sub("", latex)
    if len(latex) > LONGEST or bare.count("{") != bare.count("}"):
        raise NotDrawn
    try:
        root = convert_to_element(latex)
    except (Exception, RecursionError) as error:  # whatever the reader stumbles over is a mistake in the formula
        raise NotDrawn from error
    left = [_MOST_ELEMENTS]
    try:
        return _taken(root, latex, left)
    except RecursionError as error:
        raise NotDrawn from error


def trees(texts: Iterable[str]) -> dict[str, Tree]:
    """By their LaTeX, those formulas of the texts that can be drawn."""
    found: dict[str, Tree] = {}
    for text in texts:
        for latex in formulas(text):
            try:
                found[latex] = tree(latex)
            except NotDrawn:
                continue
    return found


def undrawn(text: str) -> Iterator[tuple[str, str]]:
    """The formulas of this text that cannot be drawn, each with the command that is not known, or ""."""
    for latex in formulas(text):
        try:
            tree(latex)
        except NotDrawn as why:
            yield latex, why.command


def strings(value: object) -> Iterator[str]:
    """Every text in a plain value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings(item)


def _taken(element: Element, latex: str, left: list[int]) -> Tree:
    left[0] -= 1
    if left[0] < 0 or element.tag not in _ELEMENTS:
        raise NotDrawn(_guilty(latex))
    attributes = {key: value for key, value in element.attrib.items() if key != "xmlns"}
    if not attributes.keys() <= _ATTRIBUTES or not all(_VALUE.fullmatch(value) for value in attributes.values()):
        raise NotDrawn(_guilty(latex))
    text = _resolved(element.text or "")
    if text.startswith("\\") and len(text) > 1:
        raise NotDrawn(text[:30])
    children = [_taken(child, latex, left) for child in element]
    if len(children) != _PARTS.get(element.tag, len(children)):
        raise NotDrawn  # something is missing: \frac{1}
    return [element.tag, attributes, *([text] if text else []), *children]


def _resolved(text: str) -> str:
    """Symbols come as numbers of characters."""
    return re.sub(r"&#x([0-9A-Fa-f]{1,6});", lambda match: chr(int(match[1], 16)), text)


def _guilty(latex: str) -> str:
    """The first command that is known to bring in more than mathematics; else the first there is."""
    commands = _COMMAND.findall(latex)
    return next((c for c in commands if c in (r"\href", r"\style", r"\class", r"\color")), next(iter(commands), ""))
