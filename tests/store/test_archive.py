"""The archive gives back exactly what it was given, once."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import delete, select

from saual.game.settings import Settings
from saual.protocol.homework import Homework
from saual.questions.text import LANGS
from saual.reports.homework import AttemptRow, OpenedRow
from saual.reports.lesson import game_line, report
from saual.reports.record import AskedRow, GameRecord, ItemRow, ResponseRow, SpokenRow, StudentRow
from saual.store import schema
from saual.store.archive import Archive
from saual.store.database import Database
from tests.helpers.any_bank import QUESTIONS, answers_to
from tests.reports.played import AIZHAN, played

TABLES = (schema.games, schema.seats, schema.items, schema.witnesses, schema.responses)

langs = st.sampled_from(LANGS)
words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
names = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20)
texts = words | st.dictionaries(langs, words, min_size=1)
moments = st.integers(0, 2**52)
small = st.integers(0, 10_000)


@st.composite
def records(draw: st.DrawFn) -> GameRecord:
    seats = draw(st.lists(st.integers(1, 100_000), unique=True, max_size=4).map(sorted))
    places = draw(st.lists(st.integers(0, 500), unique=True, max_size=4).map(sorted))
    asked = {i: draw(QUESTIONS) for i in places}
    return GameRecord(
        room=draw(names),
        no=draw(st.integers(1, 99)),
        bank=draw(names),
        title=draw(texts),
        language=draw(langs),
        settings=draw(st.builds(Settings, lang=langs, scoring=st.sampled_from(["speed", "accuracy", "none"]))),
        started_ms=draw(moments),
        ended_ms=draw(moments),
        finished=draw(st.booleans()),
        seq=draw(moments),
        students=tuple(
            StudentRow(seat, draw(names), draw(moments), draw(st.booleans()), draw(moments), draw(st.none() | names))
            for seat in seats
        ),
        items=tuple(
            ItemRow(
                i=i,
                question=asked[i],
                most=draw(small),
                shown_ms=draw(moments),
                window_ms=draw(small | st.none()),
                skipped=draw(st.booleans()),
                witnesses=tuple(draw(st.lists(st.integers(1, 100_000), unique=True, max_size=4).map(sorted))),
            )
            for i in places
        ),
        responses=tuple(
            ResponseRow(
                i=i,
                seat=seat,
                answer=draw(st.sampled_from(some)),
                arrived_ms=draw(moments),
                elapsed_ms=draw(small),
                late=draw(st.booleans()),
                credit=draw(st.floats(0, 1)),
                points=draw(small),
                bonus=draw(small),
            )
            for i in places
            if (some := answers_to(asked[i]))
            for seat in seats
            if draw(st.booleans())
        ),
        asked=tuple(
            AskedRow(
                no=no,
                seat=draw(st.sampled_from(seats)),
                text=draw(names),
                named=draw(st.booleans()),
                asked_ms=draw(moments),
                state=draw(st.sampled_from(["waiting", "open", "answered", "parked", "hidden"])),
                starred=draw(st.booleans()),
                seconds=tuple(draw(st.lists(st.sampled_from(seats), unique=True).map(sorted))),
            )
            for no in (sorted(draw(st.sets(st.integers(1, 50), max_size=3))) if seats else ())
        ),
        spoken=tuple(
            SpokenRow(no, draw(st.sampled_from(["question", "answer", "contribution"])), seat, draw(moments))
            for no, seat in enumerate(draw(st.lists(st.sampled_from([0, *seats]), max_size=3)), 1)
        ),
        homework=draw(
            st.none()
            | st.builds(Homework, opens_ms=st.integers(0, 10**14), closes_ms=st.integers(0, 10**14), note=names)
        ),
        attempts=tuple(
            AttemptRow(seat, no, *(draw(moments) for _ in range(2)), *(draw(small) for _ in range(3)), 0.5, 7, no == 1)
            for seat in seats
            for no in range(1, draw(st.integers(1, 3)))
        ),
        opened=tuple(
            OpenedRow(seat, piece, draw(moments)) for seat in seats for piece in range(draw(st.integers(0, 2)))
        ),
    )


@given(record=records())
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
async def test_a_record_comes_back_exactly_as_it_was_written(record: GameRecord, database: Database) -> None:
    await database.run(lambda db: db.execute(delete(schema.games)))
    archive = Archive(database)

    await archive.write(record)

    assert await archive.get(record.id) == record


@pytest.fixture
def archive(database: Database) -> Archive:
    return Archive(database)


async def rows(database: Database) -> dict[str, int]:
    return await database.run(lambda db: {t.name: len(db.execute(select(t)).all()) for t in TABLES})


async def test_a_played_game_is_one_row_a_student_a_question_and_a_response(
    archive: Archive, database: Database
) -> None:
    await archive.write(played().record())

    # The slide and question 1 have four witnesses, each of the other four questions three.
    assert await rows(database) == {"games": 1, "seats": 4, "items": 6, "witnesses": 20, "responses": 13}


async def test_a_newer_record_of_a_game_replaces_the_older_one(archive: Archive, database: Database) -> None:
    record = played().record()
    await archive.write(record)
    before = await rows(database)

    await archive.write(record)
    assert await rows(database) == before

    shorter = replace(record, seq=record.seq + 1, responses=record.responses[:3], finished=False)
    await archive.write(shorter)
    assert await archive.get(record.id) == shorter


async def test_an_older_record_that_comes_late_changes_nothing(archive: Archive) -> None:
    lesson = played()
    older = lesson.record()
    lesson.answer(200_000, AIZHAN, 5, "3.5")
    newer = lesson.record()
    assert newer.seq > older.seq

    await archive.write(newer)
    await archive.write(older)

    assert await archive.get(newer.id) == newer


@pytest.mark.parametrize("text", ["\0", "a\0b", "\ud800", "ә\udfff", "\ufeffa", "😀", "\n\t"])
async def test_what_a_database_cannot_hold_is_replaced_and_fails_nothing(archive: Archive, text: str) -> None:
    record = played().record()
    student = replace(record.students[0], name=text)

    await archive.write(replace(record, students=(student,), items=(), responses=()))

    written = await archive.get(record.id)
    assert written is not None
    assert written.students[0].name == "".join("\ufffd" if c in "\0\ud800\udfff" else c for c in text)


@pytest.mark.parametrize("game", ["", "\0", "room1-1\0", "\ud800", "ә" * 10_000, "room1-%"])
async def test_an_id_from_the_network_that_nobody_gave_is_no_game(archive: Archive, game: str) -> None:
    await archive.write(played().record())

    assert await archive.get(game) is None
    assert not await archive.delete(game)


async def test_games_of_the_same_moment_are_in_the_order_of_their_code_points(archive: Archive) -> None:
    record = played().record()
    rooms = ["a", "B", "_", "ä", "Z", "я", "Ә", "1", "-"]

    for room in rooms:
        await archive.write(replace(record, room=room))

    assert [line.id for line in (await archive.page()).games] == [f"{room}-1" for room in sorted(rooms)]


async def test_games_are_there_after_a_restart_newest_first(url: str) -> None:
    first = Database(url)
    record = played().record()
    for no, started_ms in ((1, 1_000), (2, 3_000), (3, 2_000)):
        await Archive(first).write(replace(record, no=no, started_ms=started_ms))
    await first.close()

    second = Database(url)
    assert [line.id for line in (await Archive(second).page()).games] == ["room1-2", "room1-3", "room1-1"]
    await second.close()


async def test_a_line_of_the_list_says_what_the_report_says(archive: Archive) -> None:
    record = played().record()
    await archive.write(record)

    assert (await archive.page()).games == [game_line(record, "en")]
    assert (await archive.page("kk")).games == [report(record, "kk").game]


async def test_the_list_of_an_empty_archive_is_empty(archive: Archive) -> None:
    assert (await archive.page()).games == []
    assert await archive.get("room1-1") is None


async def test_a_deleted_game_leaves_nothing_but_its_number(archive: Archive, database: Database) -> None:
    record = played().record()
    await archive.write(record)
    await archive.write(replace(record, no=2))

    assert await archive.delete("room1-1")

    assert [line.id for line in (await archive.page()).games] == ["room1-2"]
    assert await rows(database) == {"games": 1, "seats": 4, "items": 6, "witnesses": 20, "responses": 13}
    assert not await archive.delete("room1-1")


async def test_a_late_answer_does_not_bring_a_deleted_game_back(archive: Archive) -> None:
    record = played().record()
    await archive.write(record)
    await archive.delete(record.id)

    await archive.write(record)

    assert (await archive.page()).games == []


async def test_a_game_that_nobody_joined_can_be_kept(archive: Archive) -> None:
    empty = replace(played().record(), students=(), items=(), responses=())
    await archive.write(empty)

    assert await archive.get(empty.id) == empty


async def test_a_record_has_names_and_nothing_else_of_a_student(archive: Archive, database: Database) -> None:
    await archive.write(played().record())

    kept = await database.run(lambda db: repr([db.execute(select(table)).all() for table in TABLES]))
    assert "Aizhan" in kept
    assert not any(trace in kept for trace in ("key 1", "device 1", "conn 1"))
    columns = {"game", "seat", "name", "joined_ms", "removed", "present_ms", "student_id", "phone", "team"}
    assert set(schema.seats.c.keys()) == columns
    assert set(schema.students.c.keys()) == {"id", "class_id", "name", "number", "code_hash", "gone", "needs"}
