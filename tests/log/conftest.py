"""Ways to make a disk full (`fill`: the log's file can no longer grow) and to give it room again (`free`)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from saual.log.local_file import LogFile


class PageLimit:
    """SQLite's own limit: works everywhere, and the failure is met in the middle of a transaction."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, file: LogFile) -> None:
        (pages,) = file._db.execute("PRAGMA page_count").fetchone()
        file._db.execute(f"PRAGMA max_page_count = {pages}")

    def free(self, file: LogFile) -> None:
        file._db.execute("PRAGMA max_page_count = 1000000")


class FileSizeLimit:
    """The system refuses to let the WAL file grow: the failure is met by the commit itself. Not on Windows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _limit(self, size: int | None) -> None:
        if sys.platform != "win32":
            import resource

            _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard if size is None else size, hard))

    def fill(self, file: LogFile) -> None:
        self._limit((self.folder / "live.db-wal").stat().st_size)

    def free(self, file: LogFile) -> None:
        self._limit(None)


class SmallDisk:
    """A file system of one megabyte. Linux, and only as root."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self, file: LogFile) -> None:
        with self._ballast.open("wb", buffering=0) as ballast:
            try:
                while True:
                    ballast.write(bytes(4096))
            except OSError:
                return

    def free(self, file: LogFile) -> None:
        self._ballast.unlink()


def _mounted(folder: Path) -> bool:
    try:
        made = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True, check=False
        )
    except FileNotFoundError:
        return False
    return made.returncode == 0


def _unmount(folder: Path) -> None:
    subprocess.run(["umount", str(folder)], check=True)


def _disks_here() -> list[str]:
    disks = ["page limit"]
    if sys.platform != "win32":
        disks.append("file size limit")
    with tempfile.TemporaryDirectory() as folder:
        if sys.platform == "linux" and _mounted(Path(folder)):
            _unmount(Path(folder))
            disks.append("small disk")
    return disks


@pytest.fixture(params=_disks_here())
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PageLimit | FileSizeLimit | SmallDisk]:
    if request.param == "page limit":
        yield PageLimit(tmp_path)
    elif request.param == "file size limit":
        limit = FileSizeLimit(tmp_path)
        yield limit
        limit._limit(None)
    else:
        folder = tmp_path / "mounted"
        folder.mkdir()
        assert _mounted(folder)
        yield SmallDisk(folder)
        _unmount(folder)
