"""A real server in a process of its own: started, asked, stopped, killed, stopped in its tracks, started again.

Owns the child process and what it printed. Nothing here sleeps: it waits until the server says or does something.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2

from tests.helpers.child import PATIENCE_S, Child, free_port, until
from tests.helpers.quick import LONGEST_S

_LINK = re.compile(r"http://\S+/teacher#key=(\S+)")
_READY = "Stop: Ctrl+C"
_ROOT = Path(__file__).parents[2]


def saual(*words: str | Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """The command, run to its end."""
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "saual", *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **(env or {})},
        timeout=PATIENCE_S,
        check=False,
    )


class Server(Child):
    """`saual serve` on the loopback. The same port and data folder over all its starts.

    `module`: what is started in place of `saual`, to put it into a world with a fault; it ends by calling it. `env` is
    added to the environment, `words` to the command line. `files`: as many files and sockets as it may have open.
    `transport`: whose WebSocket it speaks, if not the usual one.
    """

    def __init__(
        self,
        data: Path,
        transport: str = "",
        *,
        words: tuple[str, ...] = (),
        module: str = "saual",
        env: dict[str, str] | None = None,
        files: int | None = None,
    ) -> None:
        super().__init__(free_port())
        self.data = data
        self._words = words
        self._module = module
        self._env = {**os.environ, **({"SAUAL_TRANSPORT": transport} if transport else {}), **(env or {})}
        self._files = files
        self.output = ""
        """All that any of its processes has printed."""
        self._listener: threading.Thread | None = None
        self._heard = threading.Condition()
        self._current = ""
        self._browsers: list[httpx2.Client] = []

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def hosts(self) -> tuple[str, ...]:
        return (self.host,)

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    @property
    def key(self) -> str:
        """The secret of the one-time link that this start printed."""
        found = _LINK.search(self._current)
        assert found is not None, self._current
        return found[1]

    def start(self) -> None:
        """Returns when it has printed where it is: it listens then."""
        self._current = ""
        self._process = subprocess.Popen(
            [
                *(() if self._files is None else ("prlimit", f"--nofile={self._files}:{self._files}")),
                *(sys.executable, "-X", "utf8", "-m", self._module, "serve", "--no-open"),
                *("--host", "127.0.0.1", "--port", str(self.port), "--data", str(self.data), *self._words),
            ],
            cwd=_ROOT,
            env=self._env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self._listener = threading.Thread(target=self._listen, args=(self._process,), daemon=True)
        self._listener.start()
        with self._heard:
            came = self._heard.wait_for(lambda: _READY in self._current or not self.running, PATIENCE_S)
        assert came, "the server says nothing"
        assert self.running, self._current

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            with self._heard:
                self._current += line
                self.output += line
                self._heard.notify_all()
        process.wait()
        with self._heard:
            self._heard.notify_all()

    def ended(self, within_s: float = PATIENCE_S) -> int:
        """Wait for its end; its exit code. All that it said is in `output` then."""
        code = super().ended(within_s)
        assert self._listener is not None
        self._listener.join(PATIENCE_S)
        assert self._process is not None
        assert self._process.stdout is not None
        self._process.stdout.close()
        return code

    def terminate(self) -> int:
        self.signal(signal.SIGTERM)
        return self.ended()

    def browser(self, **headers: str) -> httpx2.Client:
        """Goes straight to the server, whatever proxy the machine uses."""
        browser = httpx2.Client(base_url=self.url, headers=headers, trust_env=False, timeout=PATIENCE_S)
        self._browsers.append(browser)
        return browser

    def close(self) -> None:
        """End it, whatever state it is in, and all browsers."""
        for browser in self._browsers:
            browser.close()
        super().close()
        if self._process is not None:
            self.ended()

    def teacher(self) -> Teacher:
        """A browser that has used the one-time link of this start."""
        browser = self.browser()
        browser.post("/api/claim", json={"key": self.key}).raise_for_status()
        return Teacher(browser)


class Teacher:
    """The teacher's browser, as far as it speaks JSON."""

    def __init__(self, browser: httpx2.Client) -> None:
        self.browser = browser
        self._named: dict[str, str] = {}

    @property
    def token(self) -> str:
        return str(self.browser.cookies["saual_staff"])

    def get(self, path: str) -> Any:
        answer = self.browser.get(path)
        answer.raise_for_status()
        return answer.json()

    def add_bank(self, source: str, name: str = "own") -> str:
        """Its id; `open_room` knows it by the name, too."""
        bytes_ = {"content-type": "application/octet-stream"}
        seen = self.browser.post("/api/banks/import", content=source.encode(), headers=bytes_)
        seen.raise_for_status()
        assert not seen.json()["problems"], seen.text
        answer = self.browser.post("/api/banks", json=seen.json()["draft"])
        answer.raise_for_status()
        self._named[name] = str(answer.json()["id"])
        return self._named[name]

    def unhurry(self, bank: str) -> None:
        """Give each question of an own bank the longest window there is."""
        found = self.get(f"/api/banks/{bank}/draft")
        asked = [one for one in found["draft"]["questions"] if one["type"] != "slide"]
        longer = [one | {"fields": one["fields"] | {"time": LONGEST_S}} for one in asked]
        edits = {"version": found["version"], "edit": {"put": longer}}
        self.browser.post(f"/api/banks/{bank}/edits", json=edits).raise_for_status()

    def open_room(self, bank: str = "tour", lang: str = "en", **settings: object) -> dict[str, Any]:
        """A new room in its lobby, as a RoomLine. Without reading time unless asked for."""
        wish = {"bank": self._named.get(bank, bank), "lang": lang, "reading_ms": 0}
        answer = self.browser.post("/api/rooms", json={**wish, **settings})
        answer.raise_for_status()
        room: dict[str, Any] = answer.json()
        return room

    def remote_key(self, room: str) -> str:
        answer = self.browser.post(f"/api/rooms/{room}/remote")
        answer.raise_for_status()
        return str(answer.json()["addresses"][0]["link"].partition("#key=")[2])

    def report_when(self, game: str, ready: Callable[[dict[str, Any]], bool] = lambda _: True) -> dict[str, Any]:
        """The report of a game once it is in the archive and as wanted."""
        found: list[dict[str, Any]] = []

        def there() -> bool:
            answer = self.browser.get(f"/api/games/{game}?lang=en")
            found[:] = [answer.json()] if answer.status_code == 200 else []
            return bool(found) and ready(found[0])

        until(there)
        return found[0]


@contextlib.contextmanager
def serving(data: Path, transport: str = "", **world: Any) -> Iterator[Server]:
    """A running server, in the `world` that `Server` is told; whatever became of it, it is ended after."""
    server = Server(data, transport, **world)
    try:
        server.start()
        yield server
    finally:
        server.close()
