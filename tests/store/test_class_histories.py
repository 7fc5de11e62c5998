"""A class and its students over weeks, against the same figures worked out from every answer; on both databases."""

from __future__ import annotations

from collections import Counter

import pytest
from msgspec.structs import replace
from sqlalchemy import insert

from loadtests.term import term
from saual.protocol.reports import ClassReport, StudentReport
from saual.reports.course import class_report
from saual.reports.person import student_report
from saual.reports.record import GameRecord, PulseRow, ResponseRow
from saual.store import schema
from saual.store.archive import Archive, Wanted
from saual.store.class_histories import ClassHistories
from saual.store.database import Database

LESSONS, STUDENTS, QUESTIONS = 5, 9, 6
GUEST = 9


@pytest.fixture
async def played(database: Database) -> list[GameRecord]:
    """A class in which seat 9 is always a guest, one who left after the lessons, and one who never came; and another
    class's game, which is none of this one's.
    """
    records = []
    for record in term(LESSONS, STUDENTS, QUESTIONS, class_id="9a", banks=2):
        students = tuple(replace(row, student_id=None) if row.seat == GUEST else row for row in record.students)
        records.append(replace(record, students=students))
    other = replace(next(term(1, 3, 3, class_id="9b")), room="other")
    rows = [
        {"id": f"9a-{n}", "class_id": "9a", "name": f"Student {n:02}", "number": "", "code_hash": None, "gone": n == 2}
        for n in (*range(1, GUEST), 77)
    ]
    rows.append({"id": "9a-78", "class_id": "9a", "name": "Gone", "number": "", "code_hash": None, "gone": True})

    def write(db):  # type: ignore[no-untyped-def]
        db.execute(insert(schema.classes).values(id="9a", name="9 А", created_at_ms=1, closed=False))
        db.execute(insert(schema.students), rows)

    await database.run(write)
    for record in (*records, other):
        await Archive(database).write(record)
    return records


async def of_class(database: Database, **span: int) -> ClassReport:
    history = await ClassHistories(database).of_class("9a", **span)
    assert history is not None
    return class_report(history, "ru")


async def of_student(database: Database, id: str) -> StudentReport:
    history = await ClassHistories(database).of_student(id)
    assert history is not None
    return student_report(history, "kk")


def in_time(record: GameRecord, seat: int | None = None) -> list[ResponseRow]:
    return [row for row in record.responses if not row.late and seat in (None, row.seat)]


def here(record: GameRecord) -> set[int]:
    return {student.seat for student in record.students}


async def test_each_game_of_a_class_has_the_counts_of_everybody_in_it(
    database: Database, played: list[GameRecord]
) -> None:
    made = await of_class(database)

    assert (made.name, made.older) == ("9 А", False)
    assert [game.id for game in made.games] == [record.id for record in played]
    assert [game.title for game in made.games] == [f"Урок {n}" for n in range(1, LESSONS + 1)]
    for game, record in zip(made.games, played, strict=True):
        counts = game.counts
        assert (game.present, game.guests) == (len(here(record) - {GUEST}), GUEST in here(record))
        assert game.put == QUESTIONS
        assert counts.possible == QUESTIONS * len(here(record))
        assert counts.answered == counts.marked == len(in_time(record))
        assert counts.right == sum(row.credit == 1.0 for row in in_time(record))
        assert counts.late == len(record.responses) - len(in_time(record))
        assert (counts.questions, counts.spoken) == (2, 1)


async def test_each_student_has_the_counts_of_all_games_and_a_cell_for_each(
    database: Database, played: list[GameRecord]
) -> None:
    made = await of_class(database)

    assert [student.name for student in made.students] == [*(f"Student {n:02}" for n in range(1, GUEST)), "Student 77"]
    for student in made.students:
        seat = int(student.id.removeprefix("9a-"))
        mine = [record for record in played if seat in here(record)]
        rights = [sum(row.credit == 1.0 for row in in_time(record, seat)) for record in mine]
        assert student.games == len(mine)
        assert student.present_ms == 1_200_000 * len(mine)
        assert student.counts.possible == QUESTIONS * len(mine)
        assert student.counts.right == sum(rights)
        cells = [cell for cell in student.cells if cell]
        assert cells == [
            [QUESTIONS, len(in_time(record, seat)), len(in_time(record, seat)), right]
            for record, right in zip(mine, rights, strict=True)
        ]
        assert [bool(cell) for cell in student.cells] == [seat in here(record) for record in played]
    assert made.students[-1].games == 0


async def test_tags_of_a_class_sum_up_their_questions(database: Database, played: list[GameRecord]) -> None:
    made = await of_class(database)

    put: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for record in played:
        for item in record.items:
            for tag in ("topic", "skill", "bloom", "level"):
                name = getattr(item.question, tag)
                put[tag, name] += len(here(record))
                right[tag, name] += sum(row.credit == 1.0 for row in in_time(record) if row.i == item.i)
    assert {(one.tag, one.name): (one.put, one.right) for one in made.tags} == {
        key: (put[key], right[key]) for key in put
    }


