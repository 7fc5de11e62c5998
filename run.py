"""Sets Saual up and starts it: `python3 run.py [words for saual]`; `python3 run.py test [words for pytest]`;
`python3 run.py bench [words for loadtests]`.

Owns .venv: what is in it, when it is made anew, and what a person reads when that fails. Must not know what
Saual does once it runs. Standard library only, and no syntax newer than Python 3.5 (so quoted types and no
f-strings), for an old Python must get as far as saying that it is too old.
"""

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

    Step = tuple[str, Callable[[Path, "Progress"], None]]

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent
WINDOWS = os.name == "nt"
# Each lock file, and which locks are satisfied once it is installed.
LOCKS = {"run": ("run",), "cluster": ("run", "cluster"), "test": ("run", "cluster", "test"), "build": ("build",)}

# What the output of pip, npm and apt says when a step fails, and what a person can do about it.
CAUSES = (
    (
        ("No space left on device", "ENOSPC", "Errno 28", "not enough space"),
        "The disk is full. Free about 1 GB, then run this again.",
    ),
    (
        ("Permission denied", "EACCES", "EPERM", "Read-only file system", "Access is denied"),
        "Saual may not write to its folder. Put it in a folder of your own, then run this again.",
    ),
    (
        ("DO NOT MATCH THE HASHES", "EINTEGRITY"),
        "A download is not the file that Saual was tested with. Try another network, then run this again.",
    ),
    (
        (
            "NewConnectionError",
            "ConnectTimeout",
            "connection error",
            "Connection refused",
            "Connection broken",
            "ProxyError",
            "SSLError",
            "timed out",
            "name resolution",
            "getaddrinfo",
            "ENOTFOUND",
            "EAI_AGAIN",
            "ECONNREFUSED",
            "ECONNRESET",
            "ETIMEDOUT",
            "Could not resolve",
            "(from versions: none)",  # pip, of a pin that it knows to exist
        ),
        "No Internet. The first start needs it once; what came through is kept. Connect and run this again.",
    ),
)
DISK_FULL = CAUSES[0][1]
NO_INTERNET = CAUSES[-1][1]
NEARLY_FULL = 32 * 1024 * 1024  # bytes


class Trouble(Exception):
    """Something a person can put right; the text is one line that says what happened and what to do."""


def main(words: "list[str]") -> int:
    if sys.version_info < OLDEST:
        sys.stderr.write(
            "Saual needs Python %d.%d or newer; this is %d.%d. Install a newer one and run this with it.\n"
            % (OLDEST + tuple(sys.version_info[:2]))
        )
        return 1
    # The name of the folder may not fit the letters of the console.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        if words[:1] == ["test"]:
            prepare(ROOT, testing=True)
            return start(ROOT, [str(ROOT / "tests" / "everything.py"), *words[1:]])
        if words[:1] == ["bench"]:
            prepare(ROOT, testing=True)
            os.environ["PYTHONPATH"] = str(ROOT)  # loadtests is no part of what is installed
            return start(ROOT, ["-m", "loadtests", *words[1:]])
        prepare(ROOT, testing=False)
        return start(ROOT, ["-m", "saual", *(words or ["serve"])])
    except Trouble as trouble:
        sys.stderr.write("%s\n" % trouble)
    except OSError as error:
        sys.stderr.write("%s (%s)\n" % (cause_of(str(error)) or "This did not work.", error))
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped. Run this again to go on.\n")
        return 130
    return 1


def prepare(root: Path, testing: bool) -> None:
    """Bring .venv and the pages up to date; when they are, this touches neither disk nor network."""
    if not plan(root, testing):
        return
    with only_one(root):
        steps = plan(root, testing)  # again: another start may just have done it
        if "python" not in read_stamps(root):
            print("Setting Saual up in %s: once, about a minute, needs the Internet." % root, flush=True)
        for number, (title, action) in enumerate(steps, 1):
            action(root, Progress("[%d/%d] %s" % (number, len(steps), title)))


