"""A small project around the real run.py: no dependencies, pages already built, and a `saual` that only says
what it was told. Made ready once for all tests, since making a .venv takes seconds; tests work on copies."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import hatch_build

REPOSITORY = Path(__file__).resolve().parents[2]
SAUAL = "import os, sys\ndef main():\n    print('saual', sys.argv[1:], os.getcwd())\n    return 0\n"
# No way out, and nothing of this machine's pip settings.
OFFLINE = {
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
    "PIP_NO_CACHE_DIR": "1",
    "PIP_RETRIES": "0",
    "PYTHONIOENCODING": "utf-8",
}


class Tree:
    """A folder that run.py can be started in."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.venv = root / ".venv"

    def start(self, *words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        # Not what would lead it to another Python's packages, or to another Saual.
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
        return subprocess.run(
            [sys.executable, str(self.root / "run.py"), *words],
            cwd=cwd or self.root.parent,
            env={**kept, **OFFLINE},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    def copy_to(self, root: Path) -> Tree:
        shutil.copytree(self.root, root, symlinks=True)
        return Tree(root)


def bare_tree(root: Path) -> Tree:
    """As freshly cloned, but with pages already built."""
    shutil.copytree(REPOSITORY / "requirements", root / "requirements")
    for name in ("run.py", "hatch_build.py"):
        shutil.copy(REPOSITORY / name, root)
    for lock in ("run", "cluster", "test"):
        (root / "requirements" / f"{lock}.txt").write_text("# nothing to install\n", encoding="utf-8")
    package = root / "server" / "saual"
    (package / "static").mkdir(parents=True)
    (package / "__init__.py").touch()
    shutil.copy(REPOSITORY / "server" / "saual" / "__main__.py", package)
    (package / "cli.py").write_text(SAUAL, encoding="utf-8")
    (root / "web" / "student").mkdir(parents=True)
    (root / "web" / "package-lock.json").write_text("{}", encoding="utf-8")
    (root / "web" / "student" / "main.ts").write_text("hello", encoding="utf-8")
    (package / "static" / ".stamp").write_text(hatch_build.web_digest(root), encoding="ascii")
    return Tree(root)


@pytest.fixture
def fresh(tmp_path: Path) -> Tree:
    return bare_tree(tmp_path / "Сауал ойыны")


@pytest.fixture(scope="session")
def _ready(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    tree = bare_tree(tmp_path_factory.mktemp("ready") / "Сауал ойыны")
    first = tree.start("the", "first words")
    assert first.returncode == 0, first.stderr
    (tree.root / "first_start.txt").write_text(first.stdout, encoding="utf-8")
    return tree


@pytest.fixture
def ready(_ready: Tree, tmp_path: Path) -> Tree:
    """One that was started before; what that start printed is in first_start.txt."""
    return _ready.copy_to(tmp_path / "Менің сыныбым")
