"""One student over weeks: each game, what is known by tag, what to learn again. Pure."""

from __future__ import annotations

from saual.protocol.reports import AgainLine, StudentGame, StudentReport, Tag
from saual.questions.text import Lang, say
from saual.reports.course import summed, tag_lines
from saual.reports.history import GameHead, PutQuestion, SeatInGame, StudentHistory, TagSums

MOST_AGAIN = 50


def student_report(history: StudentHistory, lang: Lang) -> StudentReport:
    """Texts in `lang` as far as they exist in it."""
    by_game: dict[str, list[SeatInGame]] = {game.id: [] for game in history.games}
    for seat in history.seats:
        by_game[seat.game].append(seat)
    return StudentReport(
        id=history.id,
        name=history.name,
        class_id=history.class_id,
        class_name=history.class_name,
        games=[_game(history, game, by_game[game.id], lang) for game in history.games],
        tags=tag_lines(_tags(history.put)),
        again=_again(history, lang),
        older=history.older,
    )


def _game(history: StudentHistory, game: GameHead, seats: list[SeatInGame], lang: Lang) -> StudentGame:
    marked, right = history.marked.get(game.id, (0, 0))
    return StudentGame(
        id=game.id,
        title=say(game.title, lang, game.language),
        started_ms=game.started_ms,
        present_ms=sum(seat.present_ms for seat in seats),
        counts=summed(seat.counts for seat in seats),
        class_marked=marked,
        class_right=right,
    )


def _tags(put: list[PutQuestion]) -> list[TagSums]:
    found: dict[tuple[Tag, str], list[int]] = {}
    for one in put:
        for tag, name in one.tags.items():
            sums = found.setdefault((tag, name), [0, 0, 0])
            sums[0] += 1
            sums[1] += one.right is not None
            sums[2] += one.right is True
    return [TagSums(tag, name, *sums) for (tag, name), sums in found.items()]


def _again(history: StudentHistory, lang: Lang) -> list[AgainLine]:
    """Questions whose last time was not right, the latest first."""
    started = {game.id: game for game in history.games}
    times: dict[str, list[PutQuestion]] = {}
    for one in history.put:
        times.setdefault(one.key, []).append(one)
    lines = [
        AgainLine(
            key=key,
            text=say(history.questions[key].text, lang, started[all[0].game].language),
            tags=all[0].tags,
            put=len(all),
            right=sum(one.right is True for one in all),
            last_ms=started[all[0].game].started_ms,
        )
        for key, all in times.items()
        if all[0].right is not True and key in history.questions
    ]
    return lines[:MOST_AGAIN]
