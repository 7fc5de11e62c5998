"""What the built pages weigh and share, and how they are served: a phone's first load fits the first flight of TCP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import hatch_build
from tests.helpers.server import Server, serving

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "server" / "saual" / "static"
FIRST_FLIGHT = 14_600
"""Ten segments of 1,460 bytes: what a server may send before the first acknowledgement (RFC 6928)."""
MOST_OF_A_TYPE = 4_096
"""Bytes of its input, all that it shares with others, and their styles; at 100 kbit/s a third of a second."""
LATER = (
    *("multiple", "short", "number", "rating", "ordering", "matching", "gaps", "categorising", "slider", "hotspot"),
    *("board", "asking", "review"),
)

_NEEDED = re.compile(r"""(?:\bfrom|\bimport)\s*["'`](?:\./|/assets/)?([\w.-]+\.(?:js|css))["'`]""")
_LATER = re.compile(r"""\bimport\(\s*["'`](?:\./|/assets/)?([\w.-]+\.js)["'`]""")
_STYLES = re.compile(r"""["'`](?:\./|/)?assets/([\w.-]+\.css)["'`]""")
"""Styles of a part that is fetched later: Vite keeps them in a list; or of a shadow tree, which links them itself."""
_LINKED = re.compile(r'(?:src|href)="/?assets/([\w.-]+\.(?:js|css))"')


@pytest.fixture(scope="module", autouse=True)
def _built() -> None:
    hatch_build.build_web(ROOT)


def asset(name: str) -> str:
    return (STATIC / "assets" / name).read_text("utf-8")


def linked(page: str) -> set[str]:
    """The files that a page names itself."""
    return set(_LINKED.findall((STATIC / f"{page}.html").read_text("utf-8")))


def needed(names: set[str]) -> set[str]:
    """These files and all that they import before they run."""
    found, waiting = set[str](), set(names)
    while waiting:
        name = waiting.pop()
        found.add(name)
        if name.endswith(".js"):
            waiting |= set(_NEEDED.findall(asset(name))) - found
    return found


def fetched_later(names: set[str]) -> set[str]:
    scripts = [asset(name) for name in names if name.endswith(".js")]
    return {later for script in scripts for later in (*_LATER.findall(script), *_STYLES.findall(script))}


def reachable(page: str) -> set[str]:
    """Every file that a page may ever load."""
    found: set[str] = set()
    waiting = needed(linked(page))
    while waiting - found:
        found |= waiting
        waiting = needed(fetched_later(found))
    return found


def packed(name: str) -> int:
    return (STATIC / f"{name}.gz").stat().st_size


def test_a_phone_joins_and_plays_a_choice_within_the_first_flight() -> None:
    first = needed(linked("student"))
    words = [name for name in fetched_later(first) if name.startswith("student.")]
    assert len(words) == 3
    weight = packed("student.html") + sum(packed(f"assets/{name}") for name in first)
    assert weight + max(packed(f"assets/{name}") for name in words) <= FIRST_FLIGHT


def test_other_question_types_come_when_they_are_needed() -> None:
    first = needed(linked("student"))
    later = reachable("student") - first
    for what in LATER:
        assert not [name for name in first if name.startswith(what)]
        assert [name for name in later if name.startswith(what)]


@pytest.mark.parametrize("kind", LATER[:-3])
def test_no_question_type_brings_more_than_a_few_kilobytes(kind: str) -> None:
    first = needed(linked("student"))
    [own] = [name for name in reachable("student") if name.startswith(f"{kind}.student-")]
    parts = needed({own}) - first
    styles = {name for name in fetched_later(parts) if name.endswith(".css")}
    assert sum(packed(f"assets/{name}") for name in parts | styles) <= MOST_OF_A_TYPE


def test_the_students_page_shares_no_file_with_the_teachers() -> None:
    teachers = reachable("staff") | reachable("remote")
    assert {name.split("-")[0] for name in teachers} >= {"staff", "remote", "room", "home"}
    assert reachable("student").isdisjoint(teachers)


def test_every_built_file_belongs_to_a_page() -> None:
    known = reachable("student") | reachable("staff") | reachable("remote")
    built = {path.name for path in (STATIC / "assets").iterdir() if path.suffix in (".js", ".css")}
    assert built == known


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("saual")) as running:
        yield running


def test_hashed_files_are_served_packed_and_for_ever(server: Server) -> None:
    browser = server.browser()
    for name in sorted(reachable("student") | reachable("staff") | reachable("remote")):
        answer = browser.get(f"/assets/{name}", headers={"accept-encoding": "gzip"})
        assert answer.status_code == 200
        assert answer.headers["content-encoding"] == "gzip"
        assert "immutable" in answer.headers["cache-control"]
        assert int(answer.headers["content-length"]) == packed(f"assets/{name}")


@pytest.mark.parametrize("path", ["/", "/123456", "/teacher", "/remote"])
def test_pages_are_asked_for_again_each_time(server: Server, path: str) -> None:
    browser = server.browser()
    answer = browser.get(path, headers={"accept-encoding": "gzip"})
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-encoding"] == "gzip"
    again = browser.get(path, headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
