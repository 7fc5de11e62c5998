"""The teacher's own banks in a database of each kind: kept as they are, changed one after the other, brought back."""

from __future__ import annotations

import asyncio

import pytest
from msgspec.structs import replace

from saual.questions.draft import Draft, DraftQuestion
from saual.store import bank_rows
from saual.store.bank_rows import BankRows, BankTooBig, NoBank, StaleBank
from saual.store.database import Database
from tests.store.conftest import NOW, StillClock

DAY_MS = 24 * 3_600_000
DRAFT = Draft(
    title={"kk": "Әліппе", "ru": ""},
    language="kk",
    languages=["kk", "ru"],
    questions=[DraftQuestion("q1", "single", {"text": {"kk": "Неше?"}, "options": ["42", {"kk": "ө\0"}], "right": ""})],
)


@pytest.fixture
def rows(database: Database, clock: StillClock) -> BankRows:
    return BankRows(database, clock)


def retitled(title: str) -> Draft:
    return replace(DRAFT, title={"kk": title})


async def test_an_unfinished_bank_comes_back_as_it_was_put_down(rows: BankRows) -> None:
    added = await rows.add(DRAFT, "9-сынып", ["тоқсан", "емтихан"])

    kept = await rows.get(added.id)
    assert (kept.version, kept.folder, kept.tags, kept.updated_ms) == (1, "9-сынып", ("тоқсан", "емтихан"), NOW)
    assert kept.draft.title == DRAFT.title
    assert kept.draft.questions[0].fields["right"] == ""
    # JSON writes NUL as an escape, which every database holds.
    assert kept.draft == DRAFT


async def test_each_change_makes_a_new_version_of_what_was_there(rows: BankRows, clock: StillClock) -> None:
    id = (await rows.add(DRAFT)).id
    clock.at_ms += 5
    first = await rows.change(id, 1, lambda _: retitled("Бір"))
    second = await rows.change(id, 2, lambda draft: replace(draft, author=draft.title["kk"]))

    assert (first.version, second.version) == (2, 3)
    assert await rows.get(id) == second
    assert (second.draft.author, second.updated_ms) == ("Бір", NOW + 5)


async def test_a_change_of_an_older_version_is_refused_with_the_newer_one(rows: BankRows) -> None:
    id = (await rows.add(DRAFT)).id
    newer = await rows.change(id, 1, lambda _: retitled("Бір"))

    with pytest.raises(StaleBank) as stale:
        await rows.change(id, 1, lambda _: retitled("Екі"))

    assert stale.value.row == newer
    assert await rows.get(id) == newer


async def test_of_changes_at_the_same_time_one_counts_and_the_others_are_told(rows: BankRows) -> None:
    id = (await rows.add(DRAFT)).id
    done = await asyncio.gather(
        *(rows.change(id, 1, lambda _, n=n: retitled(str(n))) for n in range(6)), return_exceptions=True
    )

    stale = [one for one in done if isinstance(one, StaleBank)]
    assert len(stale) == 5
    assert {one.row.version for one in stale} == {2}
    assert (await rows.get(id)).version == 2


async def test_a_change_that_fails_changes_nothing(rows: BankRows) -> None:
    id = (await rows.add(DRAFT)).id

    def bad(draft: Draft) -> Draft:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await rows.change(id, 1, bad)
    assert (await rows.get(id)).version == 1


async def test_a_bank_beyond_measure_is_refused(rows: BankRows, monkeypatch: pytest.MonkeyPatch) -> None:
    id = (await rows.add(DRAFT)).id
    monkeypatch.setattr(bank_rows, "MOST_BYTES", 500)

    with pytest.raises(BankTooBig):
        await rows.change(id, 1, lambda _: retitled("я" * 300))
    with pytest.raises(BankTooBig):
        await rows.add(retitled("я" * 300))
    assert (await rows.get(id)).version == 1


async def test_a_deleted_bank_is_nowhere_until_it_is_brought_back(rows: BankRows) -> None:
    id = (await rows.add(DRAFT)).id
    await rows.remove(id)

    assert await rows.heads() == []
    for gone in (rows.get(id), rows.change(id, 1, retitled), rows.place(id, "", ()), rows.remove(id)):  # type: ignore[arg-type]
        with pytest.raises(NoBank):
            await gone

    assert (await rows.restore(id)).draft == DRAFT
    assert [head.id for head in await rows.heads()] == [id]
    assert (await rows.restore(id)).draft == DRAFT


async def test_after_thirty_days_a_deleted_bank_is_gone_for_good(rows: BankRows, clock: StillClock) -> None:
    old, recent = (await rows.add(DRAFT)).id, (await rows.add(DRAFT)).id
    await rows.remove(old)
    clock.at_ms += 31 * DAY_MS
    await rows.remove(recent)

    with pytest.raises(NoBank):
        await rows.restore(old)
    assert (await rows.restore(recent)).id == recent


async def test_banks_are_listed_by_their_last_change_and_filing_is_none(rows: BankRows, clock: StillClock) -> None:
    first = (await rows.add(DRAFT)).id
    clock.at_ms += 1
    second = (await rows.add(DRAFT)).id
    clock.at_ms += 1
    await rows.change(first, 1, lambda _: retitled("Бір"))
    clock.at_ms += 1
    placed = await rows.place(second, "Қалта", ["а", "б"])

    assert (placed.version, placed.folder, placed.tags) == (1, "Қалта", ("а", "б"))
    assert [head.id for head in await rows.heads()] == [first, second]
    assert (await rows.heads())[1] == placed


async def test_another_process_sees_what_was_saved(rows: BankRows, url: str, clock: StillClock) -> None:
    id = (await rows.add(DRAFT)).id
    other = Database(url)
    try:
        assert (await BankRows(other, clock).get(id)).draft == DRAFT
    finally:
        await other.close()
