"""A process is stopped in its tracks for longer than anything in it waits, and goes on as if nothing had been.

It is stopped for 7.5 s, not for 30: the longest that anything here waits is the window with its grace (5.5 s), an
alarm is looked at again after 5 s, and a page gives a silent socket up after 5 s and tries anew.
"""

from __future__ import annotations

import asyncio

from tests.helpers.course import course
from tests.helpers.installation import Installation
from tests.helpers.pupil import when
from tests.helpers.quick import WINDOW_S
from tests.helpers.server import Teacher

STOPPED_S = WINDOW_S + 2.5


async def test_a_process_that_was_stopped_acknowledges_only_what_is_logged_and_closes_nothing_twice(
    installation: Installation, staff: Teacher
):
    async with course(installation, staff, pupils=35, think_s=3.0, bank="quick") as klass:
        await klass.opens(0)
        await when(lambda: len(klass.acks) > 5)

        await asyncio.to_thread(installation.freeze)
        before = dict(klass.acks)
        await asyncio.sleep(STOPPED_S)  # the fault itself; pupils go on answering, give up their sockets, try again
        installation.thaw()
        await when(lambda: all(pupil.acks and pupil.seated_at for pupil in klass.pupils))
        await klass.host.phase("reveal", i=0)

        ledger = await installation.ledger(klass.host.room)
        ledger.vouches_for(before)
        ledger.vouches_for(klass.acks)
        assert len(klass.acks) == 35
        assert set(klass.acks.values()) == {None, "late"}
        assert ledger.closings == {(1, 0): 1}
        reveals = {frame for frame in klass.host.heard if '"t":"stage"' in frame and '"phase":"reveal"' in frame}
        assert len({frame.partition('"step":')[2].partition(",")[0] for frame in reveals}) == 1
        for pupil in klass.pupils:
            pupil.think_s = 0.1
        await klass.play()
        await klass.well_kept(staff)
