"""The disk is full in the middle of a lesson: everybody is told, and it goes on as soon as there is room again."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.helpers.installation import OneProcess
from tests.helpers.phones import lesson
from tests.helpers.quick import quick
from tests.helpers.server import Server, serving

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")


def mounted(folder: Path) -> bool:
    """A file system of two megabytes; only root gets one."""
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    return sys.platform == "linux" and subprocess.run(command, capture_output=True, check=False).returncode == 0


class SmallDisk:
    """A real full disk."""

    def __init__(self, server: Server) -> None:
        self._ballast = server.data / "ballast"

    def fill(self) -> None:
        with self._ballast.open("wb", buffering=0) as ballast:
            try:
                while True:
                    ballast.write(bytes(4096))
            except OSError:
                return

    def free(self) -> None:
        self._ballast.unlink()


class FileLimit:
    """Where nobody may mount: the system lets no file of the server's grow any more."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def _limit(self, size: int) -> None:
        resource.prlimit(self._server.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    def fill(self) -> None:
        self._limit(1)

    def free(self) -> None:
        self._limit(resource.RLIM_INFINITY)


Disk = SmallDisk | FileLimit


@pytest.fixture(params=["small disk", "file limit"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Server, Disk]]:
    folder = tmp_path / "disk"
    folder.mkdir()
    make: Callable[[Server], Disk] = SmallDisk if request.param == "small disk" else FileLimit
    if make is SmallDisk and not mounted(folder):
        # The other way to fill a disk says the same, and nothing may be skipped.
        make = FileLimit
    try:
        with serving(folder / "data") as server:
            yield server, make(server)
    finally:
        if folder.is_mount():
            subprocess.run(["umount", str(folder)], check=True)


async def test_a_full_disk_is_told_and_the_lesson_goes_on_when_there_is_room(disk: tuple[Server, Disk]):
    server, drive = disk
    teacher = server.teacher()
    teacher.add_bank(quick(), "quick")
    async with lesson(server, teacher, phones=3, bank="quick") as room:
        await room.host.go("answering", i=0)
        first, second, third = room.phones
        await first.phase("answering")
        assert await first.answered(2) is None

        drive.fill()
        while await room.host.do("lock", on=True) is None:
            pass  # the last block that the log has of the disk may have room for an entry or two
        await second.phase("answering")
        id = await second.answer(2)
        assert await second.ack(id) == "not_saved"
        await room.host.until(lambda host: host.unsaved)
        assert await room.host.do("lock", on=True) == "not_saved"
        assert not second.kept
        ready = server.browser().get("/readyz")
        assert (ready.status_code, ready.json()["reasons"]) == (503, {"log": "cannot be used"})
        await first.ping()

        drive.free()
        await room.host.until(lambda host: not host.unsaved)  # though nobody has said anything
        assert server.browser().get("/readyz").status_code == 200
        second.acks.clear()
        await second.greet()  # it takes its seat and says the answer again
        assert await second.ack(id) is None
        assert await third.answered(0) is None
        await room.host.phase("reveal")
        await room.host.until(lambda host: host.tally["n"] == 3)
        assert await room.host.step("end") is None
        report = teacher.report_when(f"{room.host.room}-1", lambda report: report["game"]["finished"])
        assert [asked["answered"] for asked in report["items"] if asked["i"] == 0] == [3]
        assert server.running

        server.kill()  # all that was acknowledged before, in and after it is on the disk
        ledger = await OneProcess(server).ledger(room.host.room)
        ledger.vouches_for({id: code for phone in room.phones for id, code in phone.acks.items()})
        assert ledger.answered(1, 0) == 3
