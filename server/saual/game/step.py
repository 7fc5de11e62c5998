"""A step of a game: a question, and the flow that it goes through. A game is a row of steps; see `arranged`.

Steps up to the one on the stage never move: answers, rounds and the record name a step by its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from msgspec import Struct
from msgspec.structs import replace

from saual.game.settings import Settings
from saual.protocol.common import Flow
from saual.questions.bank import AnyQuestion, Bank, in_order
from saual.questions.brainstorm import Brainstorm


class Step(Struct, frozen=True):
    """`question` as it is asked, `written` as the bank has it: its options in their order, a vote without ideas."""

    question: AnyQuestion
    written: AnyQuestion
    flow: Flow = "classic"
    vote: int = 0
    """Of a question that is asked twice: which time it is, 1 or 2. A second vote by peers is put in on the way."""

    @property
    def again(self) -> bool:
        """The same question once more: it has no number of its own."""
        return self.flow == "peer" and self.vote == 2


Flows = Mapping[int, Flow]
"""By places of questions in the bank, from 0, which flow they go through; who is not named goes the classic one."""


def numbered(steps: Sequence[Step], index: int) -> tuple[int, int]:
    """The number of the question as people count, from 1, and how many there are."""
    return sum(not step.again for step in steps[: index + 1]), sum(not step.again for step in steps)


def arranged(bank: Bank, settings: Settings, seed: int, no: int, flows: Flows) -> tuple[Step, ...]:
    """The steps of game `no`. Shuffles follow from the room's seed and that number alone; slides keep their places."""
    random = Random(f"{seed}/{no}")
    asked = in_order(bank, random, questions=settings.shuffle_questions, options=settings.shuffle_options)
    return tuple(step for i, question in asked for step in _steps(question, bank.questions[i], flows.get(i, "classic")))


def in_flow(step: Step, flow: Flow) -> Step:
    """The step as it goes through this flow; a question that nobody can argue about goes the classic one."""
    if flow == "peer" and step.question.arguable:
        return replace(step, flow="peer", vote=1)
    return replace(step, flow="classic", vote=0) if step.flow == "peer" else step


def _steps(question: AnyQuestion, written: AnyQuestion, flow: Flow) -> Iterator[Step]:
    """The question, and after one that collects ideas the vote on them; see `Game.settle_vote`."""
    if isinstance(question, Brainstorm) and question.collects and isinstance(written, Brainstorm):
        yield Step(question, written, vote=1)
        yield Step(question.voted(()), written.voted(()), vote=2)
    else:
        yield in_flow(Step(question, written), flow)
