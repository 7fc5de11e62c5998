"""Who is answered at all, by Host and Origin, and what the browser is told about every answer."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from websockets.exceptions import InvalidStatus

from tests.helpers.phones import Phone, StaffScreen
from tests.helpers.server import Server, Teacher, serving


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("security") / "data") as server:
        yield server


@pytest.fixture(scope="module")
def teacher(server: Server) -> Teacher:
    return server.teacher()


FOREIGN_HOSTS = [
    "evil.example",
    "evil.example:8080",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "teacher@127.0.0.1",
    "127.0.0.1:80; script-src *",
    "127.0.0.1/x",
    "127.0.0.1:x",
    "[::1",
    "[fe80::1]x",
    "300.1.1.1",
    "",
]
OUR_HOSTS = ["127.0.0.1", "192.168.1.5:8080", "10.0.0.7", "[::1]:8080", "[fe80::1]", "localhost", "LocalHost:8080"]
FOREIGN_ORIGINS = ["http://evil.example", "https://evil.example:8080", "null", "http://127.0.0.1:1", "http://[::1", "x"]


@pytest.mark.parametrize("path", ["/", "/teacher", "/api/banks", "/assets/x.js", "/nothing"])
@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_nothing_is_served_under_a_foreign_name(server: Server, host: str, path: str):
    answer = server.browser(Host=host).get(path)

    assert answer.status_code == 403
    assert answer.headers["content-security-policy"] == "default-src 'none'"
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("host", [*OUR_HOSTS, socket.gethostname()])
def test_any_address_and_the_machine_s_own_name_are_ours(server: Server, host: str):
    assert server.browser(Host=host).get("/").status_code == 200


@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
def test_a_page_of_another_site_cannot_post(server: Server, teacher: Teacher, origin: str):
    browser = server.browser(Cookie=f"saual_staff={teacher.token}", Origin=origin)

    answers = [
        browser.post("/api/rooms", json={"bank": "tour", "lang": "en"}),
        browser.delete("/api/games/none"),
        browser.post("/api/claim", json={"key": "k" * 43}),
    ]

    assert [answer.status_code for answer in answers] == [403] * 3
    assert all("access-control-allow-origin" not in answer.headers for answer in answers)


def test_our_own_page_can_post(server: Server, teacher: Teacher):
    browser = server.browser(Cookie=f"saual_staff={teacher.token}", Origin=server.url)

    assert browser.post("/api/rooms", json={"bank": "tour", "lang": "en"}).status_code == 201


@pytest.mark.parametrize("path", ["/ws", "/ws/staff"])
@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
async def test_a_page_of_another_site_gets_no_socket(server: Server, teacher: Teacher, path: str, origin: str):
    screen = StaffScreen(server.host, teacher.token, "")
    screen._path = path

    with pytest.raises(InvalidStatus) as refused:
        await screen.connect(origin=origin)

    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("path", ["/ws", "/ws/staff"])
async def test_there_is_no_socket_under_a_foreign_name(server: Server, path: str):
    screen = StaffScreen(f"evil.localhost:{server.port}", "", "")
    screen._path = path

    with pytest.raises(InvalidStatus) as refused:
        await screen.connect(host="127.0.0.1", port=server.port)

    assert refused.value.response.status_code == 403


async def test_our_own_page_gets_its_socket(server: Server):
    phone = await Phone(server.host, "Aru").connect(origin=server.url)

    assert await phone.ping() < 5
    await phone.leave()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/123456", 200),
        ("/teacher", 200),
        ("/teacher/room/x", 200),
        ("/remote", 200),
        ("/nothing", 404),
        ("/assets/nothing.js", 404),
        ("/favicon.ico", 204),
        ("/api/banks", 401),
        ("/api/nothing", 404),
    ],
)
def test_every_answer_carries_the_policy(server: Server, path: str, status: int):
    answer = server.browser().get(path)

    assert answer.status_code in (status, 401)
    content_policy = answer.headers["content-security-policy"]
    assert content_policy.startswith("default-src 'none'; ")
    assert "unsafe" not in content_policy
    assert "*" not in content_policy
    allowed = {word for part in content_policy.split("; ") for word in part.split()[1:]}
    # What a page of ours has made itself: pictures that a phone has opened.
    assert allowed == {"'none'", "'self'", "blob:", f"ws://{server.host}", f"wss://{server.host}"}
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in answer.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_pages_are_for_reading(server: Server, method: str):
    answer = server.browser().request(method, "/")

    assert answer.status_code == 405
    assert "content-security-policy" in answer.headers


def test_a_further_name_of_the_server_is_answered_to():
    from saual.web.security import Gate

    async def app(*_: object) -> None: ...

    gate = Gate(app, hosts=["Quiz.School.kz"])

    assert gate._ours("quiz.school.kz")
    assert gate._ours("QUIZ.school.kz:443")
    assert not gate._ours("school.kz")
