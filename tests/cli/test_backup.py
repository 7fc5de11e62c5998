"""`saual backup`, `saual restore`: what is kept, what is moved aside, and one line for all that can be in the way."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from saual.log import peek
from tests.helpers.drawn import photo
from tests.helpers.server import Server, saual, serving

BANK = (Path(__file__).parents[2] / "question_banks" / "tour.toml").read_text("utf-8")


def failed(*words: str | Path) -> str:
    """The one line that it says, for it cannot be done."""
    answer = saual(*words)
    assert (answer.returncode, answer.stdout) == (1, ""), answer
    assert len(answer.stderr.splitlines()) == 1, answer.stderr
    assert answer.stderr.startswith("saual: ")
    return answer.stderr


def done(*words: str | Path) -> str:
    answer = saual(*words)
    assert (answer.returncode, answer.stderr) == (0, ""), answer
    return answer.stdout


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a room and a bank of the teacher's own; it is killed, so that its last commits are in the WAL."""
    with serving(tmp_path_factory.mktemp("used") / "data") as server:
        teacher = server.teacher()
        teacher.add_bank(BANK)
        teacher.open_room()
        bytes_ = {"content-type": "application/octet-stream"}
        teacher.browser.post("/api/media", content=photo(), headers=bytes_).raise_for_status()
        (server.data / "notes.txt").write_text("7Б сыныбы", "utf-8")
        server.kill()
        yield server


@pytest.fixture(scope="module")
def kept(used: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it, for reading only."""
    file = tmp_path_factory.mktemp("kept") / "kept.saual"
    done("backup", file, "--data", used.data)
    return file


def damaged(kept: Path, other: Path, **changes: bytes | None) -> Path:
    """A copy of the backup with other content in some files; None: without the file."""
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            found = changes.get(name.replace(".", "_").replace("-", "_"), old.read(name))
            if found is not None:
                new.writestr(name, found)
    return other


def banks(data: Path) -> list[str]:
    """What is in the teacher's own."""
    with closing(sqlite3.connect(data / "record.db")) as record:
        return [content for (content,) in record.execute("SELECT content FROM banks")]


def test_all_that_is_in_the_folder_comes_back(used: Server, kept: Path, tmp_path: Path):
    said = done("restore", kept, "--data", tmp_path / "new")

    assert "is as it was at" in said
    [bank] = banks(tmp_path / "new")
    assert "H₂O" in bank
    assert (tmp_path / "new" / "notes.txt").read_text("utf-8") == "7Б сыныбы"
    pictures = {path.name: path.read_bytes() for path in (used.data / "media").rglob("*.*")}
    assert {path.name: path.read_bytes() for path in (tmp_path / "new" / "media").rglob("*.*")} == pictures != {}
    assert peek.rooms(tmp_path / "new" / "live.db") == peek.rooms(used.data / "live.db") != []


def test_the_browser_that_was_signed_in_is_so_after(used: Server, kept: Path, tmp_path: Path):
    done("restore", kept, "--data", tmp_path / "new")
    token = used._browsers[0].cookies["saual_staff"]

    with serving(tmp_path / "new") as server:
        answer = server.browser(Cookie=f"saual_staff={token}").get("/api/rooms")

    assert [line["pin"] for line in answer.json()] == [line.pin for line in peek.rooms(used.data / "live.db")]


def test_a_backup_changes_nothing_in_the_folder(used: Server, tmp_path: Path):
    before = content(used.data)
    assert before["live.db-wal"]

    done("backup", tmp_path / "kept.saual", "--data", used.data)

    after = content(used.data)
    # The index of the WAL is rebuilt in memory by whoever reads first; it says nothing that the WAL does not.
    assert {n: c for n, c in after.items() if "-shm" not in n} == {n: c for n, c in before.items() if "-shm" not in n}


def test_who_reads_beside_the_server_can_neither_write_nor_checkpoint(used: Server):
    with peek.reading(used.data / "live.db") as beside, pytest.raises(sqlite3.OperationalError, match="readonly"):
        beside.execute("DELETE FROM entry")
    wal = (used.data / "live.db-wal").read_bytes()

    for mode in ("PASSIVE", "FULL", "RESTART", "TRUNCATE"):
        with (
            peek.reading(used.data / "live.db") as beside,
            pytest.raises(sqlite3.OperationalError, match=r"readonly|disk I/O error"),
        ):
            beside.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()

    assert (used.data / "live.db-wal").read_bytes() == wal


def test_a_backup_is_for_its_owner_alone_and_says_what_it_is(kept: Path):
    with zipfile.ZipFile(kept) as archive:
        said = msgspec.json.decode(archive.read("saual-backup.json"))

        assert said["format"] == 1
        assert set(said["files"]) == set(archive.namelist()) - {"saual-backup.json"}
    assert kept.stat().st_mode & 0o077 == 0


def test_no_backup_is_overwritten(used: Server, kept: Path):
    before = kept.read_bytes()

    said = failed("backup", kept, "--data", used.data)

    assert "is there already" in said
    assert kept.read_bytes() == before


def test_a_backup_is_not_put_into_what_it_keeps(used: Server):
    assert "is inside of what it is to keep" in failed("backup", used.data / "x.saual", "--data", used.data)
    assert not (used.data / "x.saual").exists()


def test_a_folder_that_has_nothing_to_keep_is_told(tmp_path: Path):
    assert "there is no log in" in failed("backup", tmp_path / "kept.saual", "--data", tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_takes_no_file_is_told(used: Server, unwritable: Path, tmp_path: Path):
    assert "cannot be written" in failed("backup", unwritable / "kept.saual", "--data", used.data)
    assert "does not exist" in failed("backup", tmp_path / "none" / "kept.saual", "--data", used.data)


def test_a_damaged_folder_gives_no_backup(kept: Path, tmp_path: Path):
    data = tmp_path / "data"
    done("restore", kept, "--data", data)
    with (data / "live.db").open("r+b") as log:
        log.seek(4096)
        log.write(b"\xff" * 4096)

    said = failed("backup", tmp_path / "second.saual", "--data", data)

    assert "live.db in the data folder is damaged" in said
    assert not (tmp_path / "second.saual").exists()


def test_what_was_there_is_moved_aside_and_not_into_the_next_backup(kept: Path, tmp_path: Path):
    data = tmp_path / "data"
    with serving(data) as server:
        server.teacher().open_room()
        assert server.terminate() == 0
    before = peek.rooms(data / "live.db")

    said = done("restore", kept, "--data", data)
    again = done("restore", kept, "--data", data)

    first, second = sorted(data.glob("replaced-*"))
    assert str(first) in said
    assert str(second) in again
    assert peek.rooms(first / "live.db") == before
    done("backup", tmp_path / "second.saual", "--data", data)
    with zipfile.ZipFile(tmp_path / "second.saual") as archive:
        assert not [name for name in archive.namelist() if "replaced" in name]


def test_nothing_is_restored_under_a_running_server(kept: Path, tmp_path: Path):
    with serving(tmp_path / "data") as server:
        teacher, before = server.teacher(), content(server.data).keys()

        said = failed("restore", kept, "--data", server.data)

        assert "already running with this data folder" in said
        assert content(server.data).keys() == before
        assert teacher.get("/api/rooms") == []


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"live_db": b"no database"}, "is damaged"),
        ({"record_db": None}, "is damaged"),
        ({"notes_txt": b"x"}, "is damaged"),
        ({"saual_backup_json": None}, "is no backup"),
        ({"saual_backup_json": b'{"format": 2, "saual": "9.0", "taken_ms": 0, "files": {}}'}, "a newer Saual (9.0)"),
        ({"saual_backup_json": b'{"format": 1, "saual": "0.1", "taken_ms": 0, "files": {}}'}, "has no live.db"),
        ({"saual_backup_json": b"{"}, "is damaged"),
    ],
)
def test_a_backup_that_is_not_whole_is_refused_and_nothing_is_touched(
    kept: Path, tmp_path: Path, changes: dict[str, bytes | None], why: str
):
    data = tmp_path / "data"
    done("restore", kept, "--data", data)
    before = content(data)

    said = failed("restore", damaged(kept, tmp_path / "damaged.saual", **changes), "--data", data)

    assert why in said
    assert content(data) == before


