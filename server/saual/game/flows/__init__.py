"""The order of a game: from step to step, and within a step as its flow has it. Knows no seats, answers or clocks.

    lobby → (the phases of a step, by its flow) for each step → podium → closed

A flow is a module with two functions: `first(step, settings)`, the phase that a step begins with, and
`after(phase, step, settings, more)`, the phase that follows in the same step, or None: it is over. `more`: other steps
follow.
"""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from saual.game.flows import classic, improvised, peer, ticket
from saual.game.settings import Settings
from saual.game.step import Step
from saual.protocol.common import Flow, Phase
from saual.protocol.staff import Next


class Place(Struct, frozen=True):
    """Where a game is: a phase, and the index of the step that it belongs to."""

    phase: Phase
    index: int = -1


class _Flow(Protocol):
    def first(self, step: Step, settings: Settings) -> Phase: ...
    def after(self, phase: Phase, step: Step, settings: Settings, more: bool) -> Phase | None: ...


_FLOWS: dict[Flow, _Flow] = {"classic": classic, "improvised": improvised, "peer": peer, "ticket": ticket}


def start(steps: tuple[Step, ...], settings: Settings, index: int = 0) -> Place:
    """The first phase of step `index`, or of the next that can be played; the podium when there is none left."""
    while index < len(steps) and not steps[index].question.playable:
        index += 1
    if index >= len(steps):
        return Place("podium", len(steps) - 1)
    step = steps[index]
    return Place(_FLOWS[step.flow].first(step, settings) if step.question.answered else "slide", index)


def following(place: Place, steps: tuple[Step, ...], settings: Settings) -> Place:
    """What comes after `place` when the host goes on, or a countdown is over."""
    if place.phase in ("podium", "closed"):
        return Place("closed", place.index)
    if place.phase not in ("lobby", "slide"):
        step = steps[place.index]
        phase = _FLOWS[step.flow].after(place.phase, step, settings, place.index + 1 < len(steps))
        if phase is not None:
            return Place(phase, place.index)
    return start(steps, settings, place.index + 1)


def past(place: Place, steps: tuple[Step, ...], settings: Settings) -> Place:
    """What comes after the question of `place` when it is skipped, with its second vote."""
    index = place.index + 1
    return start(steps, settings, index + 1 if index < len(steps) and steps[index].again else index)


def names_next(place: Place, steps: tuple[Step, ...], settings: Settings) -> Next:
    """What the one `next` button says."""
    if place.phase == "lobby":
        return "start" if steps else "finish"
    if place.phase == "answering":
        return "close"
    if place.phase == "voted":
        return "decide"
    target = following(place, steps, settings)
    match target.phase:
        case "answering" if place.phase == "reading":
            return "options"
        case "answering" if steps[target.index].vote == 2:
            return "vote"
        case "reading" | "answering":
            return "question"
        case "slide" | "leaderboard" | "podium":
            return target.phase
        case "closed" if place.phase == "podium":
            return "finish"
    return ""
