"""All formats, in the order in which they are asked whether a file is theirs. A new one is a module and a line."""

from __future__ import annotations

from saual.banks.formats import (
    aiken,
    bundle,
    gift,
    kahoot,
    moodle,
    native,
    qti1,
    qti2,
    quizizz,
    table,
)
from saual.banks.formats.base import Format

# From the one that is known most surely to the one that nearly any text could be.
FORMATS: tuple[Format, ...] = (
    moodle.FORMAT,
    qti2.FORMAT,
    qti1.FORMAT,
    bundle.FORMAT,
    native.JSON,
    native.TOML,
    kahoot.FORMAT,
    quizizz.FORMAT,
    table.XLSX,
    table.CSV,
    aiken.FORMAT,
    gift.FORMAT,
)