@pytest.mark.parametrize("word", ["backup", "restore"])
@pytest.mark.parametrize("variable", ["SAUAL_REDIS_URL", "SAUAL_DATABASE_URL"])
def test_what_is_kept_elsewhere_is_not_looked_for_in_the_folder(kept: Path, tmp_path: Path, word: str, variable: str):
    answer = saual(word, tmp_path / "x", "--data", tmp_path / "data", env={variable: "redis://redis.school.kz"})

    assert answer.returncode == 1
    assert "keeps its log in Redis and its record in PostgreSQL" in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_backup_is_refused(tmp_path: Path):
    (tmp_path / "letter.txt").write_text("Dear backup", "ascii")

    assert "is no backup of Saual" in failed("restore", tmp_path / "letter.txt", "--data", tmp_path / "data")
    assert "There is no file" in failed("restore", tmp_path / "none", "--data", tmp_path / "data")


def test_half_a_backup_is_refused(kept: Path, tmp_path: Path):
    half = tmp_path / "half.saual"
    half.write_bytes(kept.read_bytes()[: kept.stat().st_size // 2])

    assert "is damaged" in failed("restore", half, "--data", tmp_path / "data")


def test_a_backup_cannot_write_outside_of_the_folder(kept: Path, tmp_path: Path):
    evil = tmp_path / "evil.saual"
    with zipfile.ZipFile(evil, "w") as archive:
        archive.writestr("../evil.txt", b"")
        files = {"../evil.txt": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}
        manifest = {"format": 1, "saual": "0.1", "taken_ms": 0, "files": files}
        archive.writestr("saual-backup.json", msgspec.json.encode(manifest))

    assert "is damaged" in failed("restore", evil, "--data", tmp_path / "data")
    assert not (tmp_path / "evil.txt").exists()


def test_a_restoring_that_was_killed_is_no_obstacle(kept: Path, tmp_path: Path):
    data = tmp_path / "data"
    (data / ".restoring" / "folder").mkdir(parents=True)
    (data / ".restoring" / "live.db").write_bytes(b"half")

    done("restore", kept, "--data", data)

    assert peek.rooms(data / "live.db")
    assert not (data / ".restoring").exists()
