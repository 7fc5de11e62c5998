"""HTML as editors write it, to plain text that reads the same: lists, line breaks and the languages of Moodle's
multi-language filter are kept, everything that acts or loads is left out and told. Knows no question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape

from saual.banks.sources.xml import Node
from saual.questions.text import LANGS, Lang, Text

MOST_CHARACTERS = 100_000
"""Of one text, pictures aside. A question has at most 300; the rest is what a word processor wraps around it."""
_MOST_TAGS = 5000

_BLOCKS = frozenset(
    {"p", "div", "br", "hr", "li", "ul", "ol", "dl", "dt", "dd", "tr", "table", "tbody", "thead", "blockquote", "pre"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "figure", "figcaption"}
    | {"address", "center", "prompt", "itembody", "rubricblock"}
)
_INLINE = frozenset(
    {"a", "abbr", "b", "big", "caption", "cite", "code", "del", "em", "font", "i", "img", "ins", "kbd", "label", "mark"}
    | {"nolink", "q", "s", "samp", "script", "small", "span", "strike", "strong", "style", "sub", "sup", "td", "th"}
    | {"tt", "u", "var", "video", "audio", "iframe", "object", "embed", "source", "math", "svg", "input"}
)
_SILENT = frozenset(("script", "style", "head", "title", "template", "noscript", "annotation", "annotationxml", "svg"))
_LEFT_OUT = {
    **dict.fromkeys(("svg", "image"), "picture_left_out"),
    **dict.fromkeys(("video", "audio", "iframe", "object", "embed", "applet"), "media_left_out"),
    "script": "script_left_out",
}
_VOID = frozenset(("br", "hr", "img", "input", "embed", "source", "col", "wbr"))
_DIGITS = {
    "sup": str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}
_MARKS = {"sup": "^", "sub": "_"}

# Quoted values stop at "<" so that an open quote never makes the search run to the end of the text again and again.
_ATTRIBUTE = r"""[\w:.@-]++\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'|[^\s"'<>]++)"""
_STRICT = re.compile(rf"</?([a-zA-Z][a-zA-Z0-9]*+)(?:\s++{_ATTRIBUTE})*+\s*+/?>")
_ANY = re.compile(
    r"""<[/!?]?([a-zA-Z][\w:.-]*+)(?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+>|<[/!?]?([a-zA-Z][\w:.-]*+)[^<>]*+>"""
)
_PAIRS = re.compile(r"""([\w:.-]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++))""")
_DATA_URI = re.compile(r"data:[\w/+.;=-]{0,100},[A-Za-z0-9+/=%\s]++")
_MLANG = re.compile(r"\{mlang(?:\s++([\w, -]{1,40}))?\}")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_LANGUAGE = {"kz": "kk", "kaz": "kk", "kk": "kk", "ru": "ru", "rus": "ru", "en": "en", "eng": "en"}


class TooLong(Exception):
    """A text with more markup than any honest question; its argument is how many characters it has."""


class Plain:
    """Gathers text as a reader of the page would see it."""

    def __init__(self) -> None:
        self.left_out: set[str] = set()
        self.pictures: list[tuple[str, str]] = []
        """The address of each, and what it shows."""
        self.embedded: dict[str, str] = {}
        """Addresses that stand for pictures within the text itself, which no pattern should have to walk over."""
        self._pieces: list[tuple[str, str]] = []
        self._open: list[str] = []
        self._lists: list[int] = []
        self._spans: list[str] = []
        self._silent = 0

    def open(self, name: str, attrs: Mapping[str, str]) -> None:
        name = name.lower()
        if name == "img" and "equation" in attrs.get("class", "") and (formula := attrs.get("alt", "").strip()):
            self.data(formula.removeprefix("LaTeX: "))
        elif name == "img":
            self.pictures.append((self.embedded.get(attrs.get("src", ""), attrs.get("src", "")), attrs.get("alt", "")))
        elif name in _LEFT_OUT:
            self.left_out.add(_LEFT_OUT[name])
        if name in _VOID:
            if name in _BLOCKS:
                self._line()
            return
        if name in ("td", "th"):
            self._add(" ")
        if name in _BLOCKS:
            self._line()
        if name in ("ul", "ol"):
            self._lists.append(0 if name == "ul" else 1)
        if name == "li":
            self._mark()
        if name == "span":
            lang = attrs.get("lang", "").strip().lower().replace("_", "-").split("-")[0]
            own = _LANGUAGE.get(lang, lang) if "multilang" in attrs.get("class", "") else ""
            self._spans.append(own or self._lang)
        self._silent += name in _SILENT
        self._open.append(name)

    def close(self, name: str) -> None:
        name = name.lower()
        if name not in self._open[-50:]:
            return
        while self._open:
            last = self._open.pop()
            self._silent -= last in _SILENT
            if last in _BLOCKS:
                self._line()
            if last in ("ul", "ol"):
                self._lists.pop()
            if last == "span":
                self._spans.pop()
            if last == name:
                return

    def data(self, text: str) -> None:
        if self._silent:
            return
        around = self._open[-1] if self._open else ""
        if around in _DIGITS and text.strip():
            small = text.strip().translate(_DIGITS[around])
            plain = all(c in _DIGITS[around] for c in map(ord, text.strip()))
            text = small if plain else f"{_MARKS[around]}{text.strip()}"
        if "pre" not in self._open[-20:]:
            text = re.sub(r"[ \t\n\r\f]+", " ", text)
        self._add(text)

    def text(self) -> Text:
        """In one language, or a table of those that were marked."""
        marked = {lang for lang, _ in self._pieces if lang}
        known = [lang for lang in LANGS if lang in marked]
        if known and len(marked) > len(known):
            self.left_out.add("language_left_out")
        if not known:
            return _tidy("".join(piece for _, piece in self._pieces))
        said: dict[Lang, str] = {
            lang: _tidy("".join(piece for of, piece in self._pieces if of in ("", lang))) for lang in known
        }
        return {lang: words for lang, words in said.items() if words} or ""

    def _mark(self) -> None:
        if self._lists and self._lists[-1]:
            self._add(f"{self._lists[-1]}. ")
            self._lists[-1] += 1
        else:
            self._add("• ")

    def _line(self) -> None:
        self._add("\n")

    def _add(self, piece: str) -> None:
        self._pieces.append((self._lang, piece))

    @property
    def _lang(self) -> str:
        return self._spans[-1] if self._spans else ""


def read_html(html: str, *, strict: bool = False) -> Plain:
    """Raises TooLong.

    `strict`: only what surely is a tag counts as one, for text in which "a < b" may stand; line ends are kept.
    """
    plain = Plain()
    html = _DATA_URI.sub(lambda m: _put_aside(m[0], plain.embedded), html)
    if len(html) > MOST_CHARACTERS or html.count("<") > _MOST_TAGS:
        raise TooLong(len(html))
    html = _MLANG.sub(lambda m: f'<span class="multilang" lang="{m[1].strip()}">' if m[1] else "</span>", html)
    if strict:
        html = html.replace("\n", "<br>")
    small = html.lower()
    at = 0
    pattern = _STRICT if strict else _ANY
    while (mark := html.find("<", at)) >= 0:
        plain.data(_resolved(html[at:mark]))
        if html.startswith("<!", mark) or html.startswith("<?", mark):
            end = html.find("-->" if html.startswith("<!--", mark) else ">", mark)
            at = len(html) if end < 0 else html.index(">", end) + 1
            continue
        match = pattern.match(html, mark)
        name = (match[1] or (match[2] if match.re is _ANY else "")).lower() if match else ""
        if match is None or (strict and name not in _BLOCKS | _INLINE):
            plain.data("<")
            at = mark + 1
            continue
        at = match.end()
        if match[0].startswith("</"):
            plain.close(name)
        else:
            attrs = {key.lower(): unescape(a or b or c) for key, a, b, c in _PAIRS.findall(match[0])}
            plain.open(name, attrs)
            if match[0].endswith("/>") and name not in _BLOCKS:
                plain.close(name)
            if name in ("script", "style"):
                # What is inside is no HTML: on to the end tag.
                end = small.find(f"</{name}", at) if len(small) == len(html) else -1
                at = len(html) if end < 0 else end
    plain.data(_resolved(html[at:]))
    return plain


def _put_aside(uri: str, embedded: dict[str, str]) -> str:
    address = f"embedded:{len(embedded)}"
    embedded[address] = uri
    return address


def _resolved(text: str) -> str:
    """With the characters that entities stand for; "R&D" and "&copy" without a semicolon are no entities."""
    return _ENTITY.sub(lambda match: unescape(match[0]), text) if "&" in text else text


def read_node(node: Node, plain: Plain) -> None:
    """Adds what is inside an element of XHTML."""
    for part in node.parts:
        if isinstance(part, str):
            plain.data(part)
        else:
            plain.open(part.name, part.attrs)
            read_node(part, plain)
            plain.close(part.name)


def has_tags(text: str) -> bool:
    """The text surely holds HTML: a tag that is closed or closes something."""
    return any(m[1].lower() in _BLOCKS | _INLINE for m in _STRICT.finditer(text[:MOST_CHARACTERS]))


def write_html(text: Text) -> str:
    """The text as HTML; a table of languages as the spans of Moodle's filter."""
    if isinstance(text, str):
        return escape(text, quote=False).replace("\n", "<br>")
    spans = (f'<span lang="{lang}" class="multilang">{write_html(said)}</span>' for lang, said in text.items())
    return "".join(spans)


def _tidy(text: str) -> str:
    lines = (" ".join(re.split(r"[ \t\r\f]+", line)).strip(" ") for line in text.replace("\xa0", " ").split("\n"))
    return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip()
