"""The power fails at any moment: what was acknowledged by then is on the disk, and the file is sound."""

from __future__ import annotations

import os
import random
import secrets
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from saual.config import LOG_FILE
from saual.log import peek
from tests.helpers.course import course
from tests.helpers.installation import OneProcess, sound
from tests.helpers.ledger import Ledger
from tests.helpers.phones import StaffScreen
from tests.helpers.quick import many
from tests.helpers.server import serving
from tests.helpers.unsynced import RECORDING, Recording, possible

pytestmark = pytest.mark.skipif(not possible(), reason="this Python has SQLite built in, where nothing can be recorded")

ROOT = Path(__file__).parents[2]
CUTS = 24
WRITTEN = 18_000_000
"""Bytes; some checkpoints are among them."""

# Appends classes of answers; prints "<seq> <moment>" for each one that was acknowledged.
ANSWERING = """
import asyncio, sys
from pathlib import Path
from tests.helpers.unsynced import record
from saual.log.local import LocalLog
from saual.world import Clock

folder, most = Path(sys.argv[1]), int(sys.argv[2])
tape = folder / "recording"
record(tape)

async def main() -> None:
    log = await LocalLog.open(folder / "live.db", Clock())
    await log.open_room("room", "111111", b"open")

    async def answer(number: int) -> None:
        entry = await log.append("room", b"%d:" % number + b"x" * 4000)
        print(entry.seq, tape.stat().st_size, flush=True)

    number = 0
    while tape.stat().st_size < most:
        await asyncio.gather(*(answer(number + n) for n in range(5)))
        number += 5

asyncio.run(main())
"""


def cuts(recording: Recording, acked: Mapping[object, int], chance: random.Random) -> list[int]:
    """Moments for a cut: just after some acks, and anywhere after the first of them."""
    after = [moment for moment in recording.moments if moment >= min(acked.values())]
    return [*chance.sample(sorted(set(acked.values())), CUTS // 2), *chance.sample(after, CUTS // 2)]


def test_every_acknowledged_entry_is_in_the_log_after_a_power_cut_at_any_moment(tmp_path: Path):
    chance = random.Random(seed := secrets.randbits(32))
    command = [sys.executable, "-c", ANSWERING, str(tmp_path), str(WRITTEN)]
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    printed = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": path}
    )
    acked = {int(seq): int(moment) for seq, moment in (line.split() for line in printed.stdout.splitlines())}
    recording = Recording(tmp_path / "recording")
    assert recording.checkpoints > 2, "too little was written to meet a checkpoint"

    for n, moment in enumerate(cuts(recording, acked, chance)):
        folder = tmp_path / f"cut {n}"
        recording.cut(moment, folder, chance)
        kept = [entry.seq for entry in peek.entries(folder / LOG_FILE, "room")]
        promised = {seq for seq, at in acked.items() if at <= moment}
        assert kept == list(range(1, len(kept) + 1)), f"cut at {moment}, seed {seed}"
        assert promised <= set(kept), f"cut at {moment}, seed {seed}"
        sound(folder / LOG_FILE)


async def test_every_acknowledged_answer_of_a_lesson_is_there_after_a_power_cut_and_the_server_starts(tmp_path: Path):
    chance = random.Random(seed := secrets.randbits(32))
    tape = tmp_path / "recording"
    acked: dict[str, int] = {}
    with serving(tmp_path / "data", module="tests.helpers.unsynced", env={RECORDING: str(tape)}) as server:
        teacher = server.teacher()
        teacher.add_bank(many(3), "many")
        async with course(OneProcess(server), teacher, pupils=25, think_s=0.4, bank="many") as klass:
            for pupil in klass.pupils:
                pupil.on_ack = lambda command: acked.setdefault(command, tape.stat().st_size)
            await klass.play()
            room = klass.host.room
    recording = Recording(tape)
    moments = cuts(recording, acked, chance)

    for n, moment in enumerate(moments):
        folder = tmp_path / f"cut {n}"
        recording.cut(moment, folder, chance)
        ledger = Ledger(peek.entries(folder / LOG_FILE, room))
        promised = {id for id, at in acked.items() if at <= moment}
        assert promised
        assert promised <= ledger.taken.keys(), f"cut at {moment}, seed {seed}"
        sound(folder / LOG_FILE)

    with serving(tmp_path / f"cut {chance.randrange(len(moments))}") as server:
        teacher = server.teacher()
        screen = await StaffScreen(server.host, teacher.token, room).watch()
        assert screen.stage["phase"] in ("answering", "reveal", "leaderboard", "podium")
        await screen.leave()
