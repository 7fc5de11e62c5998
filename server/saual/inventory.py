"""`saual bank list`: the banks to choose from, the teacher's own and those that ship, beside a running server or
without.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from saual.banks.judge import ready
from saual.banks.shelf import Shelf, shipped_dir
from saual.questions.text import Lang, Text, say
from saual.store.bank_rows import living
from saual.store.reading import reading


def listed(where: Path | str, lang: Lang) -> list[str]:
    """A line each: its id, how many questions are finished, whether it is the teacher's own, the title in `lang`.

    Raises StoreFailed. A data folder without a record has no banks of its own.
    """
    shipped = Shelf(shipped_dir()).banks()
    lines = [_line(one.id, len(one.questions), "ships", one.title, lang, one.language) for one in shipped]
    own = [] if isinstance(where, Path) and not where.exists() else asyncio.run(_own(where, lang))
    return [*own, *lines]


async def _own(where: Path | str, lang: Lang) -> list[str]:
    async with reading(where) as database:
        rows = await database.read(living)
    lines: list[str] = []
    for row in rows:
        _, bank = ready(row.draft)
        title = {code: text for code, text in row.draft.title.items() if text.strip()}
        lines.append(_line(row.id, len(bank.questions) if bank else 0, "own", title, lang, row.draft.language))
    return lines


def _line(id: str, questions: int, whose: str, title: Text, lang: Lang, language: Lang) -> str:
    return f"{id:<24} {questions:>4} questions  {whose:<5}  {say(title, lang, language)}"
