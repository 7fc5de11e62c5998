"""Lesson plans: what a teacher prepares, and how far a planned lesson is."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from saual.protocol.common import Flow, GameNo, HostCommand, Lang
from saual.questions.aloud import Form

Tool = Literal["quiz", "peer", "improvised", "talk", "ticket"]
"""What a step of a lesson is done with: questions of a bank (asked once, or twice by peer instruction), a question put
on the spot, a talk without phones, an exit ticket."""
PartState = Literal["done", "now", "next", "left"]
"""`left`: taken out before it began."""

MOST_STEPS = 40
MOST_MINUTES = 180
PartNo = Annotated[int, Meta(ge=0, lt=MOST_STEPS)]
Key = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}\Z")]


# ── over HTTP ───────────────────────────────────────────────────────────────────────────────────────────────


class PlanStep(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """One step. `bank` and `questions` (their keys as in QuestionLine; none: all) for a quiz, peer instruction and a
    ticket; `form` is that of the answers to a question put on the spot."""

    tool: Tool
    title: Annotated[str, Meta(max_length=120)] = ""
    aim: Annotated[str, Meta(max_length=300)] = ""
    minutes: Annotated[int, Meta(ge=0, le=MOST_MINUTES)] = 5
    bank: Annotated[str, Meta(max_length=120)] = ""
    questions: Annotated[tuple[Key, ...], Meta(max_length=500)] = ()
    form: Form = "letters"


class Plan(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """`level` is the class that it is for, in the teacher's words."""

    title: Annotated[str, Meta(max_length=120)] = ""
    aim: Annotated[str, Meta(max_length=500)] = ""
    level: Annotated[str, Meta(max_length=60)] = ""
    lang: Lang
    steps: Annotated[tuple[PlanStep, ...], Meta(max_length=MOST_STEPS)] = ()


class PlanLine(Struct, frozen=True):
    """GET /api/plans gives a list of these, the newest change first. DELETE /api/plans/{id} removes one for good."""

    id: str
    title: str
    level: str
    steps: int
    minutes: int
    updated_ms: int


class PlanPage(Struct, frozen=True):
    """GET /api/plans/{id}; POST /api/plans takes a Plan and gives this."""

    id: str
    version: int
    plan: Plan
    updated_ms: int


class SavePlan(Struct, frozen=True, forbid_unknown_fields=True):
    """PUT /api/plans/{id}: the plan as it is now, made on this version. Answered by PlanPage; with 409 and StalePlan if
    it is no longer that version."""

    version: Annotated[int, Meta(ge=1)]
    plan: Plan


class StalePlan(Struct, frozen=True):
    """`now`: the plan as it is."""

    code: str
    message: str
    now: PlanPage


class PartLine(Struct, frozen=True):
    """One step of a planned lesson as it went. `began_ms` is None where it was not come to."""

    tool: Tool
    title: str
    aim: str
    minutes: int
    began_ms: int | None
    ended_ms: int | None


Way = Flow | Literal["slide"]
"""How something was put to the class."""


class ToolLine(Struct, frozen=True):
    """What was on the stage in one way, how many questions (or slides), and for how long together."""

    tool: Way
    n: int
    ms: int


# ── on the socket ───────────────────────────────────────────────────────────────────────────────────────────


class BankTitle(Struct, frozen=True):
    """GET /api/rooms/{room}/banks?lang=kk gives a list of these: banks of which a question can be put."""

    id: str
    title: str
    questions: int


class BankQuestion(Struct, frozen=True):
    """GET /api/rooms/{room}/banks/{bank}?lang=kk gives a list of these. `twice`: peer instruction is possible."""

    key: str
    text: str
    kind: str
    twice: bool


class QuestionWish(Struct, frozen=True, forbid_unknown_fields=True):
    """POST /api/rooms/{room}/questions: this question comes next. 204."""

    bank: Annotated[str, Meta(min_length=1, max_length=120)]
    key: Key
    twice: bool = False


class SkipPartIn(HostCommand, tag="skip_part", frozen=True):
    """Leave the rest of this step of the plan; one that is still to come is taken out."""

    g: GameNo
    part: PartNo


class MovePartIn(HostCommand, tag="move_part", frozen=True):
    """A step that is still to come changes places with its neighbour."""

    g: GameNo
    part: PartNo
    up: bool


class PartView(Struct, frozen=True, omit_defaults=True):
    """`no` names it in commands."""

    no: int
    tool: Tool
    state: PartState
    title: str = ""
    aim: str = ""
    minutes: int = 0
    questions: int = 0


class PlanView(Struct, frozen=True, omit_defaults=True):
    """The plan of game `g` in its order. `began` is when the step that is on began, `started` the first one; server's
    clock, 0: not yet."""

    g: int
    parts: list[PartView]
    began: int = 0
    started: int = 0
