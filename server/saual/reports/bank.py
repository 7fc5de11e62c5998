"""Which questions of a bank work, over all games that asked them. Pure: from rows of sums to a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from math import sqrt

from saual.protocol.api import BarLine
from saual.protocol.reports import BankItem, BankReliability, BankReport, Correlation, Hint, Tag
from saual.questions.bank import AnyQuestion
from saual.questions.text import Lang, say
from saual.reports.history import AskedItem, BankHistory
from saual.reports.quality import FEWEST_QUESTIONS, FEWEST_STUDENTS
from saual.reports.statistics import Moments, added, alpha
from saual.reports.sums import MOST_BARS, ItemSums

EASY = 0.95
HARD = 0.25
GOOD = 0.3
"""What a question should correlate with the rest at least, by common advice for tests of a class."""


def bank_report(history: BankHistory, lang: Lang) -> BankReport:
    """Texts in `lang` as far as they exist in it. The history has at least one game."""
    newest = history.games[0]
    return BankReport(
        bank=history.bank,
        title=say(newest.title, lang, newest.language),
        games=len(history.games),
        sittings=sum(game.students for game in history.games),
        first_ms=min(game.started_ms for game in history.games),
        last_ms=newest.started_ms,
        items=[bank_item(history, key, lang) for key in history.questions],
        reliability=_reliability(history.items),
    )


def bank_item(history: BankHistory, key: str, lang: Lang) -> BankItem:
    question, language = history.questions[key], history.games[0].language
    rows = [item.sums for item in history.items if item.key == key and item.sums.counted]
    found = correlation(added(map(moments_of, rows)))
    marked = [row for row in rows if row.marked]
    right, answered = sum(row.correct for row in marked), sum(row.answered for row in marked)
    tags: dict[Tag, str | None] = {
        "topic": question.topic,
        "skill": question.skill,
        "bloom": question.bloom,
        "level": question.level,
    }
    return BankItem(
        key=key,
        text=say(question.text, lang, language),
        kind=question.kind,
        tags={tag: name for tag, name in tags.items() if name is not None},
        games=len(rows),
        possible=sum(row.possible for row in rows),
        answered=sum(row.answered for row in rows),
        late=sum(row.late for row in rows),
        marked=answered,
        right=right,
        discrimination=found,
        bars=_bars(rows, question, lang, language),
        hint=_hint(right, answered, found),
    )


def correlation(of: Moments) -> Correlation | None:
    """None where chance is larger than any figure."""
    value = of.correlation() if of.n >= FEWEST_STUDENTS else None
    return None if value is None else Correlation(value, of.n)


def moments_of(row: ItemSums) -> Moments:
    return Moments(row.n, row.x, row.xx, row.r, row.rr, row.xr)


def _hint(right: int, answered: int, found: Correlation | None) -> Hint:
    """Only what the numbers bear: a correlation of n sittings is uncertain by about 1/√n; twice that is allowed for."""
    if found is not None and found.value + 2 / sqrt(found.n) < 0:
        return "reversed"
    if answered >= FEWEST_STUDENTS and right / answered >= EASY:
        return "easy"
    if answered >= FEWEST_STUDENTS and right / answered < HARD:
        return "hard"
    if found is not None and found.value + 2 / sqrt(found.n) < GOOD:
        return "weak"
    return ""


def labels(question: AnyQuestion, lang: Lang, language: Lang) -> dict[str, str]:
    """What a bar without a label of its own is called in `lang`, by its name in the bank's language."""
    return dict(zip(question.bar_names(language, language), question.bar_names(lang, language), strict=True))


def _bars(rows: Iterable[ItemSums], question: AnyQuestion, lang: Lang, language: Lang) -> list[BarLine]:
    """Those of all games together, options in the order in which they were asked last."""
    named = labels(question, lang, language)
    n: dict[str, int] = dict.fromkeys(named.values(), 0)
    right: dict[str, bool] = {}
    parts: dict[str, list[int]] = {}
    for row in rows:
        for bar in row.bars:
            label = named.get(bar.label, bar.label)
            n[label] = n.get(label, 0) + bar.n
            right[label] = right.get(label, False) or bar.right
            parts[label] = [sum(both) for both in zip_longest(parts.get(label, []), bar.parts, fillvalue=0)]
    ordered = list(n) if named else sorted(n, key=lambda label: -n[label])
    return [BarLine(label, n[label], right.get(label, False), parts.get(label, [])) for label in ordered[:MOST_BARS]]


def _reliability(items: Sequence[AskedItem]) -> BankReliability | None:
    """Of the set of marked questions with the most sittings; games that asked others, or fewer, are left out."""
    games: dict[str, dict[str, Moments]] = {}
    for item in items:
        if item.sums.n:
            games.setdefault(item.game, {})[item.key] = moments_of(item.sums)
    sets: dict[frozenset[str], list[dict[str, Moments]]] = {}
    for asked in games.values():
        sets.setdefault(frozenset(asked), []).append(asked)

    def sittings(asked: frozenset[str]) -> int:
        return sum(next(iter(game.values())).n for game in sets[asked])

    chosen = max(sets, key=lambda asked: (sittings(asked), len(asked), sorted(asked)), default=frozenset[str]())
    if len(chosen) < FEWEST_QUESTIONS or sittings(chosen) < FEWEST_STUDENTS:
        return None
    value = alpha([added(game[key] for game in sets[chosen]) for key in sorted(chosen)])
    if value is None:
        return None
    return BankReliability(value, sittings(chosen), len(chosen), len(sets[chosen]))