def plan(root: Path, testing: bool) -> "list[Step]":
    """The steps that are still to do, in order: (title, function of root and progress)."""
    import hatch_build

    steps = []  # type: list[Step]
    stamps = read_stamps(root)
    if not is_usable(root, stamps):
        stamps = {}
        if not has_venv_module():
            steps.append(("Installing " + venv_package(), install_venv_module))
        steps.append(("Making .venv", make_venv))
    lock = "test" if testing else "cluster" if is_clustered() else "run"
    if stamps.get(lock) != lock_digest(root, lock):
        steps.append(("Installing packages", lambda root, progress: install(root, lock, progress)))
    build_pages = not hatch_build.is_built(root)
    fetch_modules = testing and not hatch_build.has_modules(root)
    if (
        (build_pages or testing)
        and stamps.get("build") != lock_digest(root, "build")
        and hatch_build.find_npm() is None
    ):
        steps.append(("Installing Node", lambda root, progress: install(root, "build", progress)))
    if build_pages:
        steps.append(("Building the pages", lambda root, progress: run_hatch_build(root, "build", progress)))
    elif fetch_modules:
        steps.append(("Installing web tools", lambda root, progress: run_hatch_build(root, "modules", progress)))
    return steps


def is_clustered() -> bool:
    """Whether this server shares its rooms with others, and so needs the clients of Redis and PostgreSQL."""
    return bool(os.environ.get("SAUAL_REDIS_URL") or os.environ.get("SAUAL_DATABASE_URL"))


# --- the environment ---


def venv_python(root: Path) -> Path:
    return root / ".venv" / ("Scripts/python.exe" if WINDOWS else "bin/python")


