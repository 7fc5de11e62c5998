"""What goes wrong on the machines of teachers, and the one line that each of them reads."""

import ast
import errno
import sys
from pathlib import Path

import pytest

import run

REPOSITORY = Path(__file__).resolve().parents[2]
A_PACKAGE = f"segno==1.6.6 --hash=sha256:{'0' * 64}\n"


def test_without_internet_it_says_so_in_one_line_and_keeps_what_there_is(ready):
    (ready.root / "requirements" / "run.txt").write_text(A_PACKAGE, encoding="utf-8")
    before = run.read_stamps(ready.root)

    started = ready.start("serve")

    assert started.returncode == 1
    assert started.stderr == run.NO_INTERNET + "\n"
    assert "saual [" not in started.stdout
    assert run.read_stamps(ready.root) == before


def test_a_file_in_the_place_of_the_venv_is_left_alone(fresh):
    fresh.venv.write_text("mine", encoding="utf-8")

    started = fresh.start("serve")

    assert started.returncode == 1
    assert started.stderr == (".venv is not a folder that Saual made. Rename or remove it, then run this again.\n")
    assert fresh.venv.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (PermissionError(errno.EACCES, "Permission denied", ".venv"), "Saual may not write to its folder."),
        (OSError(errno.EROFS, "Read-only file system", ".venv"), "Saual may not write to its folder."),
        (OSError(errno.ENOSPC, "No space left on device", ".venv"), "The disk is full."),
        (OSError(errno.EIO, "Input/output error", ".venv"), "This did not work. ([Errno 5]"),
        (run.Trouble("Do this."), "Do this."),
        (KeyboardInterrupt(), "\nStopped. Run this again to go on."),
    ],
)
def test_a_fault_of_the_machine_is_one_line(monkeypatch, capsys, fault, told):
    def prepare(*_, **__):
        raise fault

    monkeypatch.setattr(run, "prepare", prepare)

    code = run.main(["serve"])

    heard = capsys.readouterr().err
    assert code != 0
    assert heard.startswith(told)
    assert len(heard.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("output", "told"),
    [
        ("npm error code ENOSPC", "The disk is full."),
        ("npm error code EAI_AGAIN\nnpm error request to ... failed", "No Internet."),
        ("E: Could not resolve 'deb'", "No Internet."),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "A download is not"),
        ("npm error code EACCES", "Saual may not write"),
    ],
)
def test_the_output_of_a_step_tells_the_cause(output, told):
    assert run.cause_of(output).startswith(told)


def test_an_unknown_failure_shows_the_last_lines_and_where_the_rest_is(fresh, capsys):
    fresh.venv.mkdir()
    fails = "print(*range(100), sep='\\n'); raise SystemExit(3)"

    with pytest.raises(run.Trouble, match=r"setup\.log"):
        run.run_logged(fresh.root, [sys.executable, "-c", fails], run.Progress("[1/1] Failing"))

    heard = capsys.readouterr()
    assert heard.err.split() == [str(number) for number in range(92, 100)]
    assert "[1/1] Failing failed after" in heard.out
    assert (fresh.venv / "setup.log").read_text(encoding="utf-8").startswith("0\n")


def test_a_step_that_fails_on_a_full_disk_says_so_though_its_output_does_not(fresh, monkeypatch):
    class Usage:
        free = 4096

    fresh.venv.mkdir()
    monkeypatch.setattr(run.shutil, "disk_usage", lambda _: Usage)

    with pytest.raises(run.Trouble, match="The disk is full"):
        run.run_logged(fresh.root, [sys.executable, "-c", "raise SystemExit(1)"], run.Progress("[1/1] Failing"))


def test_a_python_without_ensurepip_is_told_the_command(fresh, monkeypatch):
    monkeypatch.setattr(run, "has_venv_module", lambda: False)
    monkeypatch.setattr(run.shutil, "which", lambda _: "apt-get")
    monkeypatch.setattr(run.os, "geteuid", lambda: 1000, raising=False)

    (title, action), *_ = run.plan(fresh.root, testing=False)

    assert title == f"Installing python3.{sys.version_info[1]}-venv"
    with pytest.raises(run.Trouble, match=r"Run: sudo apt install python3\.\d+-venv"):
        action(fresh.root, run.Progress(title))


def test_a_python_without_ensurepip_where_there_is_no_apt_is_told_what_to_get(fresh, monkeypatch):
    monkeypatch.setattr(run.shutil, "which", lambda _: None)

    with pytest.raises(run.Trouble, match=r"Install Python from"):
        run.install_venv_module(fresh.root, run.Progress("Installing"))


def test_root_on_debian_gets_venv_from_apt(fresh, monkeypatch):
    ran = []
    monkeypatch.setattr(run.shutil, "which", lambda _: "apt-get")
    monkeypatch.setattr(run.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(run, "run_logged", lambda root, command, progress: ran.append(command))

    run.install_venv_module(fresh.root, run.Progress("Installing"))

    assert [command[:2] for command in ran] == [["apt-get", "update"], ["apt-get", "install"]]
    assert ran[1][-1] == run.venv_package()


def test_an_old_python_is_told_that_it_is_too_old(monkeypatch, capsys):
    monkeypatch.setattr(run.sys, "version_info", (3, 9, 1))

    assert run.main([]) == 1
    assert capsys.readouterr().err == (
        "Saual needs Python 3.11 or newer; this is 3.9. Install a newer one and run this with it.\n"
    )


def test_an_old_python_can_read_run_py_as_far_as_that():
    tree = ast.parse((REPOSITORY / "run.py").read_text(encoding="utf-8"), feature_version=(3, 5))

    assert not [node for node in ast.walk(tree) if isinstance(node, (ast.JoinedStr, ast.AnnAssign))]
    assert not [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
