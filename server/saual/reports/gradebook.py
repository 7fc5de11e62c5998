"""A class's grades as Moodle's import takes them: a student a row, a game a column. Pure."""

from __future__ import annotations

from datetime import UTC, datetime

from saual.questions.text import Lang, say
from saual.reports.history import ClassHistory
from saual.reports.record import People
from saual.reports.tables import Cell, Table


def class_gradebook(history: ClassHistory, people: People, lang: Lang) -> Table:
    """Percent of the credit that could be had in the game's marked questions while the student was there.

    No answer earns 0; the cell of who was not there is empty. `average` is of the games that the student was in.
    Columns are named by date and title.
    """
    credit: dict[tuple[str, str], float] = {}
    put: dict[tuple[str, str], int] = {}
    for seat in history.seats:
        if seat.student is not None:
            key = seat.student, seat.game
            credit[key] = credit.get(key, 0.0) + seat.credit
            put[key] = put.get(key, 0) + seat.put
    columns: list[str] = []
    for game in history.games:
        day = datetime.fromtimestamp(game.started_ms / 1000, UTC)
        name = f"{day:%Y-%m-%d} {say(game.title, lang, game.language)}"
        columns.append(f"{name} {day:%H:%M}" if name in columns else name)
    rows: list[list[Cell]] = []
    for student in sorted(history.names, key=lambda one: (history.names[one].casefold(), one)):
        keys = [(student, game.id) for game in history.games]
        grades = [round(100 * credit[key] / put[key], 2) if put.get(key) else None for key in keys]
        given = [grade for grade in grades if grade is not None]
        average = round(sum(given) / len(given), 2) if given else None
        who = people.get(student)
        rows.append([who.number if who else "", history.names[student], *grades, average])
    return Table(("idnumber", "name", *columns, "average"), rows)
