"""The benchmark's own parts: a small load is played to its end, and what was answered is what is in the report."""

from __future__ import annotations

import pytest

from loadtests import machine
from loadtests.client import framed
from loadtests.plan import Plan, Size
from loadtests.run import measure
from loadtests.table import table
from loadtests.target import CannotRun

TINY = Plan(
    rooms=2, phones=5, questions=0, think_s=0.1, steady_rate=10, steady_s=0.3, repeats=1, step_s=0.3, bursts=1,
    quiet_rounds=2, recoveries=1, hall=40, hall_rounds=1, growth=(Size(2, 5.0, 0.3),), idle_s=0.1,
)  # fmt: skip


async def test_a_small_load_is_measured_and_nothing_is_lost():
    told: list[str] = []

    result = await measure(TINY, told.append)

    assert result.lost == 0
    assert result.trouble == ""
    assert result.saual.refused == {}
    assert result.saual.answers == result.saual.acked == result.recorded == result.saual.students
    assert result.bare.answers == result.bare.acked == result.bare.students
    # The yardstick weighs what Saual weighs.
    assert result.bare.down == pytest.approx(result.saual.down, rel=0.25)
    assert [(grown.rooms, grown.phones) for grown in result.growth] == [(2, 5)]
    text = table(result, machine.described())
    assert "answers lost" in text
    assert told[0].startswith("recovering")


async def test_a_load_that_the_system_has_no_open_files_for_is_refused_with_what_to_do(monkeypatch):
    monkeypatch.setattr("loadtests.run.open_files", lambda: 600)

    with pytest.raises(CannotRun, match=r"608 sockets at once.* 600 open files.*ulimit -n 1108"):
        await measure(Plan(rooms=2, phones=5, hall=288), lambda _: None)


@pytest.mark.parametrize(("size", "head"), [(5, 2 + 4), (125, 2 + 4), (126, 4 + 4), (4000, 4 + 4)])
def test_a_frame_says_its_length_as_the_protocol_wants_it(size, head):
    frame = framed(b"x" * size)

    assert len(frame) == head + size
    assert frame[0] == 0x81
    assert frame[1] & 0x80
