"""The installations that faults are done to, and their teacher."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from tests.helpers.cluster import two_processes
from tests.helpers.installation import Installation, one_process
from tests.helpers.quick import quick
from tests.helpers.server import Teacher

OWN_WEBSOCKET = "one process on uvicorn's own WebSocket"
MADE = {
    "one process": one_process,
    OWN_WEBSOCKET: partial(one_process, transport="uvicorn"),
    "two processes": two_processes,
}
USUAL = ("one process", "two processes")
"""Every test that takes an `installation` runs on each of these, unless its module's `INSTALLATIONS` says otherwise."""
EVERY_TRANSPORT = tuple(MADE)
"""Where it matters how bytes come and go."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "installation" in metafunc.fixturenames:
        names = getattr(metafunc.module, "INSTALLATIONS", USUAL)
        metafunc.parametrize("installation", names, indirect=True, scope="module")


@pytest.fixture(scope="module")
def installation(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with MADE[request.param](tmp_path_factory.mktemp("installation") / "data") as installation:
        yield installation


@pytest.fixture(scope="module")
def staff(installation: Installation) -> Teacher:
    """The teacher of the installation, with the quick bank."""
    teacher = installation.teacher()
    teacher.add_bank(quick(), "quick")
    return teacher
