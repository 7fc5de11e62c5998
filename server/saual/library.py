"""All banks that a teacher can choose from: those that ship and the teacher's own. Knows no HTTP and no SQL.

A game gets the questions that are ready; the drafts themselves go to the editor as they are.
"""

from __future__ import annotations

import asyncio
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from saual.banks.judge import draft_of, ready
from saual.banks.shelf import Shelf
from saual.questions.bank import Bank, kinds, languages
from saual.questions.draft import MOST_QUESTIONS, Draft, DraftQuestion
from saual.questions.text import LANGS, Lang, Text
from saual.store.bank_rows import BankHead, BankRow, BankRows, BankTooBig, NoBank

_MOST_TOPICS = 40
_LONGEST_TITLE = 120


TICKETS = ("ticket", "exit ticket", "билет", "выходной билет", "шығу билеті")
"""Tags of the teacher's own banks that are exit tickets; the first is put on a copy of one that ships."""


def _is_ticket(id: str) -> bool:
    return id.startswith("ticket-")


class NothingReady(Exception):
    """The bank has no question that is finished."""


class Summary(Struct, frozen=True, kw_only=True):
    """A bank as the list of banks shows it. `updated_ms` is 0 for a bank that ships."""

    id: str
    own: bool
    title: Text
    about: Text
    language: Lang
    languages: tuple[Lang, ...]
    count: int
    unfinished: int
    kinds: dict[str, int]
    topics: tuple[str, ...]
    folder: str = ""
    tags: tuple[str, ...] = ()
    version: int = 0
    updated_ms: int = 0

    @property
    def ticket(self) -> bool:
        """It is an exit ticket: one that ships, or one of the teacher's own with a tag that says so."""
        return self.count > 0 and (_is_ticket(self.id) or any(tag.casefold() in TICKETS for tag in self.tags))


class Library:
    """Every coroutine raises StoreFailed, and NoBank for an id that there is not."""

    def __init__(self, shelf: Shelf, rows: BankRows) -> None:
        self._shelf = shelf
        self.rows = rows
        """The teacher's own, to be edited."""
        self._own: dict[str, Summary] = {}
        """By id, as of a version. Holds the banks that there are, and no others."""

    async def list(self) -> list[Summary]:
        """The teacher's own, the newest change first; then those that ship."""
        heads = await self.rows.heads()
        own: dict[str, Summary] = {}
        for head in heads:
            try:
                own[head.id] = await self._summary(head)
            except NoBank:
                continue  # deleted since it was listed
        self._own = own
        return [*own.values(), *map(_of_shelf, self._shelf.banks())]

    async def summary(self, id: str) -> Summary:
        bank = self._shelf.get(id)
        return _of_shelf(bank) if bank else await self._summary(await self.rows.get(id))

    async def load(self, id: str) -> Bank:
        """What a game takes. Raises NothingReady."""
        bank = self._shelf.get(id)
        if bank is None:
            row = await self.rows.get(id)
            _, bank = await asyncio.to_thread(ready, row.draft)
        if bank is None:
            raise NothingReady(id)
        return replace(bank, id=id)

    async def copy(self, id: str) -> BankRow:
        """The same once more under the next number, as one of the teacher's own."""
        bank = self._shelf.get(id)
        if bank is not None:
            # It is told from the one that ships.
            return await self.rows.add(draft_of(bank), tags=TICKETS[:1] if _is_ticket(id) else ())
        row = await self.rows.get(id)
        taken = {title for one in await self.list() if one.own for title in _titles(one.title)}
        return await self.rows.add(replace(row.draft, title=_numbered(row.draft.title, taken)), row.folder, row.tags)

    async def keep(self, draft: Draft, bank: str | None) -> str:
        """Its questions at the end of a bank of the teacher's own, or in a new one; which one. Raises BankTooBig."""
        if bank is None:
            return (await self.rows.add(draft)).id
        return (await self.rows.change(bank, None, lambda there: _with(there, draft.questions))).id

    async def _summary(self, head: BankHead) -> Summary:
        known = self._own.get(head.id)
        if known is None or known.version != head.version:
            row = head if isinstance(head, BankRow) else await self.rows.get(head.id)
            known = await asyncio.to_thread(_of_row, row)
        return replace(known, folder=head.folder, tags=head.tags)


def _with(draft: Draft, more: list[DraftQuestion]) -> Draft:
    if len(draft.questions) + len(more) > MOST_QUESTIONS:
        raise BankTooBig(f"a bank has at most {MOST_QUESTIONS} questions")
    taken = {one.id for one in draft.questions}
    free = (id for id in map("q{}".format, count(1)) if id not in taken)
    return replace(draft, questions=[*draft.questions, *(replace(one, id=next(free)) for one in more)])


def _of_shelf(bank: Bank) -> Summary:
    return Summary(
        id=bank.id,
        own=False,
        title=bank.title,
        about=bank.about or {},
        language=bank.language,
        languages=languages(bank),
        count=len(bank.questions),
        unfinished=0,
        kinds=kinds(bank),
        topics=_topics(bank),
    )


def _of_row(row: BankRow) -> Summary:
    draft: Draft = row.draft
    _, bank = ready(draft)
    count = len(bank.questions) if bank else 0
    return Summary(
        id=row.id,
        own=True,
        title={lang: text for lang, text in draft.title.items() if text.strip()},
        about={lang: text for lang, text in draft.about.items() if text.strip()},
        language=draft.language,
        languages=languages(bank) if bank else tuple(lang for lang in LANGS if lang in draft.languages),
        count=count,
        unfinished=len(draft.questions) - count,
        kinds=kinds(bank) if bank else {},
        topics=_topics(bank) if bank else (),
        version=row.version,
        updated_ms=row.updated_ms,
    )


def _topics(bank: Bank) -> tuple[str, ...]:
    topics = dict.fromkeys(question.topic for question in bank.questions if question.topic)
    return tuple(topics)[:_MOST_TOPICS]


def _titles(title: Text) -> list[str]:
    return [title] if isinstance(title, str) else list(title.values())


def _numbered(title: dict[Lang, str], taken: set[str]) -> dict[Lang, str]:
    """The title with the first number in brackets that is free."""
    bare = {lang: text.rpartition(" (")[0] if _has_number(text) else text for lang, text in title.items()}
    number = 2
    while any(f"{text} ({number})" in taken for text in bare.values()):
        number += 1
    return {lang: f"{text[: _LONGEST_TITLE - 8]} ({number})" if text else "" for lang, text in bare.items()}


def _has_number(text: str) -> bool:
    return text.endswith(")") and text.rpartition(" (")[2][:-1].isdecimal()
