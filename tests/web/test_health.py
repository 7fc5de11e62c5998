"""Whoever watches over the server learns what it needs, and a stranger nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette

from saual.web import health as module
from saual.web.health import Health
from tests.helpers.figures import figures
from tests.helpers.phones import StaffScreen, lesson
from tests.helpers.server import Server, serving

TOKEN = "read the figures"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    env = {"SAUAL_METRICS_TOKEN": TOKEN}
    with serving(tmp_path_factory.mktemp("health") / "data", env=env) as server:
        yield server


def test_a_server_that_runs_lives_and_is_ready(server: Server):
    browser = server.browser()

    assert browser.get("/healthz").json() == {"alive": True}
    ready = browser.get("/readyz")
    assert (ready.status_code, ready.json()) == (200, {"ready": True})
    assert ready.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_load_balancer_may_ask_by_any_name(server: Server, path: str):
    assert server.browser(host="quiz.backend.internal").get(path).status_code == 200
    assert server.browser(host="quiz.backend.internal").get("/").status_code == 403


async def test_the_figures_are_those_of_the_lesson(server: Server):
    teacher = server.teacher()
    before = figures(server)

    async with lesson(server, teacher, 3) as room:
        await room.host.go("answering")
        assert [await phone.answered(0) for phone in room.phones] == [None] * 3
        await room.host.phase("reveal")
        now = figures(server)

    grown = now.copy()
    grown.subtract(before)
    assert grown["saual_rooms"] == 1
    assert grown["saual_phones"] == 3
    assert grown["saual_screens"] == 1
    assert grown["saual_rounds_total"] == 1
    assert grown["saual_answers_total:accepted"] == 3
    assert grown["saual_ack_seconds_count"] == 3
    assert grown["saual_ack_seconds_bucket:+Inf"] == 3
    assert {now[name] for name in ("saual_log_waiting", "saual_archive_waiting")} == {0}
    assert {"saual_log_waiting", "saual_archive_waiting"} <= now.keys()
    assert now["process_resident_memory_bytes"] > 10_000_000
    assert now["saual_processes"] == 1


async def test_who_is_not_let_in_is_counted(server: Server):
    stranger = await StaffScreen(server.host, "no-such-token", "no-such-room").connect()
    await stranger.gone()

    assert figures(server)["saual_turned_away_total:not_host"] >= 1


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded", "x-real-ip", "via"])
def test_the_figures_are_not_for_those_behind_a_proxy(server: Server, header: str):
    assert server.browser(**{header: "127.0.0.1"}).get("/metrics").status_code == 403


def test_who_has_the_token_may_read_the_figures_from_anywhere(server: Server):
    away = {"x-forwarded-for": "203.0.113.7"}

    assert server.browser(authorization=f"Bearer {TOKEN}", **away).get("/metrics").status_code == 200
    assert server.browser(authorization="Bearer another", **away).get("/metrics").status_code == 403
    assert server.browser(authorization=TOKEN, **away).get("/metrics").status_code == 403


async def test_without_a_token_there_is_no_word_that_opens_the_figures():
    async with asked(Health(None, {}, "")) as browser:  # type: ignore[arg-type]
        away = {"x-forwarded-for": "203.0.113.7", "authorization": "Bearer "}
        assert (await browser.get("/metrics", headers=away)).status_code == 403


# ── readiness ───────────────────────────────────────────────────────────────────────────────────────────────────────


@asynccontextmanager
async def asked(health: Health) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(Starlette(routes=health.routes()))
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as browser:
        yield browser


async def well() -> None:
    pass


async def broken() -> None:
    raise OSError("postgresql://saual:secret@db.internal is down")


async def silent() -> None:
    await asyncio.Event().wait()


@pytest.mark.parametrize(("check", "why"), [(broken, "cannot be used"), (silent, "does not answer")])
async def test_what_is_of_no_use_is_named_and_no_secret_told(monkeypatch: pytest.MonkeyPatch, check: Any, why: str):
    monkeypatch.setattr(module, "_ANSWERS_IN_S", 0.05)
    async with asked(Health(None, {"log": well, "record": check}, "")) as browser:  # type: ignore[arg-type]
        answer = await browser.get("/readyz")

        assert (answer.status_code, answer.json()) == (503, {"ready": False, "reasons": {"record": why}})
        assert (await browser.get("/healthz")).status_code == 200


async def test_a_server_that_is_stopping_is_not_ready():
    health = Health(None, {"log": well}, "")  # type: ignore[arg-type]
    health.stopping = lambda: True
    async with asked(health) as browser:
        answer = await browser.get("/readyz")

        assert (answer.status_code, answer.json()["reasons"]) == (503, {"process": "is stopping"})


async def test_however_many_ask_the_parts_are_asked_once():
    asks = []

    async def slow() -> None:
        asks.append(1)
        await asyncio.sleep(0)

    async with asked(Health(None, {"log": slow}, "")) as browser:  # type: ignore[arg-type]
        answers = await asyncio.gather(*(browser.get("/readyz") for _ in range(20)))

    assert {answer.status_code for answer in answers} == {200}
    assert len(asks) < 20
