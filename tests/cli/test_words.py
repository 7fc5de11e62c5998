"""The words of the command, as people expect them; and what is said when they make no sense."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from saual import __version__, serving
from saual.cli import main
from saual.config import HOST, PORT, Config
from tests.helpers.server import saual as command


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Config]:
    """What would have been served."""
    configs: list[Config] = []
    monkeypatch.setattr(serving, "serve", configs.append)
    monkeypatch.delenv("SAUAL_DATA", raising=False)
    return configs


def test_the_version_is_told():
    answer = command("--version")

    assert answer.returncode == 0
    assert answer.stdout == f"saual {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [["--help"], ["-h"], ["serve", "--help"], ["bank", "--help"], ["bank", "import", "--help"], ["replay", "--help"]],
)
def test_help_is_given_and_nothing_is_started(words: list[str]):
    answer = command(*words)

    assert answer.returncode == 0
    assert answer.stdout.startswith("usage: saual")
    assert answer.stderr == ""


def test_without_a_command_a_class_is_started(served: list[Config]):
    assert main([]) == 0

    assert served == [Config(Path.home() / "saual-data", HOST, PORT, (), True)]


def test_everything_can_be_chosen(served: list[Config], tmp_path: Path):
    words = ["serve", "--host", "::1", "--port", "80", "--data", str(tmp_path), "--no-open"]

    more = ["--name", "quiz", "--url", "https://quiz.school.kz/", "--phones", "2000", "--room-size", "40"]
    assert main([*words, *more]) == 0

    chosen = Config(tmp_path, "::1", 80, open_browser=False, phones=2000, room_size=40, url="https://quiz.school.kz")
    # Browsers that come by that address name it, so it is answered to.
    assert served == [structs.replace(chosen, hosts=("quiz", "quiz.school.kz"))]


def test_the_folder_may_be_named_in_the_environment(
    served: list[Config], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SAUAL_DATA", str(tmp_path))

    main([])

    assert served[0].data == tmp_path


def test_a_folder_is_found_from_here_and_from_home(
    served: list[Config], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)

    main(["serve", "--data", "class"])
    main(["serve", "--data", "~/class"])

    assert [config.data for config in served] == [tmp_path / "class", Path.home() / "class"]


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "8080.5", "", "٣٤٥٦", "99999999999999999999"])
def test_a_port_that_is_none_is_refused(port: str, tmp_path: Path):
    answer = command("serve", f"--port={port}", "--data", tmp_path / "none" / "data")

    assert answer.returncode == 2
    assert "is no port: take a number from 1 to 65535" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("url", ["quiz.school.kz", "https://", "https://quiz/room", "ftp://quiz", "https://a b", ""])
def test_an_address_that_is_none_is_refused(url: str, tmp_path: Path):
    answer = command("serve", f"--url={url}", "--data", tmp_path / "none" / "data")

    assert answer.returncode == 2
    assert "is no address of a server: write it as https://quiz.school.kz" in answer.stderr


@pytest.mark.parametrize("option", ["--phones", "--room-size"])
@pytest.mark.parametrize("number", ["0", "-1", "100001", "many", "", "1e3", "٣"])
def test_a_number_of_students_that_is_none_is_refused(option: str, number: str, tmp_path: Path):
    answer = command("serve", f"{option}={number}", "--data", tmp_path / "none" / "data")

    assert answer.returncode == 2
    assert "is no such number: take one from 1 to 100000" in answer.stderr


@pytest.mark.parametrize("words", [["start"], ["serve", "--prot", "1"], ["bank"], ["bank", "check"], ["replay"]])
def test_words_that_make_no_sense_are_refused_with_the_usage(words: list[str]):
    answer = command(*words)

    assert answer.returncode == 2
    assert answer.stderr.startswith("usage: saual")
    assert "Traceback" not in answer.stderr
