"""XML as a small tree, read by expat with every door shut: no DOCTYPE, so no entities, no other files; bounded
depth and size. Knows no format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.parsers import expat

from saual.banks.remark import Refused, Where

_MOST_DEPTH = 100
_MOST_ELEMENTS = 300_000
_MOST_MARKS = 700_000
"""Signs that open a tag, those of HTML inside of the texts among them: each is work for somebody."""


class Node:
    """An element. Its name and its attributes' names have no namespace prefix."""

    __slots__ = ("attrs", "line", "name", "parts")

    def __init__(self, name: str, attrs: dict[str, str], line: int) -> None:
        self.name = name
        self.attrs = attrs
        self.line = line
        self.parts: list[str | Node] = []

    @property
    def children(self) -> list[Node]:
        return [part for part in self.parts if isinstance(part, Node)]

    def all(self, name: str) -> list[Node]:
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> Node | None:
        return next((child for child in self.children if child.name == name), None)

    def deep(self, *names: str) -> Iterator[Node]:
        """Every element of these names below this one, in the order of the file."""
        for child in self.children:
            if child.name in names:
                yield child
            yield from child.deep(*names)

    def text(self) -> str:
        """All text below, in order."""
        return "".join(part if isinstance(part, str) else part.text() for part in self.parts)


def tree(text: str, *, skip: frozenset[str] = frozenset(), rename: Callable[[str], str] = str) -> Node:
    """The root element. The content of elements named in `skip` is dropped as it is read. Raises Refused."""
    if text.count("<") + text.count("&lt;") + text.count("&#") > _MOST_MARKS:
        raise Refused("xml_too_big")
    top = Node("", {}, 0)
    open_nodes = [top]
    count = 0

    def start(name: str, attrs: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > _MOST_ELEMENTS or len(open_nodes) > _MOST_DEPTH:
            raise Refused("xml_too_big")
        plain = {rename(_local(key)): value for key, value in attrs.items()}
        node = Node(rename(_local(name)), plain, parser.CurrentLineNumber)
        open_nodes[-1].parts.append(node)
        open_nodes.append(node)

    def data(piece: str) -> None:
        if open_nodes[-1].name not in skip:
            open_nodes[-1].parts.append(piece)

    parser = _parser()
    parser.StartElementHandler = start
    parser.CharacterDataHandler = data
    parser.EndElementHandler = lambda _: open_nodes.pop()
    _run(parser, text)
    return top.children[0]


def events(text: str, start: Callable[[str, dict[str, str]], None], end: Callable[[str, str], None]) -> None:
    """Calls `start(name, attributes)` and `end(name, text inside)` for each element: for sheets too long for a tree."""
    pieces: list[str] = []
    depth = 0

    def opened(name: str, attrs: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _MOST_DEPTH:
            raise Refused("xml_too_big")
        pieces.clear()
        start(_local(name), attrs)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(_local(name), "".join(pieces))
        pieces.clear()

    parser = _parser()
    parser.StartElementHandler = opened
    parser.CharacterDataHandler = pieces.append
    parser.EndElementHandler = closed
    _run(parser, text)


def root_name(text: str) -> str | None:
    """The name of the first element, judged from the first characters; None if this is no XML. Raises Refused."""
    name: list[str] = []

    def start(tag: str, _: dict[str, str]) -> None:
        name.append(_local(tag))
        raise StopIteration

    parser = _parser()
    parser.StartElementHandler = start
    try:
        parser.Parse(text[:100_000], False)
    except StopIteration:
        return name[0]
    except expat.ExpatError:
        return None
    return None


def _run(parser: expat.XMLParserType, text: str) -> None:
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise Refused("xml_syntax", Where(line=error.lineno)) from None
    except (ValueError, UnicodeError):  # half of a surrogate pair
        raise Refused("not_text") from None


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.EntityDeclHandler = _refuse_doctype
    parser.ExternalEntityRefHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_: object) -> int:
    raise Refused("xml_doctype")


def _local(name: str) -> str:
    return name.rpartition(":")[2]
