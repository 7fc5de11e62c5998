"""Files of questions over HTTP: what is taken, who gets it, and how a browser may ask for it."""

from __future__ import annotations

import hashlib

import httpx2
import pytest

from saual.game import commands as c
from saual.game.settings import Settings
from saual.game.views import media as views
from saual.questions.bank import Bank
from saual.rooms.live import LiveRoom
from saual.store.sessions import Scope
from tests.helpers.banks import single
from tests.helpers.drawn import opened, photo, tone
from tests.web.conftest import Site

BYTES = {"content-type": "application/octet-stream"}


async def give(browser: httpx2.AsyncClient, content: bytes) -> httpx2.Response:
    return await browser.post("/api/media", content=content, headers=BYTES)


async def given(browser: httpx2.AsyncClient, content: bytes) -> str:
    answer = await give(browser, content)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["name"])


async def test_a_picture_is_taken_made_fit_and_shown_to_the_teacher(teacher: httpx2.AsyncClient) -> None:
    answer = await give(teacher, photo(orientation=6))
    assert answer.json()["kind"] == "picture"
    shown = await teacher.get(f"/media/{answer.json()['name']}")
    assert shown.headers["content-type"] == "image/jpeg"
    assert "immutable" in shown.headers["cache-control"]
    assert "sandbox" in shown.headers["content-security-policy"]
    assert opened(shown.content).size == (800, 1200)


async def test_the_same_again_is_the_same(site: Site, teacher: httpx2.AsyncClient) -> None:
    assert await given(teacher, photo()) == await given(teacher, photo())
    assert len(list(await site.services.media.names())) == 2  # and the smaller one for phones


async def test_sound_is_kept_as_it_is_and_given_in_parts(teacher: httpx2.AsyncClient) -> None:
    name, content = await given(teacher, tone()), tone()
    etag = f'"{name}"'
    for asked, status, part in (
        (None, 200, content),
        ("bytes=0-3", 206, content[:4]),
        ("bytes=100-", 206, content[100:]),
        ("bytes=-10", 206, content[-10:]),
        (f"bytes=10-{10**12}", 206, content[10:]),
        ("bytes=0-1,5-6", 200, content),
        ("lines=1-2", 200, content),
        (f"bytes={len(content)}-", 416, b""),
        ("bytes=5-4", 416, b""),
        ("bytes=-0", 416, b""),
    ):
        answer = await teacher.get(f"/media/{name}", headers={"range": asked} if asked else {})
        assert (answer.status_code, answer.content) == (status, part), asked
        assert answer.headers["accept-ranges"] == "bytes"
    first = await teacher.get(f"/media/{name}", headers={"range": "bytes=4-7"})
    assert first.headers["content-range"] == f"bytes 4-7/{len(content)}"
    stale = await teacher.get(f"/media/{name}", headers={"range": "bytes=4-7", "if-range": '"another"'})
    assert stale.status_code == 200
    known = await teacher.get(f"/media/{name}", headers={"if-none-match": etag})
    assert (known.status_code, known.content) == (304, b"")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "media_svg"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 20, "media_heic"),
        (b"<html>", "media_unknown"),
        (b"", "media_unknown"),
        (photo()[:4_000], "media_damaged"),
    ],
)
async def test_what_cannot_be_shown_is_refused_with_a_word_for_why(
    teacher: httpx2.AsyncClient, content: bytes, code: str
) -> None:
    answer = await give(teacher, content)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_sound_that_a_class_could_not_fetch_is_refused(teacher: httpx2.AsyncClient) -> None:
    answer = await give(teacher, b"ID3" + bytes(11 * 1024 * 1024))
    assert (answer.status_code, answer.json()["code"]) == (413, "media_big")


async def test_nobody_but_the_teacher_gives_or_sees_a_file(site: Site, teacher: httpx2.AsyncClient) -> None:
    name = await given(teacher, photo())
    async with site.browser() as stranger:
        assert (await give(stranger, photo())).status_code == 401
        assert (await stranger.get(f"/media/{name}")).status_code == 401
        assert (await stranger.get(f"/m/any/{name}")).status_code == 404
    async with site.holder(Scope("a room")) as remote:
        assert (await give(remote, photo())).status_code == 401
        assert (await remote.get(f"/media/{name}")).status_code == 200
    for odd in ("x", "../record.db", "%2e%2e%2frecord.db", name[:40], f"{name}.exe", "0" * 40 + ".jpg"):
        assert (await teacher.get(f"/media/{odd}")).status_code == 404


async def lesson(site: Site, *names: str) -> LiveRoom:
    questions = tuple(single(f"Question {i}?", picture=name) for i, name in enumerate(names))
    bank = Bank(title="Pictures", language="en", questions=questions)
    return await site.services.hall.open_room(bank, Settings(lang="en", reading_ms=0))


async def test_a_phone_gets_the_next_picture_sealed_and_opens_it_with_the_key(
    site: Site, teacher: httpx2.AsyncClient
) -> None:
    live = await lesson(site, await given(teacher, photo()), await given(teacher, photo(orientation=6)))
    ahead = views.ahead(live.room)
    assert ahead is not None
    async with site.browser() as phone:
        for _ in range(2):  # made, and remembered
            answer = await phone.get(f"/m/{live.id}/{ahead.m[0]}")
            assert answer.status_code == 200
            assert "immutable" in answer.headers["cache-control"]
        assert b"WEBP" not in answer.content
        known = await phone.get(f"/m/{live.id}/{ahead.m[0]}", headers={"if-none-match": answer.headers["etag"]})
        assert known.status_code == 304

        await live.submit(c.Join("key", "device", "Aliya"))
        await live.submit(c.Advance(0))
        [shown] = views.of_question(live.room, 0, live.room.bank.questions[0], "en")
        assert shown.name == ahead.m[0]
        stream = hashlib.shake_128(shown.key.encode()).digest(len(answer.content))
        plain = bytes(a ^ b for a, b in zip(answer.content, stream, strict=True))
        picture = opened(plain[4 : 4 + int.from_bytes(plain[:4], "big")])
        assert picture.format == "WEBP"
        assert picture.size == (800, 533)


async def test_a_question_whose_file_is_lost_is_played_without_it(site: Site) -> None:
    live = await lesson(site, "0" * 40 + ".jpg")
    ahead = views.ahead(live.room)
    assert ahead is not None
    async with site.browser() as phone:
        assert (await phone.get(f"/m/{live.id}/{ahead.m[0]}")).status_code == 404
