"""Every check of the project, and at the end what failed and what could not run.

`python3 run.py test [words for pytest]` starts it in a .venv that is ready. Owns the order of the checks, the
search for a browser and the summary; must not know what the checks look for. In CI (the variable CI is set)
what could not run counts as failed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BROWSER_SETTING = "SAUAL_TEST_CHROMIUM"
BROWSERS_ON_PATH = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
BROWSERS_ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
PLAYWRIGHTS_OWN = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
PICTURES_SETTING = "SAUAL_TEST_PICTURES"
"""What pictures of screens are kept in tests/artefacts: all, or `ONLY_FAULTS`."""
ONLY_FAULTS = "faults"
ALONE = (
    "tests/loadtests/test_gate.py",
    *(f"tests/faults/test_{fault}.py" for fault in ("kill", "stop", "crowds", "fair_time")),
)
"""What a server costs, and how soon all are back after it went: in seconds, which others would lengthen."""
IN_MEMORY = Path("/dev/shm")
ENOUGH_MEMORY = 6 * 1024**3
"""Bytes that are free there. What all tests write is a fraction of it; most is the browsers'."""
KAZAKH_FONTS = "fonts-noto-core"  # Debian's package


@dataclass
class Summary:
    passed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    could_not_run: list[str] = field(default_factory=list)

    def exit_code(self, in_ci: bool) -> int:
        return 1 if self.failed or (in_ci and self.could_not_run) else 0

    def text(self, in_ci: bool) -> str:
        lines = [f"Passed: {', '.join(self.passed) or 'nothing'}"]
        lines += [f"FAILED: {what}" for what in self.failed]
        lines += [f"Could not run: {what}" for what in self.could_not_run]
        if in_ci and self.could_not_run:
            lines.append("CI is set, so what could not run counts as failed.")
        return "\n".join(lines)


def main(pytest_words: list[str]) -> int:
    in_ci = is_ci(os.environ)
    summary = Summary()
    python = [sys.executable, "-X", "utf8", "-m"]
    npm = [sys.executable, "-X", "utf8", str(ROOT / "hatch_build.py"), "run"]
    check(summary, "ruff check", [*python, "ruff", "check"])
    check(summary, "ruff format", [*python, "ruff", "format", "--check"])
    browser, why_not = find_browser()
    if browser is None:
        summary.could_not_run.append(f"tests in a browser: {why_not}")
    env = {**os.environ, **({BROWSER_SETTING: browser} if browser else {})}
    if not pytest_words:
        env.setdefault(PICTURES_SETTING, ONLY_FAULTS)
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # tests start hundreds of processes: each would compile everything anew
    static = {"mypy": [*python, "mypy"], "tsc": [*npm, "check"], "vitest": [*npm, "test"]}
    for number, (name, words) in enumerate(runs_of_pytest(pytest_words)):
        report = ROOT / ".venv" / f"pytest-{number}.xml"
        report.unlink(missing_ok=True)
        with meanwhile(summary, {} if number else static), temporary_files(in_memory="-n" in words) as where:
            check(summary, name, [*python, "pytest", f"--junitxml={report}", *words], {**env, **where})
        if report.exists():
            summary.could_not_run += skipped(report)
    print(f"\n{summary.text(in_ci)}", flush=True)
    return summary.exit_code(in_ci)


def runs_of_pytest(words: list[str]) -> list[tuple[str, list[str]]]:
    """Everything. Most tests wait for servers and browsers, so two files more run at a time than there are cores, in
    the order of tests/conftest.py; what is measured runs alone.

    With words from the caller, those and no more.
    """
    if words:
        return [("pytest", words)]
    together = ["-n", str((os.cpu_count() or 1) + 2), "--dist", "loadfile", "--no-loadscope-reorder"]
    return [
        ("pytest", [*together, *(f"--ignore={file}" for file in ALONE)]),
        ("pytest, measurements", list(ALONE)),
    ]


def is_roomy(folder: Path) -> bool:
    """Enough is free there, and programs may be run: a container's may be small, and closed to them."""
    if not folder.is_dir() or sys.platform == "win32":
        return False
    may_run = not os.statvfs(folder).f_flag & os.ST_NOEXEC
    return may_run and shutil.disk_usage(folder).free >= ENOUGH_MEMORY


