"""A step of a game: a question, and the flow that it goes through. A game is a row of steps; see `arranged`.

Steps up to the one on the stage never move: answers, rounds and the record name a step by its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from saual.game.settings import Settings
from saual.questions.bank import AnyQuestion, Bank
from saual.questions.brainstorm import Brainstorm

Flow = Literal["classic", "peer"]
"""The flows of a question; `flows/` has a module for each."""


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


def arranged(bank: Bank, settings: Settings, seed: int, no: int, flows: Flows) -> tuple[Step, ...]:
    """The steps of game `no`. Shuffles follow from the room's seed and that number alone; slides keep their places."""
    random = Random(f"{seed}/{no}")
    questions = list(enumerate(bank.questions))
    if settings.shuffle_questions:
        places = [i for i, question in questions if question.answered]
        moved = list(places)
        random.shuffle(moved)
        for place, origin in zip(places, moved, strict=True):
            questions[place] = origin, bank.questions[origin]
    shuffled = [q.shuffled(random) if settings.shuffle_options or q.telling_order else q for _, q in questions]
    return tuple(
        step
        for question, (origin, written) in zip(shuffled, questions, strict=True)
        for step in _steps(question, written, flows.get(origin, "classic"))
    )


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
