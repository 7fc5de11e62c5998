"""Files of questions as rows, in pieces: for processes that share a record. The interface is `media.store`'s."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, delete, func, insert, select

from saual.store.database import Database
from saual.store.schema import media_pieces

_PIECE = 256 * 1024
"""A range of a long film is read without the rest of it."""


class MediaRows:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, name: str, content: bytes) -> None:
        pieces = [content[at : at + _PIECE] for at in range(0, len(content), _PIECE)]

        def write(db: Connection) -> None:
            self._database.lock(db, f"media {name}")
            if _size(db, name) is None:
                for i, piece in enumerate(pieces):
                    db.execute(insert(media_pieces).values(name=name, i=i, content=piece))

        await self._database.run(write)

    async def size(self, name: str) -> int | None:
        return await self._database.read(lambda db: _size(db, name))

    async def read(self, name: str, start: int, size: int) -> bytes:
        first, last = start // _PIECE, (start + max(size, 1) - 1) // _PIECE
        pieces = media_pieces.c
        query = select(pieces.content).where((pieces.name == name) & pieces.i.between(first, last)).order_by(pieces.i)
        found = await self._database.read(lambda db: db.scalars(query).all())
        from_first = start - first * _PIECE
        return b"".join(found)[from_first : from_first + size]

    async def names(self) -> Collection[str]:
        return await self._database.read(lambda db: db.scalars(select(media_pieces.c.name).distinct()).all())

    async def remove(self, names: Collection[str]) -> None:
        gone = delete(media_pieces).where(media_pieces.c.name.in_(names))
        await self._database.run(lambda db: db.execute(gone))


def _size(db: Connection, name: str) -> int | None:
    query = select(func.sum(func.length(media_pieces.c.content))).where(media_pieces.c.name == name)
    size = db.scalar(query)
    return None if size is None else int(size)
