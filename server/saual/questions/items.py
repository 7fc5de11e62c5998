"""What the types with items to place share: the items themselves, their new order, how the class placed them.

Knows nothing of which place is right. An order that would tell is made by `mixed`, which never looks at the order that
the author wrote in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from random import Random

from saual.questions.base import Bar, Fault
from saual.questions.options import equal_texts, language_gap
from saual.questions.text import Text


def item_faults(items: Sequence[Text], field: str = "items") -> Iterable[Fault]:
    """Two items that are the same, or that differ in their languages."""
    for i, j, lang, text in equal_texts(items):
        where = f" in {lang}" if lang else ""
        yield Fault(
            field,
            "equal_items",
            f"items {i + 1} and {j + 1} are the same{where}: “{text}”",
            "Change or delete one of them.",
            {"one": i + 1, "other": j + 1, "text": text[:60]},
        )
    yield from language_gap(items, field, "item", lambda i: f"{i + 1}")


def right_faults(right: Sequence[str], items: Sequence[Text]) -> Iterable[Fault]:
    """As many letters as items."""
    if len(right) != len(items):
        yield Fault(
            "right",
            "not_as_many",
            f"has {len(right)} letters for {len(items)} items",
            "Write one letter for each item, in the order of the items.",
            {"n": len(right), "of": len(items)},
        )


def mixed(texts: Sequence[Text], random: Random, telling: Callable[[list[int]], bool] | None = None) -> list[int]:
    """Where each place of a new order takes its text from: an order by chance, drawn again while it is `telling`.

    It begins with the texts themselves, sorted, so that it is the same whatever the author's order was; and it draws
    from a source of its own, so that what comes after does not depend on how often it drew.
    """
    own = Random(random.getrandbits(64))  # noqa: S311 - a game's order, from the seed in its log
    order = sorted(range(len(texts)), key=lambda i: sortable(texts[i]))
    own.shuffle(order)
    while telling is not None and telling(order):
        own.shuffle(order)
    return order


def placed_bars(right: Sequence[int], answers: Iterable[Sequence[int | str]], places: int) -> list[Bar]:
    """A bar an item: how many put it in its right place, and how many in each of the places."""
    parts = [[0] * places for _ in right]
    for answer in answers:
        for counts, place in zip(parts, answer, strict=True):
            if isinstance(place, int) and place < places:
                counts[place] += 1
    return [Bar(n=counts[place], right=True, parts=counts) for place, counts in zip(right, parts, strict=True)]


def indexes(raw: object, count: int, beyond: int) -> tuple[int, ...] | None:
    """`count` whole numbers from 0 up to, not including, `beyond`; None if it is anything else."""
    if not isinstance(raw, list) or len(raw) != count:
        return None
    # JSON's true is no index, although Python's is an int.
    found = tuple(i for i in raw if type(i) is int and 0 <= i < beyond)
    return found if len(found) == count else None


def sortable(text: Text) -> list[tuple[str, str]]:
    """A key to sort by that is the same whatever order the languages stand in."""
    return [("", text)] if isinstance(text, str) else sorted(text.items())
