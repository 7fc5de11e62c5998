"""One question over all games of its bank: how long it took, what was chosen and by whom. Pure."""

from __future__ import annotations

from saual.protocol.reports import AskedGame, Choice, Correlation, QuestionReport, TimeBin
from saual.questions.bank import AnyQuestion
from saual.questions.base import Answer
from saual.questions.text import Lang
from saual.reports.bank import bank_item, correlation, labels
from saual.reports.history import Given, QuestionHistory
from saual.reports.statistics import moments, quartiles
from saual.reports.sums import MOST_BARS

MOST_GAMES = 200
_MOST_BINS = 12
_WIDTHS_S = (1, 2, 5, 10, 20, 30, 60)


def question_report(history: QuestionHistory, lang: Lang) -> QuestionReport:
    """Texts in `lang` as far as they exist in it."""
    item = bank_item(history.bank, history.key, lang)
    return QuestionReport(
        item=item,
        quartiles_ms=quartiles([given.elapsed_ms for given in history.given]),
        times=_times(history.given),
        choices=_choices(history, lang),
        games=_games(history),
    )


def _times(all: list[Given]) -> list[TimeBin]:
    """In stretches of equal width, from 0 to the slowest; the narrowest width that makes few enough."""
    if not all:
        return []
    slowest_s = max(given.elapsed_ms for given in all) // 1000
    width_s = next((width for width in _WIDTHS_S if slowest_s // width < _MOST_BINS), _WIDTHS_S[-1])
    count = min(_MOST_BINS, slowest_s // width_s + 1)
    n, right = [0] * count, [0] * count
    for given in all:
        place = min(count - 1, given.elapsed_ms // 1000 // width_s)
        n[place] += 1
        right[place] += given.credit == 1.0
    return [TimeBin(place * width_s * 1000, n[place], right[place]) for place in range(count)]


def _choices(history: QuestionHistory, lang: Lang) -> list[Choice]:
    """In the order of the options; typed answers the most frequent first. Who chose several counts in each."""
    language = history.bank.games[0].language
    newest = history.bank.questions[history.key]
    named = labels(newest, lang, language)
    ask = newest.ask(language, language)
    pictures = dict(zip(named.values(), ask.pictures if ask.options else (), strict=False))
    chosen: dict[str, list[int]] = {label: [] for label in named.values()}
    right: dict[str, bool] = {}
    known: dict[tuple[str, Answer], list[tuple[str, bool]]] = {}
    for place, given in enumerate(history.given):
        seen = known.get((given.game, given.answer))
        if seen is None:
            seen = known[given.game, given.answer] = _said(history.asked_as[given.game], given.answer, language)
        for label, is_right in seen:
            chosen.setdefault(named.get(label, label), []).append(place)
            right[named.get(label, label)] = is_right
    for bar, option in zip(newest.figure([]), named.values(), strict=False):
        right.setdefault(option, bar.right)
    ordered = list(chosen) if named else sorted(chosen, key=lambda label: -len(chosen[label]))
    return [
        Choice(
            label,
            len(chosen[label]),
            right.get(label, False),
            _discrimination(history, chosen[label]),
            pictures.get(label, ""),
        )
        for label in ordered[:MOST_BARS]
    ]


def _said(question: AnyQuestion, answer: Answer, language: Lang) -> list[tuple[str, bool]]:
    """What one answer chose, in the bank's language, and whether that is right."""
    names = question.bar_names(language, language)
    return [(bar.label or names[place], bar.right) for place, bar in enumerate(question.figure([answer])) if bar.n]


def _discrimination(history: QuestionHistory, places: list[int]) -> Correlation | None:
    """Of choosing this answer with the mean credit in the other questions, among those who answered."""
    if not history.bank.questions[history.key].marked:
        return None
    mine = set(places)
    pairs = [(float(place in mine), given.rest) for place, given in enumerate(history.given) if given.rest is not None]
    return correlation(moments(pairs))


def _games(history: QuestionHistory) -> list[AskedGame]:
    rows = {item.game: item.sums for item in history.bank.items if item.key == history.key and item.sums.counted}
    asked = [(game, rows[game.id]) for game in history.bank.games if game.id in rows]
    return [
        AskedGame(
            id=game.id,
            started_ms=game.started_ms,
            possible=row.possible,
            answered=row.answered,
            marked=row.answered if row.marked else 0,
            right=row.correct if row.marked else 0,
        )
        for game, row in asked[:MOST_GAMES]
    ]
