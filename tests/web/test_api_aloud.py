"""What was asked aloud, put down on the page of its game: in the log while the room is open, beside it afterwards."""

from __future__ import annotations

from typing import Any

import httpx2

from saual.game import commands as c
from saual.game.settings import Settings
from saual.reports.record import record_of
from saual.rooms.live import LiveRoom
from saual.store.archive import differing
from tests.web.conftest import Site


async def held(site: Site) -> LiveRoom:
    """A question A–D was asked aloud and answered B; the game is over, the room is open."""
    bank = await site.services.library.load("capitals")
    live = await site.services.hall.open_room(bank, Settings(lang="en", reading_ms=0))
    await live.submit(c.Join("key", "device", "Aizhan"))
    await live.submit(c.Arrive(1, "conn"))
    await live.submit(c.Improvise(live.room.step, "letters"))
    await live.submit(c.SubmitAnswer(1, 1, 0, 1, "a"))
    await live.submit(c.TimeUp(live.room.step))
    await live.submit(c.EndGame(live.room.step))
    return live


def item(answer: httpx2.Response) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    first: dict[str, Any] = answer.json()["items"][0]
    return first


async def test_in_an_open_room_it_goes_into_the_log_and_earns_points(site: Site, teacher: httpx2.AsyncClient) -> None:
    live = await held(site)
    await site.services.hall.keeper.kept(live.id)

    put = {"text": "Which city?", "right": "B"}
    first = item(await teacher.patch(f"/api/games/{live.id}-1/items/0?lang=en", json=put))

    assert (first["text"], first["right"], first["aloud"]["right"]) == ("Which city?", 1.0, "B")
    assert live.room.played[1].standing(1).score == 1000


async def test_after_the_lesson_it_is_noted_beside_the_log_and_points_stay(
    site: Site, teacher: httpx2.AsyncClient
) -> None:
    live = await held(site)
    by_the_log = record_of(live.id, live.room, live.room.played[1], True)
    await live.submit(c.CloseRoom())
    await site.services.hall.keeper.kept(live.id)
    where, archive = f"/api/games/{live.id}-1/items/0", site.services.archive

    assert item(await teacher.patch(where, json={"right": "C"}))["right"] == 0.0
    first = item(await teacher.patch(where, json={"text": "Which city?", "right": "B"}))

    record = await archive.get(f"{live.id}-1")
    assert record is not None
    assert (first["right"], first["flow"], record.responses[0].points) == (1.0, "improvised", 0)
    assert (await teacher.patch(where, json={"right": "E"})).status_code == 409
    assert (await teacher.patch(f"/api/games/{live.id}-1/items/7", json={"right": "A"})).status_code == 404
    # The log knows nothing of it, and record and log still agree; a record that is written again has it, too.
    assert by_the_log.items[0].question != record.items[0].question
    assert await archive._database.read(lambda db: differing(db, by_the_log)) == []


async def test_the_question_can_be_kept_in_a_bank(site: Site, teacher: httpx2.AsyncClient) -> None:
    live = await held(site)
    await live.submit(c.PutDown(1, 0, "Which city?", "B"))
    await site.services.hall.keeper.kept(live.id)

    made = (await teacher.post(f"/api/games/{live.id}-1/items/0/keep", json={})).json()
    again = (await teacher.post(f"/api/games/{live.id}-1/items/0/keep", json={"bank": made["id"]})).json()

    draft = (await teacher.get(f"/api/banks/{made['id']}/draft?lang=en")).json()["draft"]
    assert (again["id"], again["questions"], again["unfinished"]) == (made["id"], 2, 0)
    assert [one["type"] for one in draft["questions"]] == ["single", "single"]
    assert draft["questions"][0]["fields"]["text"] == {"en": "Which city?"}
    gone = await teacher.post(f"/api/games/{live.id}-1/items/0/keep", json={"bank": "gone"})
    assert gone.status_code == 404
