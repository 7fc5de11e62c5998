"""Phones that read nothing while there is much to tell: nobody waits for them, and who wakes gets a fresh picture."""

from __future__ import annotations

import asyncio
import itertools
import json
from contextlib import aclosing

from tests.faults.conftest import EVERY_TRANSPORT
from tests.helpers.figures import together
from tests.helpers.installation import Installation
from tests.helpers.phones import lesson
from tests.helpers.pupil import percentile
from tests.helpers.server import Teacher
from tests.helpers.sleeper import LONG, TURNS, put_to_sleep, tell_much

INSTALLATIONS = EVERY_TRANSPORT

GRACE_S = 5.0
"""What a server that ends gives those that do not read; with the start of another it is all that a restart may take."""
SERVICE_RESTART = 1012


async def test_phones_that_read_nothing_delay_nobody(installation: Installation, staff: Teacher):
    staff.add_bank(LONG, "long")
    async with lesson(installation, staff, phones=12, bank="long", reading_ms=0) as room:
        await room.host.go("answering", i=0)
        turns = itertools.cycle(room.phones)  # of their 20 messages a second each spends few

        async def pings() -> float:
            took = [await next(turns).ping() async for _ in tell_much(room, staff, turns=TURNS // 4) for _ in range(8)]
            return percentile(took, 0.5)

        # By turns, and the best of each: what others do to this machine meanwhile is not what is asked.
        awake_s, asleep_s = [], []
        for turn in range(2):
            awake_s.append(await pings())
            sleepers = [await put_to_sleep(room, f"Asleep {turn}-{n}") for n in range(5)]
            asleep_s.append(await pings())
            await asyncio.gather(*(phone.leave() for phone in sleepers))

        # Five more phones are five more to tell; a millisecond is a tick of somebody else.
        assert min(asleep_s) < 2 * min(awake_s) + 0.001


async def test_a_phone_that_reads_again_gets_a_fresh_picture_and_not_all_that_it_missed(
    installation: Installation, staff: Teacher
):
    staff.add_bank(LONG, "long")
    async with lesson(installation, staff, phones=1, bank="long", reading_ms=0) as room:
        await room.host.go("answering", i=0)
        asleep = await put_to_sleep(room)
        heard = len(asleep.heard)
        dropped = together(installation)["saual_outboxes_dropped_total"]

        told = [n async for n in tell_much(room, staff)][-1]
        assert await room.host.do("configure", signs=True) is None
        asleep.wake()
        await asleep.until(lambda me: me.stage.get("signs"))
        await asleep.ping()

        frames = [json.loads(frame)["t"] for frame in asleep.heard[heard:]]
        assert frames.count("q") < told
        assert together(installation)["saual_outboxes_dropped_total"] > dropped
        assert frames[-6:] == ["stage", "q", "ask", "name", "me", "pong"]
        await asleep.leave()


async def test_of_35_phones_none_waits_for_one_that_reads_nothing(installation: Installation, staff: Teacher):
    staff.add_bank(LONG, "long")
    async with lesson(installation, staff, phones=34, bank="long", reading_ms=0) as room:
        await room.host.go("answering", i=0)
        asleep = await put_to_sleep(room, at=installation.host)
        dropped = together(installation)["saual_outboxes_dropped_total"]
        async with aclosing(tell_much(room, staff)) as telling:
            async for _ in telling:
                if together(installation)["saual_outboxes_dropped_total"] > dropped:
                    break  # its line is full
            else:
                raise AssertionError("it reads")
        told = [phone for phone in room.phones if phone.host == installation.host]
        loop = asyncio.get_running_loop()
        since = loop.time()

        ending = asyncio.ensure_future(asyncio.to_thread(installation.stop))
        codes = await asyncio.gather(*(phone.gone() for phone in told))
        heard_s = loop.time() - since
        stopped = await ending
        ended_s = loop.time() - since
        await asyncio.to_thread(installation.mend)

        assert stopped == asleep.host
        assert codes == [SERVICE_RESTART] * (34 // len(installation.hosts))
        assert heard_s < GRACE_S / 2
        assert ended_s < 2 * GRACE_S
        await asleep.leave()
