"""What a server needs of the machine before it starts: a folder that can be written, open files, the port.

Every refusal of the system becomes one sentence. Knows nothing of what is served.
"""

from __future__ import annotations

import contextlib
import errno
import socket
import sys

from saual.config import Config

_MACOS_FILES = 10_240
_LOOPBACK = "127.0.0.1"


class CannotServe(Exception):
    """One sentence that says what is wrong and what to do."""


def prepare_folder(config: Config) -> None:
    """Make the data folder. Raises CannotServe."""
    folder = config.data
    try:
        if folder.exists() and not folder.is_dir():
            raise CannotServe(f"{folder} is a file. Choose a folder: --data FOLDER")
        if not folder.parent.is_dir():
            raise CannotServe(f"The folder {folder.parent} does not exist. Make it, or choose another: --data FOLDER")
        folder.mkdir(exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink(missing_ok=True)
    except OSError as error:
        why = "the disk is full" if error.errno == errno.ENOSPC else (error.strerror or "it cannot be written").lower()
        raise CannotServe(f"Nothing can be saved in {folder}: {why}. Choose another folder: --data FOLDER") from error


def open_files() -> int:
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


def listen(config: Config) -> socket.socket:
    """The port, listening: until one of them listens, two servers could share it. Raises CannotServe."""
    listener = _bound(config, config.host, config.port, share=False)
    listener.listen()
    return listener


def shares_ports() -> bool:
    """Whether the system spreads connections over the processes that listen on one port. macOS gives all to one."""
    return sys.platform == "linux"


def share_of(config: Config) -> socket.socket:
    """One process's share of the port, not listening yet. Raises CannotServe."""
    return _bound(config, config.host, config.port, share=True)


def own_port(config: Config, worker: int) -> socket.socket:
    """The port of the loopback that reaches this worker (1, 2, …) alone, not listening yet. Raises CannotServe."""
    return _bound(config, _LOOPBACK, config.own_ports + worker - 1, share=False)


def _bound(config: Config, host: str, port: int, *, share: bool) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        if sys.platform != "win32":
            # There it would let two servers share the port.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if share and sys.platform == "linux":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.bind((host, port))
    except UnicodeError as error:
        listener.close()
        raise CannotServe(f"{config.host!r} is no name of a machine. Try without --host") from error
    except OSError as error:
        listener.close()
        raise CannotServe(_why(config, host, port, error)) from error
    return listener


def _why(config: Config, host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE and port != config.port:
        return f"Port {port} for a worker is taken. Choose others: --own-ports {config.own_ports + config.workers}"
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken. Is Saual running already? If not, take another port: --port {port + 1}"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"Port {port} is not allowed to you. Take a higher one: --port 8080"
    return f"Cannot listen on {host}:{port}: {error.strerror}. Try without --host"
