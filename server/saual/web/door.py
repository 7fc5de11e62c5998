"""How phones reach this server: the machine's addresses, the likeliest first, each with its QR code."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable

import ifaddr
import segno
from msgspec import Struct

from saual.protocol.api import Address

_UNLIKELY = (
    "docker",
    "veth",
    "br-",
    "virbr",
    "vmnet",
    "vbox",
    "virtualbox",
    "hyper-v",
    "wsl",
    "tun",
    "tap",
    "utun",
    "wg",
)
_WIFI = ("wl", "wi-fi", "wifi", "wlan", "airport")


class Interface(Struct, frozen=True):
    name: str
    ip: str


def interfaces() -> list[Interface]:
    """The machine's IPv4 addresses, with the name that the system shows for each."""
    return [
        Interface(adapter.nice_name, address.ip)
        for adapter in ifaddr.get_adapters()
        for address in adapter.ips
        if isinstance(address.ip, str)
    ]


def default_ip() -> str | None:
    """The address from which this machine would go out. Nothing is sent: a UDP socket only asks the routing table."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.254.254.254", 1))
            return str(probe.getsockname()[0])
        except OSError:
            return None


def ordered(found: Iterable[Interface], default: str | None) -> list[Interface]:
    """Usable addresses, likeliest first: the one with the default route, then Wi-Fi, then others, virtual ones last."""

    def unlikelihood(interface: Interface) -> tuple[bool, bool, bool, bool]:
        name = interface.name.lower()
        ip = ipaddress.ip_address(interface.ip)
        return (
            name.startswith(_UNLIKELY) or "virtual" in name,
            interface.ip != default,
            not name.startswith(_WIFI),
            not ip.is_private,
        )

    usable = []
    for interface in found:
        ip = ipaddress.ip_address(interface.ip)
        if not (ip.is_loopback or ip.is_link_local or ip.is_unspecified or ip.is_multicast):
            usable.append(interface)
    return sorted(usable, key=unlikelihood)


class Door:
    """`host` and `port` as the server listens; where it listens on one address only, that one alone is told.

    `url`: where browsers find it behind a proxy; then it alone is told.
    """

    def __init__(self, host: str, port: int, url: str = "") -> None:
        self._host = host
        self._port = port
        self._url = url

    def addresses(self, path: str) -> list[Address]:
        """Each way in, with `path` in its link and QR code. Asked anew each time: a laptop changes networks."""
        if self._url:
            shown = self._url.partition("://")[2]
            return [_told(shown, shown, self._url + path)]
        if self._host in ("0.0.0.0", "::", ""):  # noqa: S104  (compared, not bound)
            found = ordered(interfaces(), default_ip()) or [Interface("localhost", "localhost")]
        else:
            found = [Interface(self._host, self._host)]
        return [self._address(interface, path) for interface in found]

    def _address(self, interface: Interface, path: str) -> Address:
        host = f"[{interface.ip}]" if ":" in interface.ip else interface.ip
        url = host if self._port == 80 else f"{host}:{self._port}"
        return _told(interface.name, url, f"http://{url}{path}")


def _told(name: str, url: str, link: str) -> Address:
    qr, size = drawn(link)
    return Address(name, url, link, qr, size)


def drawn(text: str) -> tuple[str, int]:
    """A QR code (ISO/IEC 18004, level M) as one SVG path of bars, and its width in modules with the margin of 4."""
    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix_iter(border=4)]
    path = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                path.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
            x += 1
    return "".join(path), len(rows)