def is_usable(root: Path, stamps: "dict[str, str]") -> bool:
    """Whether .venv was finished and its Python still runs and is the one its packages are for."""
    question = "import sys; print(sys.implementation.cache_tag if sys.prefix != sys.base_prefix else '')"
    if "python" not in stamps:
        return False
    try:
        answer = subprocess.check_output(
            [str(venv_python(root)), "-I", "-c", question], stderr=subprocess.DEVNULL, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return answer.decode("ascii", "replace").strip() == stamps["python"]


def make_venv(root: Path, progress: "Progress") -> None:
    venv = root / ".venv"
    if venv.is_symlink() or (venv.exists() and not venv.is_dir()):
        raise Trouble(".venv is not a folder that Saual made. Rename or remove it, then run this again.")
    if venv.exists():
        try:
            shutil.rmtree(str(venv))
        except OSError as error:
            raise Trouble(
                "The old .venv cannot be removed (%s). Close what runs from it, then run this again." % error
            ) from None
    venv.mkdir()
    # Not sys.executable: that may be the Python of the .venv just removed.
    base = getattr(sys, "_base_executable", None) or sys.executable
    run_logged(root, [base, "-I", "-m", "venv", str(venv)], progress)
    # Relative, and so plain ASCII wherever the project lies: .pth files are read in the system's encoding.
    question = "import sysconfig; print(sysconfig.get_path('purelib'))"
    answer = subprocess.check_output([str(venv_python(root)), "-I", "-X", "utf8", "-c", question])
    site = Path(answer.decode("utf-8").strip())
    link = os.path.relpath(str(root.resolve() / "server"), str(site.resolve()))
    (site / "saual_checkout.pth").write_text(link + "\n", encoding="ascii")
    write_stamps(root, {"python": sys.implementation.cache_tag})


def install(root: Path, lock: str, progress: "Progress") -> None:
    """Install one hashed lock, which holds what LOCKS says."""
    stamps = read_stamps(root)
    write_stamps(root, {})  # if this is cut off half-way, the next start makes .venv anew
    words = ["-I", "-m", "pip", "install", "--require-hashes", "--disable-pip-version-check", "--no-input"]
    if lock == "test":
        words.append("--no-compile")  # thousands of files of which few are used; those are compiled when they are
    command = [str(venv_python(root)), *words, "-r", str(root / "requirements" / (lock + ".txt"))]
    try:
        run_logged(root, command, progress)
    except Trouble as trouble:
        if str(trouble) == NO_INTERNET:  # pip downloads everything before it changes anything
            write_stamps(root, stamps)
        raise
    for done in LOCKS[lock]:
        stamps[done] = lock_digest(root, done)
    write_stamps(root, stamps)


def run_hatch_build(root: Path, word: str, progress: "Progress") -> None:
    run_logged(root, [str(venv_python(root)), "-X", "utf8", str(root / "hatch_build.py"), word], progress)


def has_venv_module() -> bool:
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def venv_package() -> str:
    return "python%d.%d-venv" % sys.version_info[:2]


def install_venv_module(root: Path, progress: "Progress") -> None:
    """Debian keeps venv's pip apart; root may fetch it, anyone else is told the command."""
    if not shutil.which("apt-get"):
        raise Trouble("This Python has no venv. Install Python from python.org, then run this again.")
    if os.geteuid() != 0:
        raise Trouble("This Python has no venv. Run: sudo apt install %s - then run this again." % venv_package())
    for words in (["update"], ["install", "-y", "--no-install-recommends", venv_package()]):
        with contextlib.suppress(FileExistsError):
            (root / ".venv").mkdir()  # for the log
        run_logged(root, ["apt-get", *words], progress)


# --- stamps ---


def lock_digest(root: Path, lock: str) -> str:
    return hashlib.sha256((root / "requirements" / (lock + ".txt")).read_bytes()).hexdigest()


def read_stamps(root: Path) -> "dict[str, str]":
    """What was finished in .venv: the Python it is for, and the digest of each lock that is installed."""
    try:
        stamps = json.loads((root / ".venv" / "saual.json").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return {}
    return stamps if isinstance(stamps, dict) else {}


def write_stamps(root: Path, stamps: "dict[str, str]") -> None:
    new = root / ".venv" / "saual.json.new"
    new.write_text(json.dumps(stamps), encoding="ascii")
    new.replace(root / ".venv" / "saual.json")


@contextlib.contextmanager
def only_one(root: Path) -> "Iterator[None]":
    """Wait until no other start is setting up in this folder; the system lets go of the lock if we die."""
    with (root / ".venv.lock").open("a") as handle:
        told = False
        while not try_lock(handle):
            if not told:
                print("Saual is being set up by another window; waiting for it.", flush=True)
            told = True
            time.sleep(0.3)
        yield


def try_lock(handle: "TextIO") -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True  # a file system without locks, as some network drives are
    return True


# --- running and telling ---


class Progress:
    """One line on the console for one step: its title, the seconds so far, and how it ended."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.since = time.monotonic()
        self.live = sys.stdout.isatty()
        if not self.live:
            print(title + " ...", flush=True)

    def tick(self) -> None:
        if self.live:
            self._show("...", end="")

    def end(self, how: str) -> None:
        self._show(how, end="\n")

    def _show(self, note: str, end: str) -> None:
        line = "%s %s %d s" % (self.title, note, time.monotonic() - self.since)
        print(("\r" if self.live else "") + line, end=end, flush=True)


def run_logged(root: Path, command: "list[str]", progress: "Progress") -> None:
    """Run one command, its output into .venv/setup.log; raise the Trouble that the output tells of."""
    log = root / ".venv" / "setup.log"
    with log.open("ab") as out:
        begin = out.tell()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, cwd=str(root)
        )
        try:
            while process.poll() is None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(0.5)
                progress.tick()
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()
    progress.end("done in" if process.returncode == 0 else "failed after")
    if process.returncode == 0:
        return
    with log.open("rb") as written:
        written.seek(begin)
        output = written.read().decode("utf-8", "replace")
    cause = cause_of(output)
    if shutil.disk_usage(str(root)).free < NEARLY_FULL:  # then the log, too, may have lost its end
        cause = DISK_FULL
    if cause is None:
        sys.stderr.write("".join("    %s\n" % line for line in output.splitlines()[-8:]))
        cause = "This step failed; its last words are above, all of them in %s." % log
    raise Trouble(cause)


def cause_of(output: str) -> "str | None":
    for signs, cause in CAUSES:
        if any(sign in output for sign in signs):
            return cause
    return None


def start(root: Path, words: "list[str]") -> int:
    """Become the Python of .venv, in the folder a person stands in; that one is not searched for modules."""
    command = [str(venv_python(root)), "-X", "utf8", "-P", *words]
    if not WINDOWS:
        sys.stdout.flush()
        os.execv(command[0], command)  # noqa: S606
    process = subprocess.Popen(command)  # exec on Windows would hand the console back before Saual ends
    while True:
        with contextlib.suppress(KeyboardInterrupt):  # it gets Ctrl-C itself, and ends in its own way
            return process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
