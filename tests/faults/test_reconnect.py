"""Phones that sleep, wake, lose the network without a word, and come back to where the class is."""

from __future__ import annotations

import asyncio
from statistics import median

import pytest

from saual.world import steady_s
from tests.faults.conftest import EVERY_TRANSPORT
from tests.helpers.installation import Installation
from tests.helpers.phones import Phone, StaffScreen, lesson
from tests.helpers.server import Teacher

INSTALLATIONS = EVERY_TRANSPORT

BACK_S = 1.0
"""In the middle of five times: for a moment anybody may be busy with something else."""
PHASES = ["lobby", "reading", "answering", "reveal", "leaderboard", "podium"]


async def come_back(phone: Phone) -> float:
    """Without a question asked; the seconds that it took."""
    since = steady_s()
    await phone.back()
    assert phone.noes == []
    return steady_s() - since


@pytest.mark.parametrize("how", ["clean", "cut", "half-open"])
async def test_five_times_away_and_back_with_answer_and_remaining_time(
    installation: Installation, staff: Teacher, how: str
):
    async with lesson(installation, staff, phones=2, bank="quick") as room:
        await room.host.go("answering", i=0)
        phone = room.phones[0]
        await phone.phase("answering")
        assert await phone.answered(2) is None
        await phone.given(a=2)
        clock = phone.stage["clock"]
        took = []

        for _ in range(5):
            if how == "clean":
                await phone.leave()
            elif how == "cut":
                phone.cut()
            else:
                await phone.abandon()
            took.append(await come_back(phone))

            assert phone.stage["phase"] == "answering"
            assert phone.stage["clock"] == clock
            assert phone.kept["a"] == 2
        assert median(took) < BACK_S
        await room.host.everybody(2)
        assert await room.host.do("lock", on=True) is None
        await room.host.everybody(2)


@pytest.mark.parametrize("phase", PHASES)
async def test_in_every_phase_a_newcomer_s_picture_is_that_of_one_who_stayed(
    installation: Installation, staff: Teacher, phase: str
):
    async with lesson(installation, staff, phones=2, bank="quick", reading_ms=60_000) as room:
        stayed, went = room.phones
        if phase != "lobby":
            await room.host.go("reading", i=0)
        if phase not in ("lobby", "reading"):
            await room.host.go("answering", i=0)
            await asyncio.gather(*(phone.phase("answering") for phone in room.phones))
            assert await went.answered(0) is None
        if phase in ("reveal", "leaderboard", "podium"):
            assert await stayed.answered(0) is None
            await room.host.phase("reveal")
        if phase == "leaderboard":
            await room.host.go("leaderboard")
        if phase == "podium":
            assert await room.host.step("end") is None
        await stayed.phase(phase)
        await went.phase(phase)
        await went.ping()
        picture = (went.stage, went.me, went.kept)

        went.cut()
        await come_back(went)

        assert (went.stage, went.me, went.kept) == picture
        assert went.stage == stayed.stage
        for view in ("host", "projector"):
            screen = await StaffScreen(installation.host, staff.token, room.host.room, view).watch()
            await screen.until(lambda me: me.seats)
            assert screen.stage["phase"] == phase
            if view == "host":
                await room.host.everybody(2)
                await room.host.until(lambda host, shown=screen.stage: host.stage == shown)
            await screen.leave()


async def test_an_answer_given_while_the_line_was_down_counts_on_return(installation: Installation, staff: Teacher):
    async with lesson(installation, staff, phones=2, bank="quick") as room:
        await room.host.go("answering", i=0)
        phone = room.phones[0]
        await phone.phase("answering")
        phone.cut()
        await phone.gone()

        id = await phone.answer(2)
        await come_back(phone)

        assert await phone.ack(id) is None
        await phone.given(a=2)


async def test_an_answer_that_comes_back_after_the_window_is_kept_as_late(installation: Installation, staff: Teacher):
    async with lesson(installation, staff, phones=2, bank="quick") as room:
        await room.host.go("answering", i=0)
        away, here = room.phones
        await asyncio.gather(*(phone.phase("answering") for phone in room.phones))
        away.cut()
        await away.gone()
        id = await away.answer(2)
        assert await here.answered(2) is None
        assert await room.host.step() is None
        await room.host.phase("reveal")

        await come_back(away)

        assert await away.ack(id) == "late"
        await away.given(late=True)


async def test_the_class_waits_for_a_phone_that_went_away_just_now(installation: Installation, staff: Teacher):
    async with lesson(installation, staff, phones=2, bank="quick") as room:
        await room.host.go("answering", i=0)
        away, here = room.phones
        await asyncio.gather(*(phone.phase("answering") for phone in room.phones))
        away.cut()
        await room.host.everybody(1)

        assert await here.answered(2) is None
        await come_back(away)

        assert away.stage["phase"] == "answering"
        assert await away.answered(2) is None
        await room.host.phase("reveal")


async def test_the_teacher_s_screens_come_back_in_a_second_and_steer(installation: Installation, staff: Teacher):
    async with lesson(installation, staff, phones=2, bank="quick") as room:
        await room.host.go("answering", i=0)
        took = []
        for _ in range(5):
            room.host.cut()
            await room.host.gone()
            room.host.stage, room.host.tally = {}, {}
            since = steady_s()
            await room.host.watch()
            took.append(steady_s() - since)

        assert median(took) < BACK_S
        assert room.host.stage["phase"] == "answering"
        assert await room.host.step("more_time", ms=10_000) is None


async def test_a_command_that_was_cut_off_is_said_again_and_counts_once(installation: Installation, staff: Teacher):
    async with lesson(installation, staff, phones=1) as room:
        step = room.host.stage["step"]
        id = await room.host.command({"t": "advance", "id": "mine", "step": step})
        room.host.cut()
        await room.host.gone()

        await room.host.watch()

        assert await room.host.ack(id) is None
        assert room.host.stage["step"] == step + 1


async def test_a_phone_changes_its_language_on_the_spot(installation: Installation, staff: Teacher):
    async with lesson(installation, staff, phones=1) as room:
        await room.host.go("answering", i=1)
        phone = room.phones[0]
        await phone.phase("answering")

        await phone.say({"t": "lang", "lang": "kk"})

        await phone.until(lambda me: "Гепард" in me.stage["ask"]["options"])
        assert phone.stage["q"]["text"] == "Қай жануар бәрінен жылдам жүгіреді?"
