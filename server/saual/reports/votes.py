"""Questions that were voted on twice: what came of the talk between the votes. Pure: from a record to figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from saual.game.round import turns
from saual.protocol.arguing import SureLine, Votes
from saual.protocol.common import Sure
from saual.reports.counting import Responses
from saual.reports.record import GameRecord, ItemRow, ResponseRow
from saual.reports.statistics import gain

SURE: tuple[Sure, ...] = get_args(Sure)


def votes(record: GameRecord, item: ItemRow, responses: Responses) -> Votes | None:
    """Of the last vote on a question; None where there was no first one, or nothing was counted. The gain is of those
    who gave both answers."""
    if item.skipped or not item.question.arguable:
        return None
    last = responses.in_time(item.i)
    if item.vote != 2:
        sure = _sure([last])
        return Votes(sure=sure) if sure else None
    first = responses.in_time(item.i - 1)
    before, after = ({row.seat: row.credit for row in rows} for rows in (first, last))
    both = turns(before, after)
    asked = next(row for row in record.items if row.i == item.i - 1).question
    return Votes(
        answered=len(before),
        right=sum(credit == 1.0 for credit in before.values()),
        bars=[bar.n for bar in asked.figure([row.answer for row in first])],
        turns=both,
        gain=_gain([both.stayed_right, both.became_right, both.became_wrong, both.stayed_wrong]),
        sure=_sure([first, last]),
    )


def gain_of_all(record: GameRecord) -> float | None:
    """Over all pairs of answers of the game; None where nothing was voted on twice."""
    all, responses = [0, 0, 0, 0], Responses(record)
    for item in record.items:
        told = votes(record, item, responses)
        if told is not None and told.turns is not None:
            one = told.turns
            parts = (one.stayed_right, one.became_right, one.became_wrong, one.stayed_wrong)
            all = [sum(pair) for pair in zip(all, parts, strict=True)]
    return _gain(all)


def _gain(parts: list[int]) -> float | None:
    stayed_right, became_right, became_wrong, _ = parts
    n = sum(parts)
    return gain((stayed_right + became_wrong) / n, (stayed_right + became_right) / n) if n else None


def _sure(votes: Sequence[Sequence[ResponseRow]]) -> list[SureLine]:
    """For each vote, and each word for how sure one is: how many said it, and how many of them were right."""
    if not any(row.sure for rows in votes for row in rows):
        return []
    return [
        SureLine(
            vote=no,
            sure=sure,
            n=sum(row.sure == sure for row in rows),
            right=sum(row.sure == sure and row.credit == 1.0 for row in rows),
        )
        for no, rows in enumerate(votes, start=1)
        for sure in SURE
    ]