@contextlib.contextmanager
def temporary_files(in_memory: bool) -> Iterator[dict[str, str]]:
    """The setting by which tests write to memory instead of the disk: what they wait for there is no part of what they
    check. What is measured stays on the disk."""
    if not in_memory or not is_roomy(IN_MEMORY):
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="saual-test-", dir=IN_MEMORY) as folder:
        Path(folder).chmod(0o755)  # a root's PostgreSQL runs as somebody else
        yield {"TMPDIR": folder}


def is_ci(env: os._Environ[str] | dict[str, str]) -> bool:
    return env.get("CI", "").lower() not in ("", "0", "false")


def check(summary: Summary, name: str, command: list[str], env: dict[str, str] | None = None) -> None:
    print(f"\n== {name}", flush=True)
    since = time.monotonic()
    code = subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
    _note(summary, name, code, time.monotonic() - since)


@contextlib.contextmanager
def meanwhile(summary: Summary, checks: dict[str, list[str]]) -> Iterator[None]:
    """All of them at once, beside what is done here; what each of them says is printed after that."""

    def run(command: list[str]) -> tuple[subprocess.CompletedProcess[bytes], float]:
        since = time.monotonic()
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        return done, time.monotonic() - since

    with ThreadPoolExecutor(len(checks) or 1) as pool:
        running = {name: pool.submit(run, command) for name, command in checks.items()}
        yield
        for name, ran in running.items():
            done, took_s = ran.result()
            print(f"\n== {name}\n{done.stdout.decode('utf-8', 'replace')}", end="", flush=True)
            _note(summary, name, done.returncode, took_s)


def _note(summary: Summary, name: str, code: int, took_s: float) -> None:
    if code == 0:
        summary.passed.append(f"{name} ({took_s:.0f} s)")
    else:
        summary.failed.append(f"{name} (its output is above)")


def skipped(report: Path) -> list[str]:
    """Each skipped test of a JUnit report, with its reason; an expected failure is not a skip."""
    found = []
    for case in ET.parse(report).getroot().iter("testcase"):
        for skip in case.iter("skipped"):
            if skip.get("type") != "pytest.xfail":
                found.append(f"{case.get('classname')}::{case.get('name')}: {skip.get('message')}")
    return found


def find_browser() -> tuple[str | None, str]:
    """A Chromium that runs, or None and what to do about it. Root on Debian gets one, with Kazakh letters."""
    debian_root = sys.platform == "linux" and shutil.which("apt-get") is not None and os.geteuid() == 0
    browser = installed_browser()
    wanted = [
        *([] if browser else ["chromium"]),
        *([] if has_kazakh_fonts() else ["fontconfig", KAZAKH_FONTS]),
    ]
    if debian_root and wanted:
        print(f"\n== installing {' '.join(wanted)}", flush=True)
        for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *wanted]):
            env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(["apt-get", *words], stdout=subprocess.DEVNULL, env=env, check=False)
        browser = browser or installed_browser()
    if browser:
        return browser, ""
    return None, f"there is no Chromium. Install Chromium or Chrome, or name one in {BROWSER_SETTING}."


def installed_browser() -> str | None:
    named = os.environ.get(BROWSER_SETTING)
    if named:
        return named if runs(named) else None
    on_path = [found for name in BROWSERS_ON_PATH if (found := shutil.which(name))]
    return next((found for found in [*on_path, *BROWSERS_ELSEWHERE] if runs(found)), None) or playwrights_own()


def playwrights_own() -> str | None:
    answer = subprocess.run([sys.executable, "-c", PLAYWRIGHTS_OWN], capture_output=True, text=True, check=False)
    path = answer.stdout.strip()
    return path if answer.returncode == 0 and runs(path) else None


def runs(browser: str) -> bool:
    """Asked, for Ubuntu's chromium-browser may only say that a snap is wanted; on Windows asking opens it."""
    if not Path(browser).is_file() or sys.platform == "win32":
        return Path(browser).is_file()
    try:
        answer = subprocess.run([browser, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.SubprocessError):
        return False
    return answer.returncode == 0


def has_kazakh_fonts() -> bool:
    """Windows and macOS bring them; Linux is asked through fontconfig."""
    if sys.platform != "linux":
        return True
    if not shutil.which("fc-list"):
        return False
    answer = subprocess.run(["fc-list", ":lang=kk", "family"], capture_output=True, check=False)
    return bool(answer.stdout.strip())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
