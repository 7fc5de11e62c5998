"""The installations that faults are done to, and their teacher."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.helpers.cluster import two_processes
from tests.helpers.installation import Installation, one_process
from tests.helpers.quick import QUICK
from tests.helpers.server import Teacher

INSTALLATIONS = {"one process": one_process, "two processes": two_processes}
"""Every test that takes an `installation` runs on each of these."""


@pytest.fixture(scope="module", params=INSTALLATIONS)
def installation(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with INSTALLATIONS[request.param](tmp_path_factory.mktemp("installation") / "data") as installation:
        yield installation


@pytest.fixture(scope="module")
def staff(installation: Installation) -> Teacher:
    """The teacher of the installation, with the quick bank."""
    teacher = installation.teacher()
    teacher.add_bank(QUICK, "quick")
    return teacher
