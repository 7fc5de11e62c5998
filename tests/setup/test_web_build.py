"""When the pages are built, and with whose Node; npm is played by a script that notes what it is asked."""

import sys
from pathlib import Path

import pytest

import hatch_build

NPM = """
import sys
from pathlib import Path
asked = Path("asked.txt")
asked.write_text((asked.read_text() if asked.exists() else "") + sys.argv[1] + "\\n")
if sys.argv[1] == "ci":
    Path("node_modules").mkdir(exist_ok=True)
if Path("student", "broken").exists():
    raise SystemExit(1)
"""


@pytest.fixture
def project(fresh, tmp_path, monkeypatch):
    script = tmp_path / "npm.py"
    script.write_text(NPM, encoding="utf-8")
    monkeypatch.setattr(hatch_build, "find_npm", lambda: ([sys.executable, str(script)], tmp_path))
    return fresh.root


def asked(root):
    """What npm was asked since the last time; not itself a change of the pages."""
    note = root / "web" / "asked.txt"
    words = note.read_text(encoding="utf-8").split() if note.exists() else []
    note.unlink(missing_ok=True)
    return words


def test_pages_that_did_not_change_are_not_built_again(project):
    assert hatch_build.build_web(project) is False
    assert asked(project) == []


def test_changed_pages_are_built_once(project):
    (project / "web" / "student" / "main.ts").write_text("changed", encoding="utf-8")

    assert not hatch_build.is_built(project)
    assert hatch_build.build_web(project) is True
    assert asked(project) == ["ci", "run"]
    assert hatch_build.is_built(project)


@pytest.mark.parametrize("change", ["student/new.ts", "locales/kk.json"])
def test_a_new_or_renamed_file_is_a_change(project, change):
    file = project / "web" / change
    file.parent.mkdir(exist_ok=True)
    file.touch()

    assert not hatch_build.is_built(project)


def test_what_npm_installs_is_no_change(project):
    (project / "web" / "node_modules").mkdir()
    (project / "web" / "node_modules" / "a.js").touch()

    assert hatch_build.is_built(project)


def test_node_modules_are_installed_again_only_when_their_lock_changed(project):
    hatch_build.install_modules(project)
    hatch_build.install_modules(project)
    assert asked(project) == ["ci"]

    (project / "web" / "package-lock.json").write_text('{"other": 1}', encoding="utf-8")
    hatch_build.install_modules(project)
    assert asked(project) == ["ci"]


def test_a_build_that_fails_is_tried_again_next_time(project):
    hatch_build.install_modules(project)
    (project / "web" / "student" / "broken").touch()

    with pytest.raises(hatch_build.WebBuildError, match="npm run build failed"):
        hatch_build.build_web(project)

    assert not hatch_build.is_built(project)


@pytest.mark.parametrize(
    ("version", "enough"),
    [
        ("v18.20.0", False),
        ("v20.18.3", False),
        ("v20.19.0", True),
        ("v22.11.0", False),
        ("v22.12.1", True),
        ("v24.0.0", True),
        ("not a version", False),
    ],
)
def test_a_node_on_the_path_is_used_only_if_vite_runs_on_it(monkeypatch, version, enough):
    class Answer:
        stdout = version + "\n"

    monkeypatch.setattr(hatch_build.shutil, "which", lambda name: f"/somewhere/{name}")
    monkeypatch.setattr(hatch_build.subprocess, "run", lambda *_, **__: Answer)
    monkeypatch.setattr(hatch_build.importlib.util, "find_spec", lambda _: None)

    assert hatch_build.find_npm() == ((["/somewhere/npm"], Path("/somewhere")) if enough else None)


def test_without_any_node_it_says_which_is_needed(fresh, monkeypatch):
    monkeypatch.setattr(hatch_build, "find_npm", lambda: None)

    with pytest.raises(hatch_build.WebBuildError, match=r"needs Node 20\.19"):
        hatch_build.npm(fresh.root, "ci")
