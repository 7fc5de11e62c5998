"""The texts and shares of Moodle XML, which stand in elements of their own. Knows no question type."""

from __future__ import annotations

import posixpath
from functools import partial
from urllib.parse import unquote

from saual.banks.files import from_base64
from saual.banks.formats.shared import cleaned
from saual.banks.found import Scribe
from saual.banks.sources.xml import Node
from saual.questions.text import Text

_FORMS = {"html": "html", "plain_text": "plain", "markdown": "auto", "moodle_auto_format": "auto"}


def said_in(place: Node | None, scribe: Scribe, field: str, form: str = "") -> Text:
    if place is None:
        return ""
    scribe.beside = partial(beside, place)
    return cleaned(scribe, inner(place).strip(), form or form_of(place), field)


def beside(place: Node, address: str) -> bytes | None:
    """The file that an address means: it stands in the same element as the text."""
    name = unquote(address.removeprefix("@@PLUGINFILE@@/")).partition("?")[0]
    for file in place.all("file"):
        path = file.attrs.get("path", "/").strip("/")
        if name in (file.attrs.get("name", ""), posixpath.join(path, file.attrs.get("name", ""))):
            return from_base64(file.text())
    return None


def form_of(place: Node) -> str:
    return _FORMS.get(place.attrs.get("format", "").lower(), "auto")


def inner(node: Node | None, child: str = "") -> str:
    """The text of an element, which Moodle mostly puts into an element `text` inside."""
    if node is not None and child:
        node = node.first(child)
    if node is None:
        return ""
    inside = node.first("text")
    if inside is not None:
        return inside.text()
    return "".join(part for part in node.parts if isinstance(part, str))


def weight(answer: Node) -> float:
    try:
        weight = float(answer.attrs.get("fraction", "0")[:20].replace(",", "."))
    except ValueError:
        return 0.0
    return weight if -1000 < weight < 1000 else 0.0
