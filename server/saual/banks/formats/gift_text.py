"""The marks of Moodle GIFT: escapes, comments, categories, where a question begins and ends. Knows no answer.

An escaped mark is held as a character of Unicode's private area while a question is taken apart, so that the
search for marks never meets one that does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_MARKS = "~=#{}:\\n"
_HELD = {mark: chr(0xE000 + i) for i, mark in enumerate(_MARKS)}
_BACK = str.maketrans({held: "\n" if mark == "n" else mark for mark, held in _HELD.items()})
_PRIVATE = re.compile("[\ue000-\ue00f]")
_ESCAPE = re.compile(r"\\([~=#{}:\\n])")
_TAG = re.compile(r"\[(tag|id):([^\]]*)\]")
_CATEGORY = re.compile(r"\$CATEGORY:(.*)")


class Chunk(NamedTuple):
    line: int
    text: str
    """With escapes held; see `release`."""
    category: str
    tags: list[str]


def chunks(text: str) -> Iterator[Chunk]:
    """Each question, with the line on which it starts. A blank line ends it, except inside of braces."""
    category, tags = "", list[str]()
    lines: list[str] = []
    start = depth = 0
    for number, raw in enumerate(_PRIVATE.sub("", text).split("\n"), 1):
        line = raw.strip()
        if line.startswith("//"):
            tags += [value for key, value in _TAG.findall(line) if key == "tag"]
            continue
        if match := _CATEGORY.match(line):
            category = match[1].replace("$course$", "").replace("top/", "", 1).strip(" /")
            continue
        # A question that forgot to close its braces must not swallow the next.
        if lines and ((not line and depth <= 0) or line.startswith("::")):
            yield Chunk(start, "\n".join(lines), category, tags)
            lines, tags, depth = [], [], 0
        if line or lines:
            held = hold(raw)
            if not lines:
                start = number
            lines.append(held)
            depth += held.count("{") - held.count("}")
    if lines:
        yield Chunk(start, "\n".join(lines), category, tags)


def hold(text: str) -> str:
    return _ESCAPE.sub(lambda match: _HELD[match[1]], text)


def release(text: str) -> str:
    """The text with what its escapes stand for."""
    return text.translate(_BACK)


def escaped(text: str) -> str:
    """The text so that no mark in it counts. Line breaks are written \\n: a blank line would end the question."""
    return re.sub(r"[~=#{}:\\]", r"\\\g<0>", text).replace("\n", "\\n")
