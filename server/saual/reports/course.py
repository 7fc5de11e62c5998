"""A class over weeks: what happened in each game, what each student did, what is known by tag. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import astuple, replace

from saual.protocol.reports import ClassGame, ClassReport, ClassStudent, Counts, TagLine, TicketAnswers
from saual.questions.text import Lang, say
from saual.reports.history import ClassHistory, GameHead, SeatInGame, TagSums


def class_report(history: ClassHistory, lang: Lang) -> ClassReport:
    """Texts in `lang` as far as they exist in it."""
    by_game: dict[str, list[SeatInGame]] = {game.id: [] for game in history.games}
    by_student: dict[str, list[SeatInGame]] = {student: [] for student in history.names}
    for seat in history.seats:
        by_game[seat.game].append(seat)
        if seat.student in by_student:
            by_student[seat.student].append(seat)
    named = sorted(history.names, key=lambda student: (history.names[student].casefold(), student))
    return ClassReport(
        id=history.id,
        name=history.name,
        games=[_game(history, game, by_game[game.id], lang) for game in history.games],
        students=[_student(history, student, by_student[student]) for student in named],
        tags=tag_lines(history.tags),
        older=history.older,
    )


def summed(all: Iterable[Counts]) -> Counts:
    rows = [astuple(one) for one in all]
    return Counts(*map(sum, zip(*rows, strict=True))) if rows else Counts()


def tag_lines(all: Iterable[TagSums]) -> list[TagLine]:
    """The least right of those that were put first; tags of a kind together."""
    order = {"topic": 0, "skill": 1, "bloom": 2, "level": 3}
    rows = sorted(all, key=lambda one: (order[one.tag], one.right / one.put if one.put else 1.0, one.name))
    return [TagLine(one.tag, one.name, one.put, one.marked, one.right) for one in rows]


def _game(history: ClassHistory, game: GameHead, seats: list[SeatInGame], lang: Lang) -> ClassGame:
    of_class = {seat.student for seat in seats if seat.student in history.names}
    # Whose question it was may be nobody's to know: those of the game as a whole are counted apart.
    whole = replace(
        summed(seat.counts for seat in seats),
        questions=history.asked.get(game.id, 0),
        spoken=history.spoken.get(game.id, 0),
    )
    return ClassGame(
        id=game.id,
        title=say(game.title, lang, game.language),
        started_ms=game.started_ms,
        present=len(of_class),
        guests=sum(seat.student not in history.names for seat in seats),
        put=history.put.get(game.id, 0),
        counts=whole,
        paces=_told(history, game, "pace", 3),
        start=_told(history, game, "start", 5),
        end=_told(history, game, "end", 5),
        ticket=[
            TicketAnswers(say(item.question.text, lang, game.language), item.answered, list(item.bars))
            for item in history.tickets
            if item.game == game.id
        ],
    )


def _told(history: ClassHistory, game: GameHead, what: str, values: int) -> list[int]:
    told = {one.value: one.n for one in history.pulse if (one.game, one.what) == (game.id, what)}
    return [told.get(value, 0) for value in range(1, values + 1)] if told else []


def _student(history: ClassHistory, student: str, seats: list[SeatInGame]) -> ClassStudent:
    cells: dict[str, list[int]] = {}
    for seat in seats:
        counts = seat.counts
        mine = cells.setdefault(seat.game, [0, 0, 0, 0])
        for place, value in enumerate((counts.possible, counts.answered, counts.marked, counts.right)):
            mine[place] += value
    return ClassStudent(
        id=student,
        name=history.names[student],
        games=len(cells),
        present_ms=sum(seat.present_ms for seat in seats),
        counts=summed(seat.counts for seat in seats),
        cells=[cells.get(game.id, []) for game in history.games],
    )
