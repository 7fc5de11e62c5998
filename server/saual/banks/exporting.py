"""The one way out: a bank in any format that can be written, and a list of what the format could not hold.

The list is not kept by hand: what was written is read again by the same import that everybody uses, and what
came back otherwise is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from saual.banks.formats.registry import known
from saual.banks.formulas import theirs
from saual.banks.importing import read_bank
from saual.banks.remark import Refused, Remark, Where
from saual.questions.bank import AnyQuestion, Bank

_NONE: Mapping[str, bytes] = {}
_HEAD = ("title", "about", "language", "author", "licence")


class Exported(Struct, frozen=True):
    data: bytes
    suffix: str
    losses: tuple[Remark, ...]
    """What is not in the file, or not as it was; spacing inside of texts apart."""


def exports() -> tuple[str, ...]:
    """The names of the formats that can be written."""
    return tuple(format.name for format in known().formats if format.write is not None)


def write_bank(bank: Bank, format: str, files: Mapping[str, bytes] = _NONE) -> Exported:
    """`files`: what its questions name. Raises KeyError for a name that is not one of `exports`; Refused when
    somebody's plug-in fails.
    """
    found = next((one for one in known().formats if one.name == format), None)
    if found is None or found.write is None:
        raise KeyError(format)
    written = found.write(theirs(bank) if found.mathjax else bank, files)
    try:
        back = read_bank(written.data, f"bank{found.suffix}", language=bank.language)
        again = dict(zip(back.numbers, back.bank.questions, strict=True)) if back.bank else {}
        head, beside = back.bank, back.files
    except Refused:  # nothing of the bank is of a kind that the format has
        again, head, beside = {}, None, {}
    losses = [
        Remark("head_not_held", Where(field=key))
        for key in _HEAD
        if getattr(bank, key) and (head is None or not _same(getattr(bank, key), getattr(head, key)))
    ]
    numbers = {i: number for number, i in enumerate(written.taken, 1)}
    for i, question in enumerate(bank.questions):
        where = Where(question=i + 1)
        other = again.get(numbers.get(i, 0))
        if other is None:
            losses.append(Remark("question_not_held", where, {"kind": question.kind}))
        else:
            where = Where(question=i + 1)
            # The name may have come through without what it names.
            lost: list[str] = [m.kind for m in other.media(bank.language, bank.language) if m.name not in beside]
            lost += ["picture" if n == other.picture else "pictures" for n in other.own_pictures() if n not in beside]
            lost += _changed(question, other)
            losses += [Remark("field_not_held", replace(where, field=key)) for key in dict.fromkeys(lost)]
    return Exported(written.data, found.suffix, tuple(losses))


def _changed(question: AnyQuestion, other: AnyQuestion) -> list[str]:
    """The keys whose values came back otherwise."""
    before, after = (_plain(q) for q in (question, other))
    return [key for key in before if not _same(before[key], after.get(key))]


def _plain(question: AnyQuestion) -> dict[str, Any]:
    return msgspec.structs.asdict(question.written()) | {"type": question.kind}


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split()
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(_same(a, b) for a, b in zip(one, other, strict=True))
    return bool(one == other)
