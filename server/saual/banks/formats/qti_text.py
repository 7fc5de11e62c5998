"""Text inside QTI: XHTML as elements, or HTML escaped in a `mattext`. Knows no question type."""

from __future__ import annotations

from saual.banks.formats.shared import cleaned
from saual.banks.found import Scribe
from saual.banks.sources.html import Plain, read_node
from saual.banks.sources.xml import Node
from saual.questions.text import Text


def xhtml(scribe: Scribe, nodes: list[Node | str], field: str) -> Text:
    """The text of elements of XHTML, as a reader of the page sees it."""
    plain = Plain()
    top = Node("", {}, 0)
    top.parts = nodes
    read_node(top, plain)
    said = plain.text()
    for code in sorted(plain.left_out):
        scribe.note(code, field)
    for address, alt in plain.pictures:
        scribe.see(address, alt, field)
    return said


def material(scribe: Scribe, node: Node | None, field: str) -> Text:
    """What a `material` of QTI 1.2 says."""
    if node is None:
        return ""
    for media in node.deep("matimage", "mataudio", "matvideo"):
        if media.name == "matimage":
            scribe.see(media.attrs.get("uri", ""), media.attrs.get("label", ""), field)
        else:
            scribe.note("media_left_out", field)
    texts = [cleaned(scribe, text.text().strip(), _form(text), field) for text in node.deep("mattext", "matemtext")]
    if len(texts) == 1:
        return texts[0]
    return "\n".join(text if isinstance(text, str) else next(iter(text.values()), "") for text in texts if text)


def _form(text: Node) -> str:
    return "html" if "html" in text.attrs.get("texttype", "").lower() else "auto"
