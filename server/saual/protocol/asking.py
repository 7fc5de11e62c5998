"""Frames of questions to the teacher, from a phone and to it."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from saual.protocol.common import AskedState, CommandId


class QuestionIn(Struct, frozen=True, tag_field="t", tag="question", forbid_unknown_fields=True):
    """Ask the teacher something; `named`: classmates may see the name. Retried with the same `id` until its `ack`."""

    id: CommandId
    text: Annotated[str, Meta(max_length=1500)]
    named: bool = False


class SecondIn(Struct, frozen=True, tag_field="t", tag="second", forbid_unknown_fields=True):
    """This seat asks the same as question `no` of the class's list, or no more. Answered by `ack`."""

    id: CommandId
    no: Annotated[int, Meta(ge=1, le=1_000_000)]
    on: bool = True


class WithdrawIn(Struct, frozen=True, tag_field="t", tag="withdraw", forbid_unknown_fields=True):
    """Take back one's own question, named by the `id` it was asked with. Answered by `ack`."""

    id: CommandId
    q: CommandId


class ClassQuestion(Struct, frozen=True, omit_defaults=True):
    """A student's question that the class may see. `name` only where it was asked by name."""

    no: int
    """In the order of letting through: says nothing of who asked, or when."""
    text: str
    name: str = ""
    n: int = 0
    """How many others ask the same."""
    done: bool = False
    """It was answered."""


class ClassQuestions(Struct, frozen=True, tag_field="t", tag="asked", omit_defaults=True):
    """Students' questions, the same for all phones: `put` adds or replaces, `gone` removes; `all`: these are all."""

    put: list[ClassQuestion] = []
    gone: list[int] = []
    all: bool = False


class OwnQuestion(Struct, frozen=True, omit_defaults=True):
    """A question of this seat, by the `id` that the phone gave it; `no` is what the class's list calls it."""

    id: str
    text: str
    state: AskedState = "waiting"
    no: int = 0


class Mine(Struct, frozen=True, tag_field="t", tag="mine", omit_defaults=True):
    """This seat's own questions, and which of the class's list it asks too; each one replaces the last."""

    own: list[OwnQuestion] = []
    too: list[int] = []
