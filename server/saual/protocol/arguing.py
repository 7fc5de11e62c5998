"""What phones and the host say and are told of peer instruction, beside what every question has."""

from __future__ import annotations

from msgspec import Struct

from saual.protocol.common import CommandId, GameNo, HostCommand, QuestionNo, Sure


class SureIn(Struct, frozen=True, tag_field="t", tag="sure", forbid_unknown_fields=True):
    """How sure this seat is of its answer to question `q` of game `g`, while answers are open. Answered by `ack`."""

    id: CommandId
    g: GameNo
    q: QuestionNo
    sure: Sure


class Talk(Struct, frozen=True, tag_field="t", tag="talk"):
    """Phase `discussion`: with whom to talk; with nobody: find somebody. All are told alike, whatever they answered."""

    names: list[str]


class AskTwiceIn(HostCommand, tag="twice", frozen=True):
    """Run question `q` of game `g` by peer instruction (`on`), or not; before its answers are closed."""

    g: GameNo
    q: QuestionNo
    on: bool
