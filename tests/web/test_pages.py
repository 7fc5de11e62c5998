"""The built pages as a browser gets them: packed, cached, and the cookie that tells one device from another."""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette

from saual.web.pages import Pages, PagesMissing

SCRIPT = b"export const answer = 42;" * 50


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    for name in ("student", "staff", "remote"):
        (tmp_path / f"{name}.html").write_text(f"<!doctype html><title>{name}</title>", "utf-8")
    (tmp_path / "assets" / "app-0f3a.js").write_bytes(SCRIPT)
    (tmp_path / "assets" / "app-0f3a.js.gz").write_bytes(gzip.compress(SCRIPT, mtime=0))
    (tmp_path / "assets" / "style-1b.css").write_bytes(b"b{}")
    (tmp_path / ".built").write_text("a stamp", "utf-8")
    return tmp_path


@pytest.fixture
async def browser(folder: Path) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(Starlette(routes=Pages(folder).routes()))
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost:8080") as browser:
        yield browser


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/", "student"),
        ("/123456", "student"),
        ("/teacher", "staff"),
        ("/teacher/games", "staff"),
        ("/teacher/games/r-1", "staff"),
        ("/teacher/room/r", "staff"),
        ("/teacher/plans", "staff"),
        ("/teacher/plans/p", "staff"),
        ("/remote", "remote"),
    ],
)
async def test_each_address_has_its_page(browser: httpx2.AsyncClient, path: str, page: str):
    answer = await browser.get(path)

    assert f"<title>{page}</title>" in answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"


async def test_a_script_is_sent_packed_and_kept_for_ever(browser: httpx2.AsyncClient):
    answer = await browser.get("/assets/app-0f3a.js", headers={"accept-encoding": "gzip, br"})

    assert answer.content == SCRIPT
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["vary"] == "accept-encoding"


async def test_a_browser_that_takes_no_gzip_gets_the_plain_script(browser: httpx2.AsyncClient):
    answer = await browser.get("/assets/app-0f3a.js", headers={"accept-encoding": "identity"})

    assert answer.content == SCRIPT
    assert "content-encoding" not in answer.headers


async def test_a_page_that_is_known_is_not_sent_again(browser: httpx2.AsyncClient):
    tag = (await browser.get("/teacher")).headers["etag"]

    answer = await browser.get("/teacher", headers={"if-none-match": tag})

    assert answer.status_code == 304
    assert answer.content == b""


async def test_a_new_device_gets_a_cookie_that_scripts_cannot_read(browser: httpx2.AsyncClient):
    cookie = (await browser.get("/")).headers["set-cookie"]

    assert cookie.startswith("saual_device=")
    assert len(cookie.partition(";")[0]) >= len("saual_device=") + 43
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


async def test_a_known_device_keeps_its_cookie(browser: httpx2.AsyncClient):
    await browser.get("/")

    assert "set-cookie" not in (await browser.get("/123456")).headers


async def test_two_devices_get_two_cookies(folder: Path):
    transport = httpx2.ASGITransport(Starlette(routes=Pages(folder).routes()))
    cookies = set()
    for _ in range(2):
        async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as browser:
            await browser.get("/")
            cookies.add(browser.cookies["saual_device"])

    assert len(cookies) == 2


async def test_the_teacher_s_pages_set_no_cookie(browser: httpx2.AsyncClient):
    for path in ("/teacher", "/remote", "/assets/app-0f3a.js"):
        assert "set-cookie" not in (await browser.get(path)).headers


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../student.html",
        "/assets/..%2f..%2fpages.py",
        "/assets/%2e%2e/student.html",
        "/assets//etc/passwd",
        "/assets/app-0f3a.js.gz",
        "/assets/.built",
        "/.built",
        "/student.html",
        "/12345x",
        "/teacher/none",
    ],
)
async def test_there_is_nothing_but_the_pages_and_their_assets(browser: httpx2.AsyncClient, path: str):
    assert (await browser.get(path)).status_code == 404


async def test_a_script_stays_a_script_whatever_the_machine_s_table_says(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("mimetypes.guess_type", lambda *_: ("text/plain", None))

    assert Pages(folder)._files["assets/app-0f3a.js"].kind == "text/javascript"


def test_pages_that_were_not_built_are_named(tmp_path: Path):
    (tmp_path / "student.html").write_text("x", "utf-8")

    with pytest.raises(PagesMissing, match=r"remote\.html, staff\.html"):
        Pages(tmp_path)
