"""The formats that there are: plug-ins found by their entry points, ours like anybody's.

One that cannot be loaded, or that fails, is told and takes nothing from the others. Knows no format by its name.
"""

from __future__ import annotations

import logging
import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache, wraps
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, NamedTuple

import saual
from saual.banks.formats.base import Format
from saual.banks.remark import Refused, Untaken
from saual.questions.text import LANGS

GROUP = "saual.bank_formats"
_NAME = re.compile(r"[a-z0-9]{1,20}")
_OURS = "saual"
_say = logging.getLogger(__name__)


class Broken(NamedTuple):
    """A plug-in that is installed and cannot be used."""

    name: str
    package: str
    why: str


class Known(NamedTuple):
    formats: tuple[Format, ...]
    """In the order in which they are asked whether a file is theirs."""
    packages: Mapping[str, str]
    """Of those that are not ours, by the format's name."""
    broken: tuple[Broken, ...]


@cache
def known() -> Known:
    """Looked for once a process: what is installed meanwhile needs a new start."""
    found: dict[str, Format] = {}
    packages: dict[str, str] = {}
    broken: list[Broken] = []
    ours = _ours()
    theirs = [point for point in entry_points(group=GROUP) if _package(point) != _OURS]
    for point in (*ours, *sorted(theirs, key=lambda point: (_package(point), point.name))):
        try:
            format = _checked(point, point.load(), found)
        except Exception as error:  # whatever somebody's module does when it is loaded
            why = f"{type(error).__name__}: {error}"
            broken.append(Broken(point.name, _package(point), why))
            _say.warning("The format “%s” of the package %s cannot be used: %s", point.name, _package(point), why)
            continue
        if point not in ours:
            packages[format.name] = _package(point)
            format = _guarded(format, packages[format.name])
        found[format.name] = format
    return Known(tuple(sorted(found.values(), key=lambda one: (one.rank, one.name))), packages, tuple(broken))


def _ours() -> list[EntryPoint]:
    """A clone of the repository is not installed, so that nothing but pyproject.toml has its entry points."""
    clone = Path(saual.__file__).parents[2] / "pyproject.toml"
    try:
        project = tomllib.loads(clone.read_text("utf-8"))["project"]
        if project["name"] == _OURS:
            return [EntryPoint(name, value, GROUP) for name, value in project["entry-points"][GROUP].items()]
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        pass  # an installed package, or another project's folder
    return [point for point in entry_points(group=GROUP) if _package(point) == _OURS]


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist is not None else _OURS


def _checked(point: EntryPoint, format: object, found: Mapping[str, Format]) -> Format:
    """Raises TypeError, ValueError: what an author has to mend."""
    if not isinstance(format, Format):
        raise TypeError(f"{point.value} is no saual.banks.formats.base.Format")
    if format.name != point.name or not _NAME.fullmatch(format.name):
        raise ValueError(f"its name is {format.name!r}; it needs that of its entry point, small letters and digits")
    if format.name in found:
        raise ValueError("there is a format of this name already")
    if not all(isinstance(format.title.get(lang), str) and format.title[lang].strip() for lang in LANGS):
        raise ValueError(f"its title is not there in each of {', '.join(LANGS)}")
    return format


def _guarded(format: Format, package: str) -> Format:
    """Somebody else's code: what it stumbles over is a sentence to the teacher, and no end of the import."""

    def failed(error: Exception) -> None:
        _say.warning("The format “%s” of the package %s failed", format.name, package, exc_info=error)

    def guarded(call: Callable[..., Any], otherwise: Callable[[Exception], Any]) -> Callable[..., Any]:
        @wraps(call)
        def calling(*args: Any) -> Any:
            try:
                return call(*args)
            except (Refused, Untaken, MemoryError):
                raise
            except Exception as error:
                failed(error)
                return otherwise(error)

        return calling

    def refused(error: Exception) -> None:
        raise Refused("plugin_failed", name=format.name, package=package, why=f"{type(error).__name__}: {error}"[:200])

    return format._replace(
        sniff=guarded(format.sniff, lambda _: False),
        read=guarded(format.read, refused),
        write=None if format.write is None else guarded(format.write, refused),
    )
