"""Questions that were voted on twice: what came of the talk between the votes. Pure: from a record to figures."""

from __future__ import annotations

from typing import get_args

from saual.game.round import turns
from saual.protocol.arguing import SureLine, Votes
from saual.protocol.common import Sure
from saual.reports.record import GameRecord, ItemRow
from saual.reports.statistics import gain

SURE: tuple[Sure, ...] = get_args(Sure)


def votes(record: GameRecord, item: ItemRow) -> Votes | None:
    """Of the last vote on a question; None where there was no first one, or nothing was counted. The gain is of those
    who gave both answers."""
    if item.skipped or not item.question.arguable:
        return None
    before = _in_time(record, item.i - 1) if item.vote == 2 else {}
    after = _in_time(record, item.i)
    sure = _sure(record, [item.i - 1, item.i] if item.vote == 2 else [item.i])
    if item.vote != 2:
        return Votes(sure=sure) if sure else None
    both = turns(before, after)
    asked = next(row for row in record.items if row.i == item.i - 1).question
    answers = [row.answer for row in record.responses if row.i == item.i - 1 and not row.late]
    return Votes(
        answered=len(before),
        right=sum(credit == 1.0 for credit in before.values()),
        bars=[bar.n for bar in asked.figure(answers)],
        turns=both,
        gain=_gain([both.stayed_right, both.became_right, both.became_wrong, both.stayed_wrong]),
        sure=sure,
    )


def gain_of_all(record: GameRecord) -> float | None:
    """Over all pairs of answers of the game; None where nothing was voted on twice."""
    all = [0, 0, 0, 0]
    for item in record.items:
        told = votes(record, item)
        if told is not None and told.turns is not None:
            one = told.turns
            parts = (one.stayed_right, one.became_right, one.became_wrong, one.stayed_wrong)
            all = [sum(pair) for pair in zip(all, parts, strict=True)]
    return _gain(all)


def _gain(parts: list[int]) -> float | None:
    stayed_right, became_right, became_wrong, _ = parts
    n = sum(parts)
    return gain((stayed_right + became_wrong) / n, (stayed_right + became_right) / n) if n else None


def _in_time(record: GameRecord, i: int) -> dict[int, float]:
    """What each seat's answer was worth."""
    return {row.seat: row.credit for row in record.responses if row.i == i and not row.late}


def _sure(record: GameRecord, votes: list[int]) -> list[SureLine]:
    """For each vote, and each word for how sure one is: how many said it, and how many of them were right."""
    rows = [row for row in record.responses if row.i in votes and row.sure is not None and not row.late]
    if not rows:
        return []
    return [
        SureLine(
            vote=no,
            sure=sure,
            n=sum(row.i == i and row.sure == sure for row in rows),
            right=sum(row.i == i and row.sure == sure and row.credit == 1.0 for row in rows),
        )
        for no, i in enumerate(votes, start=1)
        for sure in SURE
    ]
