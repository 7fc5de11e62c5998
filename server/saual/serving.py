"""`saual serve`: listen, tell the teacher where, open the browser, run until told to stop; alone, or as workers."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import importlib
import signal
import socket
import webbrowser
from collections.abc import Callable, Coroutine
from typing import Any

from msgspec import structs

from saual import __version__
from saual.answering import Answering, Started
from saual.app import services
from saual.config import Config
from saual.listening import CannotServe, listen, open_files, own_port, prepare_folder, share_of, shares_ports
from saual.log.base import LogFailed
from saual.store.database import StoreFailed
from saual.store.sessions import STAFF, START_LINK_MS
from saual.web.door import Door
from saual.web.pages import PagesMissing
from saual.web.services import Services
from saual.web.usher import Usher
from saual.web.ways import Ways, hands_over
from saual.workers import Tell, Workers, WorkFailed
from saual.world import new_pin

_REACHED_AS_LOCALHOST = ("", "0.0.0.0", "::", "127.0.0.1", "::1", "localhost")  # noqa: S104  (compared, not bound)
_SPARE_FILES = 128
"""Kept for the databases, the teacher's screens and plain pages."""


def serve(config: Config) -> None:
    """Runs until Ctrl+C or SIGTERM. Raises CannotServe."""
    prepare_folder(config)
    config = structs.replace(config, phones=min(config.phones, open_files() - _SPARE_FILES))
    if config.workers > 1:
        _serve_with_workers(config)
        return

    async def welcome(parts: Services) -> None:
        link = greet(config, await _first_link(parts))
        if config.open_browser:
            opening = asyncio.get_running_loop().run_in_executor(None, webbrowser.open, link)
            opening.add_done_callback(lambda done: done.exception())  # no browser is no reason to stop

    with listen(config) as listener:
        _run(_serve(config, [listener], welcome))


# ── several workers ─────────────────────────────────────────────────────────────────────────────────────────────────


def _serve_with_workers(config: Config) -> None:
    """This process only watches over them; it holds the port, so that no other server can take it meanwhile."""
    listen(config).close()  # before it is shared: what has it already is told
    for slow in ("redis.asyncio", "psycopg"):
        importlib.import_module(slow)  # once, before the workers are made

    def ready(secret: str) -> None:
        link = greet(config, secret)
        if config.open_browser:
            with contextlib.suppress(Exception):  # no browser is no reason to stop
                webbrowser.open(link)

    with share_of(config) as held, Ways(config.workers) as ways:
        if not shares_ports():
            held.listen()
        with contextlib.closing(Workers(config.workers, lambda *of: _work(config, held, ways, *of), ready)) as workers:
            try:
                workers.run()
            except WorkFailed as problem:
                raise CannotServe(str(problem)) from problem


def _work(config: Config, held: socket.socket, ways: Ways, number: int, tell: Tell, lifeline: int) -> None:
    """What a worker does. Where the system spreads connections itself, each listens for its own share."""

    async def say_ready(parts: Services) -> None:
        tell(await _first_link(parts) if number == 1 else "")

    try:
        with contextlib.ExitStack() as stack:
            listeners = [stack.enter_context(share_of(config))] if shares_ports() else [held]
            own = config.own_ports + number - 1 if config.own_ports else 0
            if own:
                listeners.append(stack.enter_context(own_port(config, number)))
            usher = Usher(ways, number, own) if hands_over() else None
            _run(_serve(config, listeners, say_ready, lifeline, usher))
    except CannotServe as problem:
        raise WorkFailed(str(problem)) from problem


# ── one process ─────────────────────────────────────────────────────────────────────────────────────────────────────


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


async def _serve(
    config: Config,
    listeners: list[socket.socket],
    started: Started,
    lifeline: int | None = None,
    usher: Usher | None = None,
) -> None:
    try:
        async with services(config, usher.spread(new_pin) if usher else new_pin) as parts:
            _spare_the_collector()
            server = Answering(config, parts, started, usher)
            parts.health.stopping = lambda: server.should_exit
            if lifeline is not None:
                _end_with(lifeline, server)
            await server.serve(sockets=listeners)
    except (LogFailed, StoreFailed, PagesMissing) as problem:
        raise CannotServe(str(problem)) from problem


def _end_with(lifeline: int, server: Answering) -> None:
    """When whoever watches over this process is gone, nobody could end it: it ends itself."""
    loop = asyncio.get_running_loop()

    def gone() -> None:
        loop.remove_reader(lifeline)
        server.handle_exit(signal.SIGTERM, None)

    loop.add_reader(lifeline, gone)


# ── the greeting ────────────────────────────────────────────────────────────────────────────────────────────────────


async def _first_link(parts: Services) -> str:
    """The secret of the link with which the teacher comes in."""
    return await parts.sessions.new_link(STAFF, START_LINK_MS)


def greet(config: Config, secret: str) -> str:
    """Say where the server is; the teacher's one-time link, which holds `secret`."""
    addresses = Door(config.host, config.port, config.url).addresses("")
    # A browser gives localhost more rights than an address; but it reaches a server on one address only there.
    own = f"localhost:{config.port}" if config.host in _REACHED_AS_LOCALHOST else addresses[0].url
    link = f"http://{own}/teacher#key={secret}"
    print(f"Saual {__version__}: the class may come in.\n")
    print(f"  Teacher, this computer:  {link}")
    for address in addresses:
        print(f"  Students, same network:  {address.link}   ({address.name})")
    print(f"\n  Data: {config.data}\n  Stop: Ctrl+C", flush=True)
    return link