async def test_a_span_of_time_has_its_beginning_and_not_its_end(database: Database, played: list[GameRecord]) -> None:
    made = await of_class(database, from_ms=played[1].started_ms, to_ms=played[3].started_ms)

    assert [game.id for game in made.games] == [played[1].id, played[2].id]


async def test_a_student_over_weeks_is_the_sum_of_the_lessons(database: Database, played: list[GameRecord]) -> None:
    made = await of_student(database, "9a-3")
    mine = [record for record in played if 3 in here(record)]

    assert (made.name, made.class_name) == ("Student 03", "9 А")
    assert [game.id for game in made.games] == [record.id for record in mine]
    for game, record in zip(made.games, mine, strict=True):
        assert game.counts.right == sum(row.credit == 1.0 for row in in_time(record, 3))
        assert game.class_right == sum(row.credit == 1.0 for row in in_time(record))
        assert game.class_marked == len(in_time(record))
    topics = [one for one in made.tags if one.tag == "topic"]
    assert sum(one.put for one in topics) == QUESTIONS * len(mine)
    assert sum(one.right for one in topics) == sum(game.counts.right for game in made.games)
    assert sum(one.marked for one in topics) == sum(game.counts.marked for game in made.games)
    shares = [one.right / one.put for one in topics]
    assert shares == sorted(shares)


async def test_to_be_learned_again_is_what_was_not_right_when_it_was_last_put(
    database: Database, played: list[GameRecord]
) -> None:
    made = await of_student(database, "9a-3")

    last: dict[str, bool] = {}
    for record in played:
        if 3 in here(record):
            for item in record.items:
                last[item.key] = any(row.credit == 1.0 for row in in_time(record, 3) if row.i == item.i)
    assert {one.key for one in made.again} == {key for key, right in last.items() if not right}
    assert all(one.right < one.put for one in made.again)
    assert all(one.text.startswith("Сұрақ") for one in made.again)
    times = [one.last_ms for one in made.again]
    assert times == sorted(times, reverse=True)


async def test_a_class_or_student_that_is_not_there_has_no_report(database: Database) -> None:
    assert await ClassHistories(database).of_class("9a") is None
    assert await ClassHistories(database).of_student("9a-3") is None


async def test_a_class_without_a_lesson_has_an_empty_one(database: Database) -> None:
    row = insert(schema.classes).values(id="9a", name="9 А", created_at_ms=1, closed=False)
    await database.run(lambda db: db.execute(row))

    made = await of_class(database)

    assert (made.games, made.students, made.tags) == ([], [], [])


async def test_the_list_of_games_is_narrowed_by_class_bank_and_words_of_any_title(
    database: Database, played: list[GameRecord]
) -> None:
    archive = Archive(database)

    async def found(**wanted: str) -> list[str]:
        return [game.id for game in (await archive.page("kk", Wanted(**wanted))).games]

    newest_first = [record.id for record in reversed(played)]
    assert await found(class_id="9a") == newest_first
    assert await found(class_id="9a", bank="bank1") == newest_first[1::2]
    assert await found(search=" УРОК 3") == [played[2].id]
    assert await found(search="3-САБАҚ") == [played[2].id]
    assert await found(search="100%") == []
    assert await found(search="_") == []


async def test_pages_of_games_follow_each_other_without_a_gap_or_a_double(
    database: Database, played: list[GameRecord]
) -> None:
    archive, pages, after = Archive(database), [], ""
    while True:
        page = await archive.page(limit=2, after=after)
        pages.append([game.id for game in page.games])
        after = page.next
        if not after:
            break

    assert [len(page) for page in pages] == [2, 2, 2]
    assert [id for page in pages for id in page] == [game.id for game in (await archive.page()).games]


async def test_how_lessons_went_and_what_tickets_brought_stand_with_each_game(
    database: Database, played: list[GameRecord]
) -> None:
    first, second = played[0], played[1]
    told = (
        *(PulseRow("end", -1, 4, 5), PulseRow("pace", -1, 3, 1), PulseRow("pace", 0, 2, 4), PulseRow("pace", 1, 3, 2)),
        *(PulseRow("start", -1, 1, 2), PulseRow("start", -1, 5, 4)),
    )
    ticket = replace(first.items[0], flow="ticket")
    went = replace(first, seq=first.seq + 1, pulse=told, items=(ticket, *first.items[1:]))
    await Archive(database).write(went)

    made = await of_class(database)

    assert await Archive(database).get(went.id) == went
    game, other = made.games[0], made.games[1]
    assert (game.paces, game.start, game.end) == ([0, 4, 3], [2, 0, 0, 0, 4], [0, 0, 0, 5, 0])
    (answers,) = game.ticket
    assert answers.answered == len([row for row in in_time(first) if row.i == ticket.i])
    assert sum(bar.n for bar in answers.bars) == answers.answered
    assert (other.id, other.paces, other.ticket) == (second.id, [], [])
