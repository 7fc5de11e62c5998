"""A step of a game: a question, and the flow that it goes through. A game is a row of steps; see `arranged`.

Steps up to the one on the stage never move: answers, rounds and the record name a step by its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from msgspec import Struct
from msgspec.structs import replace

from saual.game.course import Course
from saual.game.settings import Settings
from saual.protocol.common import Flow
from saual.questions.aloud import Form, improvised
from saual.questions.bank import AnyQuestion, Bank, in_order
from saual.questions.brainstorm import Brainstorm


class Step(Struct, frozen=True):
    """`question` as it is asked, `written` as the bank has it: its options in their order, a vote without ideas."""

    question: AnyQuestion
    written: AnyQuestion
    flow: Flow = "classic"
    vote: int = 0
    """Of a question that is asked twice: which time it is, 1 or 2. A second vote by peers is put in on the way."""
    part: int = -1
    """To which part of the lesson plan it belongs; -1: to none."""

    @property
    def arguable(self) -> bool:
        """It may be asked twice, or is."""
        return self.question.arguable and self.flow in ("classic", "peer")

    @property
    def again(self) -> bool:
        """The same question once more: it has no number of its own."""
        return self.vote == 2 and self.flow == "peer"


Flows = Mapping[int, Flow]
"""By places of questions in the bank, from 0, which flow they go through; who is not named goes the classic one."""


def numbered(steps: Sequence[Step], index: int) -> tuple[int, int]:
    """The number of the question as people count, from 1, and how many there are."""
    again = [i for i, step in enumerate(steps) if step.vote == 2 and step.again]
    return index + 1 - sum(i <= index for i in again), len(steps) - len(again)


def arranged(bank: Bank, settings: Settings, seed: int, no: int, flows: Flows, course: Course) -> tuple[Step, ...]:
    """The steps of game `no`. Shuffles follow from the room's seed and that number alone; slides keep their places, and
    all questions of a planned lesson do.
    """
    random = Random(f"{seed}/{no}")
    shuffled = settings.shuffle_questions and not course.parts
    asked = in_order(bank, random, questions=shuffled, options=settings.shuffle_options)
    steps = [tuple(steps_of(question, bank.questions[i], flows.get(i, "classic"))) for i, question in asked]
    return tuple(_by_parts(steps, course)) if course.parts else tuple(step for some in steps for step in some)


def on_the_spot(form: Form, time: int | None, part: int) -> Step:
    """A question that is asked aloud."""
    question = improvised(form, time)
    return Step(question, question, "improvised", part=part)


def _by_parts(steps: Sequence[Sequence[Step]], course: Course) -> Iterator[Step]:
    """`steps`: those of each question of the bank, in its order."""
    for no, part, places in course.spans():
        if part.tool == "improvised":
            yield on_the_spot(part.form, None, no)
        for at in places:
            yield from (replace(step, part=no) for step in steps[at])


def in_flow(step: Step, flow: Flow) -> Step:
    """The step as it goes through this flow; a question that nobody can argue about goes the classic one."""
    if flow == "peer" and step.question.arguable:
        return replace(step, flow="peer", vote=1)
    if flow == "ticket":
        return replace(step, flow="ticket")
    return replace(step, flow="classic", vote=0) if step.flow == "peer" else step


def steps_of(question: AnyQuestion, written: AnyQuestion, flow: Flow) -> Iterator[Step]:
    """The question, and after one that collects ideas the vote on them; see `Game.settle_vote`."""
    if isinstance(question, Brainstorm) and question.collects and isinstance(written, Brainstorm):
        yield Step(question, written, vote=1)
        yield Step(question.voted(()), written.voted(()), vote=2)
    else:
        yield in_flow(Step(question, written), flow)
