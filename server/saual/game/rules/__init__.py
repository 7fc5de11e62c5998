"""The rules of a room, by what they are about. Each module has a table: command → (may it be?, what it does).

A check changes nothing; what a rule does is called only after its check has passed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from saual.game.facts import Fact
from saual.protocol.codes import Code

if TYPE_CHECKING:
    from saual.game.room import Room

Check = Callable[["Room", Any, int], Code | None]
Do = Callable[["Room", Any, int], list[Fact]]
Rules = dict[type, tuple[Check | None, Do]]
