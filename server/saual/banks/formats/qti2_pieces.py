"""Pieces of a QTI 2.1 item as text: a declaration, an attribute, words. Knows no question."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from saual.questions.text import Text


def declaration(cardinality: str, base: str, right: list[str], mapping: str = "", name: str = "RESPONSE") -> str:
    values = "".join(f"<value>{escape(value)}</value>" for value in right)
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" baseType="{base}">'
        f"<correctResponse>{values}</correctResponse>{mapping}</responseDeclaration>"
    )


def quoted(text: Text) -> str:
    return quoteattr(str(text), {"\n": "&#10;", "\t": "&#9;"})


def xhtml(text: str) -> str:
    return escape(text).replace("\n", "<br/>")
