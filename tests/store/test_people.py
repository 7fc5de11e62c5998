"""Classes and students as rows, and what is left of a student who was erased."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from saual.reports.record import GameRecord, Person
from saual.store import schema
from saual.store.archive import Archive
from saual.store.database import Database
from saual.store.erasing import Erasing
from saual.store.people import MOST_STUDENTS, ClassFull, NewStudent, NoClass, NoStudent, People
from saual.world import Clock
from tests.reports.played import AIZHAN, BOLAT, played

DAY_MS = 24 * 3_600_000


@pytest.fixture
def people(database: Database, clock: Clock) -> People:
    return People(database, clock)


async def a_class(people: People, *names: str) -> tuple[str, list[str]]:
    group = await people.add((await people.make("7 B")).id, [NewStudent(name) for name in names])
    by_name = {one.name: one.id for one in group.students}
    return group.id, [by_name[name] for name in names]


def of_class(record: GameRecord, class_id: str, who: dict[int, str]) -> GameRecord:
    rows = tuple(replace(row, student_id=who.get(row.seat)) for row in record.students)
    return replace(record, class_id=class_id, students=rows)


async def test_a_list_that_is_pasted_again_adds_only_who_is_new_and_brings_back_who_had_left(people: People) -> None:
    id, (aida, bolat) = await a_class(people, "Aida", "Bolat")
    await people.change_student(bolat, gone=True)
    assert [one.id for one in (await people.get(id)).students] == [aida]

    group = await people.add(id, [NewStudent("AIDA"), NewStudent("Bolat"), NewStudent("Ceren", "17")])

    assert [(one.name, one.number) for one in group.students] == [("Aida", ""), ("Bolat", ""), ("Ceren", "17")]
    assert group.students[1].id == bolat


async def test_a_full_class_takes_nobody_else_and_stays_as_it_was(people: People) -> None:
    id, _ = await a_class(people, *(f"Student {n}" for n in range(MOST_STUDENTS)))
    with pytest.raises(ClassFull):
        await people.add(id, [NewStudent("One more"), NewStudent("And more")])
    assert len((await people.get(id)).students) == MOST_STUDENTS


async def test_a_student_moves_to_another_class_with_the_card(people: People) -> None:
    _, (aida,) = await a_class(people, "Aida")
    other, _ = await a_class(people, "Zarina")
    (code,) = (await people.new_cards((await people.student(aida)).class_id, [aida])).values()
    await people.change_student(aida, class_id=other)
    assert [one.name for one in (await people.get(other)).students] == ["Aida", "Zarina"]
    await people.opened("room", other, [aida], 1)
    assert await people.lessons_of_card(code) == ["room"]


async def test_what_is_not_there_is_said(people: People) -> None:
    _, (aida,) = await a_class(people, "Aida")
    with pytest.raises(NoClass):
        await people.get("nowhere")
    with pytest.raises(NoClass):
        await people.change_student(aida, class_id="nowhere")
    with pytest.raises(NoStudent):
        await people.change_student("nobody", name="X")


async def test_a_new_card_voids_the_older_one_and_no_code_is_kept(people: People, database: Database) -> None:
    id, (aida, bolat) = await a_class(people, "Aida", "Bolat")
    first = await people.new_cards(id, [aida, bolat])
    again = await people.new_cards(id, [aida])
    await people.opened("older", id, [aida, bolat], 1)
    await people.opened("newer", id, [aida, bolat], 2)

    assert await people.lessons_of_card(first[aida]) == []
    assert await people.lessons_of_card(again[aida]) == ["newer", "older"]
    assert await people.lessons_of_card(first[bolat]) == ["newer", "older"]
    kept = await database.read(lambda db: repr(db.execute(select(schema.students)).all()))
    assert not any(code in kept for code in (*first.values(), *again.values()))


async def test_presence_tells_who_came_who_did_not_and_leaves_out_who_was_not_on_the_list(
    people: People, database: Database
) -> None:
    id, (aida, bolat, ceren) = await a_class(people, "Aida", "Bolat", "Ceren")
    await people.opened("room1", id, [aida, bolat], 1)
    await Archive(database).write(of_class(played().record(), id, {AIZHAN: aida}))

    rows = await people.presence(id)

    assert {(row.student_id, row.present_ms is None) for row in rows} == {(aida, False), (bolat, True)}
    assert ceren not in {row.student_id for row in rows}


async def test_of_an_erased_student_nothing_is_left_and_of_the_others_everything(
    people: People, database: Database
) -> None:
    id, (aida, bolat) = await a_class(people, "Aizhan Real", "Bolat Real")
    await people.opened("room1", id, [aida, bolat], 1)
    archive, erasing = Archive(database), Erasing(database)
    record = of_class(played().record(), id, {AIZHAN: aida, BOLAT: bolat})
    await archive.write(record)

    await erasing.erase([aida])

    kept = await archive.get(record.id)
    assert kept is not None
    assert AIZHAN not in {row.seat for row in (*kept.students, *kept.responses)}
    assert not any(AIZHAN in row.witnesses for row in kept.items)
    assert [row for row in kept.responses if row.seat == BOLAT] == [
        row for row in record.responses if row.seat == BOLAT
    ]
    assert await people.names([aida, bolat]) == {bolat: Person("Bolat Real", "")}
    assert await erasing.rooms_naming([aida]) == set()

    await archive.write(replace(record, seq=record.seq + 1))
    late = await archive.get(record.id)
    assert late is not None
    assert late.seq == record.seq + 1
    assert AIZHAN not in {row.seat for row in late.students}, "a record that comes late brings nobody back"


async def test_a_deleted_class_leaves_its_games_as_those_of_nobodys_class(people: People, database: Database) -> None:
    id, (aida,) = await a_class(people, "Aida")
    archive, erasing = Archive(database), Erasing(database)
    await archive.write(of_class(played().record(), id, {AIZHAN: aida}))
    await erasing.erase(await erasing.students_of(id))
    await erasing.delete_class(id)

    kept = await archive.get(played().record().id)
    assert kept is not None
    assert kept.class_id is None
    assert await people.classes() == []


async def test_what_is_older_than_it_may_be_goes_and_what_is_in_use_stays(
    people: People, database: Database, clock: Any
) -> None:
    archive, erasing = Archive(database), Erasing(database)
    unused, _ = await a_class(people, "Old")
    used, (aida, gone) = await a_class(people, "Aida", "Gone")
    await people.change_student(gone, gone=True)
    old = played().record()
    await archive.write(old)
    young = replace(old, room="young", ended_ms=clock.now_ms() + 9 * DAY_MS)
    await archive.write(young)
    await people.opened("young", used, [aida], clock.now_ms() + 9 * DAY_MS)

    await erasing.drop_older(clock.now_ms() + 8 * DAY_MS)
    await erasing.drop_older(clock.now_ms() + 8 * DAY_MS)

    assert [line.id for line in (await archive.page()).games] == [young.id]
    assert [group.id for group in await people.classes()] == [used]
    assert set(await people.names([aida, gone])) == {aida}
    await archive.write(replace(old, seq=old.seq + 1))
    assert await archive.get(old.id) is None, "the log does not bring it back"
    assert unused not in {group.id for group in await people.classes()}
