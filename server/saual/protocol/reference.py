"""Writes the generated part of docs/protocol.md: every frame, its fields, and every code.

`python -m saual.protocol.reference docs/protocol.md` puts it between the file's two marks.
"""

from __future__ import annotations

import inspect
import sys
import typing
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from saual.protocol import asking, own_pace, player, posting, staff, together
from saual.protocol.codes import MEANING
from saual.protocol.common import Clock, Peer, QuestionView, TeamPlan, Turns
from saual.protocol.typescript import ts
from saual.questions.base import Ask, Bar, Solution

BEGIN = "<!-- generated: begin -->"
END = "<!-- generated: end -->"
_SHARED = (
    *(QuestionView, Ask, Clock, Solution, Bar, player.Given, asking.ClassQuestion, asking.OwnQuestion),
    *(together.Row, staff.SeatView, staff.SettingsView, posting.AskedView, posting.SpokenView, posting.PostView),
    *(own_pace.MaterialView, own_pace.AttemptView, own_pace.PaceItem, own_pace.PaceGiven, own_pace.Told),
    *(Peer, Turns, TeamPlan, together.Mate, together.TeamView),
)
_SECTIONS = (
    ("From a phone, on `/ws/PIN`", typing.get_args(player.PlayerIn)),
    ("To a phone", typing.get_args(player.PlayerOut)),
    ("From a staff screen, on `/ws/staff/ROOM`", typing.get_args(staff.StaffIn)),
    ("To a staff screen", typing.get_args(staff.StaffOut)),
    ("Pieces of frames", _SHARED),
)


def reference() -> str:
    """The generated part, marks included."""
    parts = [BEGIN]
    for title, frames in _SECTIONS:
        parts += [f"## {title}", *(_section(frame) for frame in frames)]
    parts += ["## Codes", "| code | meaning |\n| --- | --- |"]
    parts[-1] += "".join(f"\n| `{code}` | {meaning} |" for code, meaning in MEANING.items())
    return "\n\n".join([*parts, END])


def _section(frame: type[Struct]) -> str:
    tag = frame.__struct_config__.tag
    title = f'### `{{"t": "{tag}"}}`' if tag else f"### {frame.__name__}"
    text = " ".join((inspect.getdoc(frame) or "").split()) if "__doc__" in vars(frame) else ""
    hints = typing.get_type_hints(frame, include_extras=True)
    rows = [f"| `{field.encode_name}` | `{_cell(hints[field.name])}` |" for field in structs.fields(frame)]
    table = "\n".join(["| field | type |", "| --- | --- |", *rows]) if rows else ""
    return "\n\n".join(part for part in (title, text, table) if part)


def _cell(kind: Any) -> str:
    return ts(kind).replace("|", "\\|")


def updated(text: str) -> str:
    """The page with its generated part as it should be."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return before + reference() + after


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(updated(page.read_text("utf-8")), "utf-8")
