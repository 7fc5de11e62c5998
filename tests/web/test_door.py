"""How phones are told the way in: which of the machine's addresses, in which order, and the QR code of each."""

from __future__ import annotations

import re

import pytest
import segno

from saual.web import door
from saual.web.door import Door, Interface, drawn, ordered

WIFI = Interface("wlp2s0", "192.168.1.7")
CABLE = Interface("enp3s0", "10.0.0.4")
DOCKER = Interface("docker0", "172.17.0.1")
VIRTUAL = Interface("VirtualBox Host-Only Ethernet Adapter", "192.168.56.1")
LOOPBACK = Interface("lo", "127.0.0.1")
SELF_GIVEN = Interface("eth1", "169.254.3.4")
PUBLIC = Interface("eth2", "8.8.4.4")


def test_wi_fi_comes_before_a_cable():
    assert ordered([CABLE, WIFI], None) == [WIFI, CABLE]


def test_the_address_with_the_way_out_comes_first():
    assert ordered([WIFI, CABLE], CABLE.ip) == [CABLE, WIFI]


def test_virtual_networks_come_last_even_with_the_way_out():
    assert ordered([DOCKER, VIRTUAL, CABLE], DOCKER.ip) == [CABLE, DOCKER, VIRTUAL]


def test_a_school_s_own_address_comes_before_a_public_one():
    assert ordered([PUBLIC, CABLE], None) == [CABLE, PUBLIC]


def test_addresses_that_no_phone_reaches_are_left_out():
    assert ordered([LOOPBACK, SELF_GIVEN, WIFI], None) == [WIFI]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", ""])
def test_a_server_on_all_addresses_tells_them_all(monkeypatch: pytest.MonkeyPatch, host: str):
    monkeypatch.setattr(door, "interfaces", lambda: [LOOPBACK, CABLE, WIFI])
    monkeypatch.setattr(door, "default_ip", lambda: WIFI.ip)

    addresses = Door(host, 8080).addresses("/123456")

    assert [address.link for address in addresses] == [
        "http://192.168.1.7:8080/123456",
        "http://10.0.0.4:8080/123456",
    ]
    assert addresses[0].url == "192.168.1.7:8080"


def test_a_server_on_one_address_tells_that_one_alone():
    assert [address.url for address in Door("192.168.1.7", 8080).addresses("/")] == ["192.168.1.7:8080"]


def test_without_any_network_there_is_the_machine_itself(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(door, "interfaces", lambda: [LOOPBACK])
    monkeypatch.setattr(door, "default_ip", lambda: None)

    assert [address.url for address in Door("0.0.0.0", 8080).addresses("/")] == ["localhost:8080"]


def test_the_usual_port_is_not_typed():
    assert Door("192.168.1.7", 80).addresses("/1")[0].link == "http://192.168.1.7/1"


def test_an_ipv6_address_stands_in_brackets():
    assert Door("fd00::7", 8080).addresses("/")[0].url == "[fd00::7]:8080"


def test_this_machine_s_own_addresses_can_be_listed():
    assert all(isinstance(interface, Interface) for interface in door.interfaces())
    assert Door("0.0.0.0", 8080).addresses("/")


def test_the_qr_code_is_drawn_with_its_margin_and_its_three_corners():
    path, size = drawn("http://192.168.1.7:8080/123456")

    dark = set()
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", path):
        dark |= {(int(x) + i, int(y)) for i in range(int(width))}
    assert re.fullmatch(r"(M\d+ \d+h\d+v1h-\d+z)+", path)
    assert {x for x, _ in dark} | {y for _, y in dark} <= set(range(4, size - 4))
    ring = {(i, j) for i in range(7) for j in range(7) if i in (0, 6) or j in (0, 6)}
    for left, top in ((4, 4), (size - 11, 4), (4, size - 11)):
        assert {(left + i, top + j) for i, j in ring} <= dark
        assert (left + 1, top + 1) not in dark


def test_the_qr_code_says_the_link():
    link = "http://192.168.1.7:8080/123456"

    path, size = drawn(link)

    code = segno.make(link, error="m", micro=False)
    assert size == code.symbol_size(border=4)[0]
    bars = sum(int(width) for width in re.findall(r"h(\d+)v", path))
    assert bars == sum(sum(row) for row in code.matrix)


@pytest.mark.parametrize("url", ["https://quiz.school.kz", "http://quiz.school.kz:8000"])
def test_behind_a_proxy_the_proxy_s_address_alone_is_told(url: str):
    (address,) = Door("127.0.0.1", 8080, url).addresses("/123456")

    assert address.link == f"{url}/123456"
    assert address.url == url.partition("://")[2]
    assert (address.qr, address.size) == drawn(address.link)
