"""How the record keeps text, the same in every database. Knows no table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Dialect, Table, types
from sqlalchemy.types import TypeDecorator


class Text(TypeDecorator[str]):
    """Text, compared and ordered by code points, whatever alphabet the database was made for; `clean` on its way in."""

    impl = types.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(types.Text(collation="C" if dialect.name == "postgresql" else None))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return value if value is None else clean(value)


def clean(text: str) -> str:
    """What not every database can hold (NUL, half a surrogate pair) is U+FFFD."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def cleaned(table: Table, columns: Mapping[str, Sequence[Any]]) -> dict[str, Sequence[Any]]:
    """These values of many rows, texts `clean`."""
    kept = dict(columns)
    for name in _texts(table) & columns.keys():
        if not _is_clean(columns[name]):
            kept[name] = [text if text is None else clean(text) for text in columns[name]]
    return kept


@cache
def _texts(table: Table) -> frozenset[str]:
    return frozenset(column.name for column in table.columns if isinstance(column.type, Text))


def _is_clean(texts: Sequence[str | None]) -> bool:
    # All in one: most columns hold nothing else.
    every = "\n".join(filter(None, texts))
    return clean(every) == every
