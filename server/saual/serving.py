"""`saual serve`: listen, tell the teacher where, open the browser, run until told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import gc
import importlib
import socket
import sys
import webbrowser
from collections.abc import Callable, Coroutine, Generator
from typing import Any

import uvicorn
from msgspec import structs

from saual import __version__
from saual.app import application, services
from saual.config import Config
from saual.log.base import LogFailed
from saual.store.database import StoreFailed
from saual.store.sessions import STAFF, START_LINK_MS
from saual.web.pages import PagesMissing
from saual.web.services import Services
from saual.web.transport import MOST_BYTES, PING_S, protocol

_REACHED_AS_LOCALHOST = ("", "0.0.0.0", "::", "127.0.0.1", "::1", "localhost")  # noqa: S104  (compared, not bound)


_MACOS_FILES = 10_240
_SPARE_FILES = 128
"""Kept for the databases, the teacher's screens and plain pages."""


class CannotServe(Exception):
    """One sentence that says what is wrong and what to do."""


def serve(config: Config) -> None:
    """Runs until Ctrl+C or SIGTERM. Raises CannotServe."""
    _prepare_folder(config)
    config = structs.replace(config, phones=min(config.phones, _open_files() - _SPARE_FILES))
    listener = _listen(config)
    with listener:
        _run(_serve(config, listener))


def _prepare_folder(config: Config) -> None:
    folder = config.data
    try:
        if folder.exists() and not folder.is_dir():
            raise CannotServe(f"{folder} is a file. Choose a folder: --data FOLDER")
        if not folder.parent.is_dir():
            raise CannotServe(f"The folder {folder.parent} does not exist. Make it, or choose another: --data FOLDER")
        folder.mkdir(exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        why = "the disk is full" if error.errno == errno.ENOSPC else (error.strerror or "it cannot be written").lower()
        raise CannotServe(f"Nothing can be saved in {folder}: {why}. Choose another folder: --data FOLDER") from error


def _open_files() -> int:
    """How many files and sockets this process may have open, after asking for as many as the system gives."""
    if sys.platform == "win32":
        return sys.maxsize
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    for wish in (most, _MACOS_FILES):  # macOS says that there is no limit, and yet has one
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wish, most))
            break
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return sys.maxsize if soft == resource.RLIM_INFINITY else soft


def _listen(config: Config) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in config.host else socket.AF_INET)
    try:
        if sys.platform != "win32":
            # There it would let two servers share the port.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((config.host, config.port))
        listener.listen()  # now: until one of them listens, two servers could share a port
    except UnicodeError as error:
        listener.close()
        raise CannotServe(f"{config.host!r} is no name of a machine. Try without --host") from error
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            advice = f"Is Saual running already? If not, take another port: --port {config.port + 1}"
            raise CannotServe(f"Port {config.port} is taken. {advice}") from error
        if error.errno in (errno.EACCES, errno.EPERM):
            raise CannotServe(f"Port {config.port} is not allowed to you. Take a higher one: --port 8080") from error
        raise CannotServe(
            f"Cannot listen on {config.host}:{config.port}: {error.strerror}. Try without --host"
        ) from error
    return listener


def _run(work: Coroutine[Any, Any, None]) -> None:
    loop_factory: Callable[[], asyncio.AbstractEventLoop] = asyncio.new_event_loop
    with contextlib.suppress(ImportError):  # there is none for Windows
        loop_factory = importlib.import_module("uvloop").new_event_loop
    with asyncio.Runner(loop_factory=loop_factory) as runner:
        runner.run(work)


def _spare_the_collector() -> None:
    """Many small structs live as long as their rooms; to walk them again and again costs about a tenth of the processor
    and is felt as pauses (`python3 run.py bench`). Cycles are few, and are collected more rarely.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


async def _serve(config: Config, listener: socket.socket) -> None:
    try:
        async with services(config) as parts:
            _spare_the_collector()
            server = _server(config, parts)
            with server.capture_signals():  # before anybody is told that it runs
                link = await _welcome(config, parts)
                if config.open_browser:
                    opening = asyncio.get_running_loop().run_in_executor(None, webbrowser.open, link)
                    opening.add_done_callback(lambda done: done.exception())  # no browser is no reason to stop
                await server.serve(sockets=[listener])
    except (LogFailed, StoreFailed, PagesMissing) as problem:
        raise CannotServe(str(problem)) from problem


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """As uvicorn's, but a signal that was heeded is not raised again: that would end the process before the log
        is closed, and with an exit code that says failure."""
        with super().capture_signals():
            yield
            self._captured_signals.clear()


def _server(config: Config, parts: Services) -> uvicorn.Server:
    return _Server(
        uvicorn.Config(
            application(parts, config),
            ws=protocol(config.transport),
            ws_max_size=MOST_BYTES,
            ws_per_message_deflate=False,  # 26 KB a socket instead of 68
            ws_ping_interval=PING_S,
            ws_ping_timeout=PING_S,
            timeout_graceful_shutdown=4,  # without it one stalled phone would block the shutdown for ever
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="off",
        )
    )


async def _welcome(config: Config, parts: Services) -> str:
    """Say where the server is (the socket listens already); the teacher's one-time link."""
    secret = await parts.sessions.new_link(STAFF, START_LINK_MS)
    addresses = parts.door.addresses("")
    # A browser gives localhost more rights than an address; but it reaches a server on one address only there.
    own = f"localhost:{config.port}" if config.host in _REACHED_AS_LOCALHOST else addresses[0].url
    link = f"http://{own}/teacher#key={secret}"
    print(f"Saual {__version__}: the class may come in.\n")
    print(f"  Teacher, this computer:  {link}")
    for address in addresses:
        print(f"  Students, same network:  {address.link}   ({address.name})")
    print(f"\n  Data: {config.data}\n  Stop: Ctrl+C", flush=True)
    return link
