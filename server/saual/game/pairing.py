"""Who talks with whom between two votes. Depends on whether answers differ, never on which of them is right.

As many as can be talk with somebody who answered differently, and with one who sits near; an odd one makes three. Of no
answer there is one kind, too.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

from saual.questions.base import Answer

_Groups = dict[Answer | None, deque[int]]
"""By answer, the places of those who are left, in order."""


def partners(seats: Sequence[int], answers: Mapping[int, Answer]) -> dict[int, tuple[int, ...]]:
    """With whom each of `seats`, given as neighbours, is to talk; who is alone has nobody."""
    groups: _Groups = {}
    for place, seat in enumerate(seats):
        groups.setdefault(answers.get(seat), deque()).append(place)
    found: list[list[int]] = []
    for left in range(len(seats), 1, -2):
        found.append([seats[place] for place in _next_pair(groups, left)])
    for (last,) in groups.values():
        odd = seats[last]
        differing = [pair for pair in found if any(answers.get(seat) != answers.get(odd) for seat in pair)]
        for pair in (differing or found)[-1:]:
            pair.append(odd)
    return {seat: tuple(other for other in group if other != seat) for group in found for seat in group}


def _next_pair(groups: _Groups, left: int) -> tuple[int, int]:
    """The first who is left and the nearest who differs; but where one answer is half of all that are left, its first
    and the first of the others: else more than need be would be left among their like."""
    ordered = sorted(groups, key=lambda answer: groups[answer][0])
    largest = max(ordered, key=lambda answer: len(groups[answer]))
    one = largest if 2 * len(groups[largest]) >= left else ordered[0]
    other = next((answer for answer in ordered if answer != one), one)
    pair = groups[one].popleft(), groups[other].popleft()
    for answer in {one, other}:
        if not groups[answer]:
            del groups[answer]
    return pair
