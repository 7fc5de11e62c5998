"""A process that dies with the log open: what it has acknowledged is there, whole, and the file is free again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from saual.log.base import PinTaken
from saual.log.local import LocalLog
from saual.world import Clock

# Appends classes of answers for ever; prints "<seq> <number>" for each one that was acknowledged.
ANSWERING = """
import asyncio, sys
from pathlib import Path
from saual.log.local import LocalLog
from saual.world import Clock

async def main(path: Path, number: int, rounds: int) -> None:
    log = await LocalLog.open(path, Clock())
    if not await log.rooms():
        await log.open_room("room", "111111", b"open")

    async def answer(number: int) -> None:
        entry = await log.append("room", b"%d:" % number + b"%d" % number * 200)
        print(entry.seq, number, flush=True)

    for _ in range(rounds):
        await asyncio.gather(*(answer(number + i) for i in range(35)))
        number += 35

asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
"""


def answering(path: Path, number: int, rounds: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", ANSWERING, str(path), str(number), str(rounds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


async def test_every_acknowledged_answer_survives_being_killed_three_times(tmp_path: Path) -> None:
    acked: dict[int, int] = {}
    for life, lines in enumerate((1, 150, 77)):
        process = answering(tmp_path / "live.db", life * 1_000_000, 1_000_000)
        assert process.stdout is not None
        printed = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        printed += [line for line in process.stdout if line.endswith("\n")]
        process.stdout.close()
        process.wait()
        acked |= {int(seq): int(number) for seq, number in (line.split() for line in printed)}

    log = await LocalLog.open(tmp_path / "live.db", Clock())
    entries = await log.read("room")
    with pytest.raises(PinTaken):
        await log.open_room("other", "111111", b"open")
    following = await log.append("room", b"after")
    await log.close()

    assert len(acked) >= 228
    commands = {entry.seq: entry.command for entry in entries}
    assert list(commands) == list(range(1, len(entries) + 1))
    assert following.seq == len(entries) + 1
    for seq, number in acked.items():
        assert commands[seq] == b"%d:" % number + b"%d" % number * 200
    for command in list(commands.values())[1:]:
        digits, _, rest = command.partition(b":")
        assert rest == digits * 200, "half an entry"
    assert len(set(commands.values())) == len(commands), "an answer was kept twice"


async def test_a_process_that_ends_without_closing_the_log_ends_and_loses_nothing(tmp_path: Path) -> None:
    process = answering(tmp_path / "live.db", 0, 2)
    output, _ = process.communicate(timeout=20)

    log = await LocalLog.open(tmp_path / "live.db", Clock())
    entries = await log.read("room", after=1)
    await log.close()

    assert process.returncode == 0
    assert sorted(int(line.split()[0]) for line in output.splitlines()) == [entry.seq for entry in entries]
    assert len(entries) == 70
