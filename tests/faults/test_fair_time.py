"""Equal reactions earn equal points, however far away the phone is; a lie about that gains no more than the credit."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from saual.game.scoring import RTT_CREDIT_MS
from tests.helpers.cluster import two_processes
from tests.helpers.course import course
from tests.helpers.installation import Installation, one_process
from tests.helpers.proxy import Proxy
from tests.helpers.pupil import Pupil, come_in, when
from tests.helpers.quick import QUICK, WINDOW_S

REACTION_S = 1.2
"""From the question on the screen to the finger; later than what earns the full points anyhow."""
MOST = 1000
BONUS = MOST / 2
"""What speed makes of the points."""
TOLERATED = 0.05 * BONUS
LIE_S = 3.0


class Thinker(Pupil):
    """Gives the right answer after exactly `REACTION_S`."""

    def _look(self) -> None:
        if self.asked not in (None, self._asked):
            self._asked = self.asked
            self._after("think", REACTION_S, lambda: self.give(self.picture["ask"]["options"].index("goes")))


class Procrastinator(Thinker):
    """Waits before it echoes, so as to seem far away."""

    def send(self, frame: dict[str, Any]) -> bool:
        if frame["t"] != "echo":
            return super().send(frame)
        self._after("echo", LIE_S, lambda: super(Procrastinator, self).send(frame))
        return True


class Inventor(Thinker):
    """Echoes what it never heard: a stamp of three seconds ago."""

    def send(self, frame: dict[str, Any]) -> bool:
        if frame["t"] == "echo":
            frame = {**frame, "s": frame["s"] - round(LIE_S * 1000)}
        return super().send(frame)


async def test_a_phone_s_distance_costs_no_points_and_a_lie_gains_no_more_than_the_credit(tmp_path: Path):
    with one_process(tmp_path / "one") as one, two_processes(tmp_path / "two") as two:
        await asyncio.gather(is_fair(one), is_fair(two))  # most of it is waiting


async def is_fair(installation: Installation) -> None:
    staff = installation.teacher()
    bank = staff.add_bank(QUICK, "quick")
    async with AsyncExitStack() as stack:
        near, far, remote = [
            await stack.enter_async_context(Proxy(*installation.ports, latency_s=rtt_s / 2)) for rtt_s in (0.05, 0.5, 2)
        ]
        klass = await stack.enter_async_context(course(installation, staff, pupils=0, bank=bank))
        kinds = {"near": (Thinker, near), "far": (Thinker, far), "remote": (Thinker, remote)}
        kinds |= {"procrastinator": (Procrastinator, near), "inventor": (Inventor, near)}
        phones = {name: kind((air.host,), klass.pin, name) for name, (kind, air) in kinds.items()}
        klass.pupils += phones.values()
        await come_in(klass.pupils)
        # Its second pong tells that its first echo has arrived; the procrastinator's takes longer.
        await when(lambda: phones["remote"].pongs)
        phones["remote"].ping()
        await when(lambda: phones["remote"].pongs == 2)

        await klass.opens(0)
        await klass.host.phase("reveal", WINDOW_S + 2)
        await when(lambda: all(phone.phase == "reveal" for phone in klass.pupils))

        ledger = await installation.ledger(klass.host.room)
        rtt_ms = {name: ledger.taken[id].rtt_ms for name, phone in phones.items() for id in phone.acks}
        assert ledger.room.game is not None
        points = {name: ledger.room.game.standings[phone.seat].score for name, phone in phones.items()}
        a_ms = BONUS / (WINDOW_S * 1000)
        assert 50 <= rtt_ms["near"] < 300
        assert 2000 <= rtt_ms["remote"] < 2300
        assert abs(points["near"] - points["far"]) <= TOLERATED, (points, rtt_ms)
        beyond_credit = (rtt_ms["remote"] - RTT_CREDIT_MS) * a_ms
        assert abs(points["near"] - (points["remote"] + beyond_credit)) <= TOLERATED, (points, rtt_ms)

        assert rtt_ms["procrastinator"] >= LIE_S * 1000
        assert points["procrastinator"] - points["near"] <= RTT_CREDIT_MS * a_ms + TOLERATED, (points, rtt_ms)
        assert rtt_ms["inventor"] == 0
        assert points["inventor"] <= points["near"], (points, rtt_ms)
