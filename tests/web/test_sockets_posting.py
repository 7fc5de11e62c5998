"""What a class writes for all to see, over real sockets: held by the list of words, kept through a crash, voted on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.helpers.phones import StaffScreen, lesson
from tests.helpers.server import Server, Teacher, serving
from tests.web.conftest import Stores

BANK = """
format = "saual-bank/1"
title = "Ideas"
language = "en"
[[question]]
type = "brainstorm"
text = "What shall our class do in spring?"
time = 300
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, stores: Stores) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("posting") / "data", env=stores.env) as server:
        yield server


@pytest.fixture(scope="module")
def teacher(server: Server) -> Teacher:
    return server.teacher()


async def test_ideas_their_sorting_and_the_votes_survive_a_crash(server: Server, teacher: Teacher):
    teacher.add_bank(BANK, "ideas")
    async with lesson(server, teacher, phones=3, bank="ideas") as made:
        for client in made.all:
            client.keep_coming()
        host, (one, two, three) = made.host, made.phones
        await host.step()
        await one.phase("answering")
        assert await one.answered(["A hike", "something stupid"]) is None
        assert await two.answered(["a hike", "hiking", "A film"]) is None
        await host.until(lambda me: len(me.stage.get("posts", [])) == 4)
        held = {post["text"]: post.get("held", False) for post in host.stage["posts"]}
        assert held == {"A hike": False, "something stupid": True, "hiking": False, "A film": False}
        numbers = {post["text"]: post["no"] for post in host.stage["posts"]}
        where = {"g": 1, "q": 0}
        assert await host.do("post_merge", **where, no=numbers["hiking"], into=numbers["A hike"]) is None
        assert await host.do("post_star", **where, no=numbers["A film"], on=True) is None
        assert await host.do("post_sort", g=1, q=1, no=1, to="hidden") == "stale"

        server.restart()
        await host.until(lambda me: me.stage.get("posts", [{}])[-1].get("starred", False))
        await host.step()
        await host.until(lambda me: me.stage["phase"] == "reveal")
        screen = await StaffScreen(server.host, teacher.token, host.room, "projector").watch()
        assert [(post["text"], post["n"]) for post in screen.stage["posts"]] == [("A hike", 2), ("A film", 1)]
        assert not any("stupid" in heard or "hiking" in heard for heard in screen.heard)
        await host.step()
        await three.phase("answering", i=1)
        assert three.stage["ask"]["options"] == ["A film", "A hike"]
        assert await three.answered([1, 0]) is None

        server.restart()
        three.kept = {}
        await three.until(lambda me: me.kept)
        assert three.kept["a"] == [0, 1]
        await host.until(lambda me: me.stage.get("figure") == [{"n": 1}, {"n": 1}])
        assert await two.answered([2]) == "bad_answer"
        await screen.leave()
