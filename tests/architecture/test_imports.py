"""Imports point one way: the pure core knows nothing of loops, sockets, clocks, chance or stores."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "server" / "saual"
MODULES = sorted(PACKAGE.rglob("*.py"))

LONGEST = 400

# The core, and what of ours each part of it may import.
CORE = {"questions": {"questions"}, "protocol": {"protocol", "questions"}, "game": {"game", "protocol", "questions"}}
# And what of the others': nothing that waits, speaks to the world or remembers.
PURE = {
    "functools",
    "hashlib", "hmac",
    "__future__", "collections", "decimal", "importlib", "itertools", "random", "re", "types", "typing", "unicodedata",
    "latex2mathml", "xml", "msgspec", "regex",
}  # fmt: skip

# They write what is made from the protocol to a file or the terminal; no running server loads them.
TOOLS = {"protocol/reference.py", "protocol/typescript.py"}

# Below the core, who may know whom. What is not named here is the shell, which may know all of them.
LAYERS = CORE | {
    "log": {"log", "world"},
    "banks": {"banks", "media", "questions"},
    "media": {"media", "questions"},
    "store": {"store", "reports", "game", "protocol", "questions", "world"},
    "reports": {"reports", "game", "protocol", "questions"},
    "cluster": {"cluster", "log", "world"},
    "rooms": {"rooms", "log", "store", "game", "protocol", "questions", "world"},
    "world": set(),
}

# Time, chance and ids are asked for by `world` alone.
WORLDLY = {
    "time": {"time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns"},
    "random": {"random", "randint", "randrange", "choice", "choices", "shuffle", "sample", "seed", "SystemRandom"},
    "secrets": None,
    "uuid": None,
    "os": {"urandom"},
    "datetime": {"now", "today", "utcnow"},
}


def name_of(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def part_of(module: Path) -> str:
    """The folder, or the module itself where it stands alone."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(module: Path) -> Iterator[str]:
    """Every module that is imported, wherever in the file, by its full name."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(module)}: relative import"
            assert node.module is not None
            yield node.module
            if node.module == "saual":
                yield from (f"saual.{alias.name}" for alias in node.names)


def ours(module: Path) -> set[str]:
    parts = {name.split(".")[1] for name in imports(module) if name.startswith("saual.")}
    return {part for part in parts if part != "__version__"}


def worldly(module: Path) -> Iterator[str]:
    """What of time, chance and ids this file reaches for: imported by name, or as an attribute."""
    nodes = list(ast.walk(ast.parse(module.read_text("utf-8"))))
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module in WORLDLY:
            wanted = WORLDLY[node.module]
            yield from (f"{node.module}.{a.name}" for a in node.names if wanted is None or a.name in wanted)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in WORLDLY and WORLDLY[alias.name] is None)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in WORLDLY:
            if node.value.id not in imported and node.value.id != "datetime":
                continue  # a parameter that is called so: `random: Random`
            wanted = WORLDLY[node.value.id]
            if wanted is None or node.attr in wanted:
                yield f"{node.value.id}.{node.attr}"


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_imports_only_what_its_part_may_know(module: Path) -> None:
    part = part_of(module)
    if part in LAYERS:
        assert ours(module) <= LAYERS[part]


@pytest.mark.parametrize("module", [m for m in MODULES if part_of(m) in CORE and name_of(m) not in TOOLS], ids=name_of)
def test_the_core_imports_nothing_that_waits_or_speaks_to_the_world(module: Path) -> None:
    foreign = {name.split(".")[0] for name in imports(module)} - {"saual"}
    assert foreign <= PURE
    assert foreign <= set(sys.stdlib_module_names) | {"latex2mathml", "msgspec", "regex"}


@pytest.mark.parametrize("module", [m for m in MODULES if part_of(m) != "world"], ids=name_of)
def test_only_the_world_is_asked_for_time_chance_and_ids(module: Path) -> None:
    assert not list(worldly(module))


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_is_short_enough_to_be_read_and_says_what_it_is_for(module: Path) -> None:
    text = module.read_text("utf-8")
    assert text.count("\n") <= LONGEST
    assert ast.get_docstring(ast.parse(text))


def test_the_world_is_really_looked_for() -> None:
    assert {"secrets", "time.time_ns", "time.monotonic_ns"} <= set(worldly(PACKAGE / "world.py"))
