"""Files are kept by their names in a folder and in a database of either kind, to the same rules."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from saual.media.names import for_phones, named
from saual.media.store import MediaFolder, MediaStore
from saual.media_sweep import KEPT_MS, MediaSweep
from saual.questions.draft import Draft, DraftQuestion
from saual.reports.record import ItemRow
from saual.store.archive import Archive
from saual.store.bank_rows import BankRows
from saual.store.database import Database
from saual.store.media_rows import MediaRows
from saual.world import Clock
from tests.helpers.banks import single
from tests.reports.played import played

LONG = bytes(range(256)) * 3_000
NAME = named(LONG, "mp4")


@pytest.fixture(params=["folder", "sqlite", "postgresql"])
async def files(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[MediaStore]:
    if request.param == "folder":
        yield MediaFolder(tmp_path / "media")
        return
    url = f"sqlite:///{tmp_path / 'record.db'}"
    database = Database(url if request.param == "sqlite" else request.getfixturevalue("database_url"))
    yield MediaRows(database)
    await database.close()


async def test_a_file_comes_back_whole_and_in_parts(files: MediaStore) -> None:
    await files.put(NAME, LONG)
    assert await files.size(NAME) == len(LONG)
    for start, size in ((0, len(LONG)), (0, 10), (262_140, 10), (262_144, 262_144), (len(LONG) - 5, 100), (10**7, 5)):
        assert await files.read(NAME, start, size) == LONG[start : start + size]


async def test_the_same_file_is_kept_once(files: MediaStore) -> None:
    await files.put(NAME, LONG)
    await files.put(NAME, LONG)
    assert list(await files.names()) == [NAME]
    assert await files.size(NAME) == len(LONG)


async def test_what_is_not_there_is_nothing(files: MediaStore) -> None:
    assert await files.size(NAME) is None
    assert await files.read(NAME, 0, 10) == b""
    assert list(await files.names()) == []
    await files.remove([NAME])


async def test_a_file_that_was_removed_is_gone(files: MediaStore) -> None:
    await files.put(NAME, LONG)
    await files.remove([NAME])
    assert await files.size(NAME) is None


class MovedClock(Clock):
    now = 1_790_000_000_000

    def now_ms(self) -> int:
        return self.now


WAITING = named(b"in homework that is not open yet", "jpg")


async def waiting() -> list[str]:
    return [WAITING]


async def test_what_nothing_names_goes_after_thirty_days_and_what_a_deleted_bank_names_stays(tmp_path: Path) -> None:
    clock, database = MovedClock(), Database(f"sqlite:///{tmp_path / 'record.db'}")
    files, banks = MediaFolder(tmp_path / "media"), BankRows(database, clock)
    sweep = MediaSweep(files, database, clock, waiting)
    named_one, lost = named(b"named", "jpg"), named(b"lost", "jpg")
    of_option, asked = named(b"of an option", "png"), named(b"of an option in a game", "jpg")
    for name in (named_one, lost, of_option, asked, WAITING):
        await files.put(name, b"x")
        await files.put(for_phones(name), b"x")
    question = DraftQuestion("q1", "single", {"picture": named_one})
    options = DraftQuestion("q2", "single", {"pictures": ["", of_option]})
    bank = await banks.add(Draft(title={"kk": "Жинақ"}, language="kk", languages=["kk"], questions=[question, options]))
    await banks.remove(bank.id)
    item = ItemRow(0, single(pictures=("", asked)), 0, 0, None, False, ())
    await Archive(database).write(replace(played().record(), items=(item,), responses=()))

    await sweep.sweep()
    clock.now += KEPT_MS
    await sweep.sweep()
    assert len(await files.names()) == 10
    clock.now += 1
    await sweep.sweep()
    assert {*await files.names()} == {
        form for one in (named_one, of_option, asked, WAITING) for form in (one, for_phones(one))
    }
    await database.close()


async def test_what_is_named_again_in_time_stays(tmp_path: Path) -> None:
    clock, database = MovedClock(), Database(f"sqlite:///{tmp_path / 'record.db'}")
    files, banks = MediaFolder(tmp_path / "media"), BankRows(database, clock)
    sweep = MediaSweep(files, database, clock, waiting)
    name = named(b"x", "png")
    await files.put(name, b"x")
    await sweep.sweep()
    question = DraftQuestion("q1", "single", {"picture": name})
    await banks.add(Draft(title={"kk": "Жинақ"}, language="kk", languages=["kk"], questions=[question]))
    clock.now += 2 * KEPT_MS
    await sweep.sweep()
    await sweep.sweep()
    assert list(await files.names()) == [name]
    await database.close()
