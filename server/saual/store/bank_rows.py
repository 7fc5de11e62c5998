"""The teacher's own banks as rows: drafts, each with the number of its version. Owns them; judges nothing.

A deleted bank can be brought back for thirty days.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from saual import world
from saual.questions.draft import Draft
from saual.store.database import Database
from saual.store.schema import banks

_KEPT_MS = 30 * 24 * 3_600_000
MOST_BYTES = 4 * 1024 * 1024
"""Of one bank's content: more than five hundred questions in three languages need."""

_HEAD = (banks.c.id, banks.c.version, banks.c.folder, banks.c.tags, banks.c.updated_ms)


class BankHead(Struct, frozen=True):
    """A bank without what is in it. `updated_ms` is Unix ms."""

    id: str
    version: int
    folder: str
    tags: tuple[str, ...]
    updated_ms: int


class BankRow(BankHead, frozen=True):
    draft: Draft


class StaleBank(Exception):
    """Somebody else was quicker: the bank is not as it was when the change was made."""

    def __init__(self, row: BankRow) -> None:
        super().__init__(row.id)
        self.row = row


class BankTooBig(ValueError):
    """The bank would be bigger than `MOST_BYTES`."""


class NoBank(LookupError):
    """There is no such bank, or it is deleted."""


class BankRows:
    """Every coroutine raises StoreFailed."""

    def __init__(self, database: Database, clock: world.Clock) -> None:
        self._database = database
        self._clock = clock

    async def heads(self) -> list[BankHead]:
        """All that are not deleted, the newest change first."""
        query = select(*_HEAD).where(banks.c.deleted_ms.is_(None)).order_by(banks.c.updated_ms.desc(), banks.c.id)
        rows = await self._database.read(lambda db: db.execute(query).mappings().all())
        return [BankHead(**_columns(row)) for row in rows]

    async def get(self, id: str) -> BankRow:
        """Raises NoBank."""
        return await self._database.read(lambda db: _living(db, id))

    async def add(self, draft: Draft, folder: str = "", tags: Sequence[str] = ()) -> BankRow:
        """A new bank, its version 1. Raises BankTooBig."""
        row = BankRow(world.new_id(), 1, folder, tuple(tags), self._clock.now_ms(), draft)
        values = {"id": row.id, "version": 1, "folder": folder, "tags": _text(row.tags), "updated_ms": row.updated_ms}
        values["content"] = _content(draft)
        await self._database.run(lambda db: db.execute(insert(banks).values(values)))
        return row

    async def change(self, id: str, version: int | None, do: Callable[[Draft], Draft]) -> BankRow:
        """The bank after `do`, which may be called again and whose exceptions come through.

        Raises NoBank, BankTooBig, and StaleBank if `version` is given and not the bank's.
        """
        now_ms = self._clock.now_ms()

        def write(db: Connection) -> BankRow:
            self._database.lock(db, f"bank {id}")
            row = _living(db, id)
            if version is not None and row.version != version:
                raise StaleBank(row)
            draft = do(row.draft)
            new = BankRow(id, row.version + 1, row.folder, row.tags, now_ms, draft)
            values = {"content": _content(draft), "version": new.version, "updated_ms": now_ms}
            db.execute(update(banks).where(banks.c.id == id).values(values))
            return new

        return await self._database.run(write)

    async def place(self, id: str, folder: str, tags: Sequence[str]) -> BankHead:
        """Where the bank is filed; its content and version stay. Raises NoBank."""

        def write(db: Connection) -> BankHead:
            self._database.lock(db, f"bank {id}")
            row = _living(db, id)
            db.execute(update(banks).where(banks.c.id == id).values(folder=folder, tags=_text(tags)))
            return BankHead(id, row.version, folder, tuple(tags), row.updated_ms)

        return await self._database.run(write)

    async def remove(self, id: str) -> None:
        """Raises NoBank. Banks that were deleted more than thirty days ago go for good."""
        now_ms = self._clock.now_ms()

        def mark(db: Connection) -> None:
            db.execute(delete(banks).where(banks.c.deleted_ms < now_ms - _KEPT_MS))
            living = (banks.c.id == id) & banks.c.deleted_ms.is_(None)
            if db.execute(update(banks).where(living).values(deleted_ms=now_ms)).rowcount == 0:
                raise NoBank(id)

        await self._database.run(mark)

    async def restore(self, id: str) -> BankRow:
        """Brings a deleted bank back; one that is not deleted stays as it is. Raises NoBank."""

        def unmark(db: Connection) -> BankRow:
            db.execute(update(banks).where(banks.c.id == id).values(deleted_ms=None))
            return _living(db, id)

        return await self._database.run(unmark)


def living(db: Connection) -> list[BankRow]:
    """All that are not deleted, whole, the newest change first."""
    query = select(banks.c.id).where(banks.c.deleted_ms.is_(None)).order_by(banks.c.updated_ms.desc(), banks.c.id)
    return [_living(db, id) for id in db.execute(query).scalars().all()]


def _living(db: Connection, id: str) -> BankRow:
    query = select(*_HEAD, banks.c.content).where(banks.c.id == id, banks.c.deleted_ms.is_(None))
    row = db.execute(query).mappings().first()
    if row is None:
        raise NoBank(id)
    return BankRow(**_columns(row), draft=msgspec.json.decode(row["content"], type=Draft))


def _columns(row: RowMapping) -> dict[str, Any]:
    tags = msgspec.json.decode(row["tags"], type=tuple[str, ...])
    return {column.name: row[column.name] for column in _HEAD} | {"tags": tags}


def _text(tags: Sequence[str]) -> str:
    return msgspec.json.encode(tags).decode()


def _content(draft: Draft) -> str:
    content = msgspec.json.encode(draft)
    if len(content) > MOST_BYTES:
        raise BankTooBig("a bank has at most 4 MiB")
    return content.decode()
