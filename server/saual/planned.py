"""A lesson plan becomes what a room is opened with: one bank of all its questions, and the parts of the lesson.

Knows no HTTP. What a plan names and is no more (a deleted bank, a question that was changed) is told, not guessed.
"""

from __future__ import annotations

from msgspec import Struct

from saual.game.course import Part
from saual.library import Library, NothingReady
from saual.protocol.common import Flow
from saual.protocol.plans import Plan, PlanStep
from saual.questions.bank import AnyQuestion, Bank
from saual.questions.slide import Slide
from saual.reports.identity import identity
from saual.store.bank_rows import NoBank

MOST_QUESTIONS = 500
_ASKING = ("quiz", "peer", "ticket")


class Planned(Struct, frozen=True):
    """`flows` by places in `bank`."""

    bank: Bank
    flows: dict[int, Flow]
    parts: tuple[Part, ...]


class PlanFault(Exception):
    """The step of this place (from 1) cannot be held: `code` says why."""

    def __init__(self, code: str, step: int) -> None:
        super().__init__(code, step)
        self.code, self.step = code, step


async def planned(id: str, plan: Plan, library: Library) -> Planned:
    """Raises PlanFault and StoreFailed."""
    questions: list[AnyQuestion] = []
    flows: dict[int, Flow] = {}
    parts: list[Part] = []
    for no, step in enumerate(plan.steps, 1):
        own = await _questions(no, step, library)
        if step.tool == "peer" or step.tool == "ticket":
            flows |= dict.fromkeys(range(len(questions), len(questions) + len(own)), step.tool)
        questions += own
        parts.append(Part(step.tool, step.title, step.aim, step.minutes, len(own), step.form))
    if not parts:
        raise PlanFault("plan_empty", 0)
    if len(questions) > MOST_QUESTIONS:
        raise PlanFault("plan_long", len(parts))
    bank = Bank(id=f"plan-{id}", title=plan.title or "–", language=plan.lang, questions=tuple(questions))
    return Planned(bank, flows, tuple(parts))


async def _questions(no: int, step: PlanStep, library: Library) -> list[AnyQuestion]:
    if step.tool == "talk":
        return [Slide(text=step.title or step.aim or "–", body=step.aim if step.title and step.aim else None)]
    if step.tool not in _ASKING:
        return []
    try:
        bank = await library.load(step.bank)
    except (NoBank, NothingReady):
        raise PlanFault("plan_bank", no) from None
    if not step.questions:
        return list(bank.questions)
    known = {identity(question): question for question in bank.questions}
    if not all(key in known for key in step.questions):
        raise PlanFault("plan_question", no)
    return [known[key] for key in step.questions]
