"""What a student and a question may cost, beside the same frames with no game: the gate that no change slips through.

Ratios and sizes only, never times: they hold on a slow machine and on a busy one. The figures are those of
`python3 run.py bench`, of a smaller load. Who makes something cheaper tightens its bound here, in the same commit.
"""

from __future__ import annotations

import asyncio

import pytest

from loadtests.figures import Result, ratio
from loadtests.plan import Plan
from loadtests.run import measure

GATE = Plan(
    rooms=8, think_s=0.15, steady_rate=20, steady_s=2.0, repeats=3,
    step_s=0, bursts=0, quiet_rounds=0, recoveries=0, hall=0,
)  # fmt: skip

# Today's figure, and what it may be here.
MOST_CPU_RATIO = 1.9  # 1.3 to 1.6 at 20 rounds/s
MOST_MEMORY_RATIO = 0.9  # 0.60
MOST_BYTES_DOWN = 700  # 651 per student and question
MOST_BYTES_UP = 55  # 46
MOST_MESSAGES_DOWN = 3.2  # 3.0: question, ack, result


@pytest.fixture(scope="module")
def measured() -> Result:
    return asyncio.run(measure(GATE, lambda _: None))


def within(most: float, found: float | None) -> bool:
    if found is None:
        pytest.skip("this system does not tell what another process uses")
    return 0 < found <= most


def test_nothing_is_lost(measured: Result):
    assert (measured.lost, measured.trouble, measured.saual.refused) == (0, "", {})
    assert measured.saual.answers == measured.saual.students > 0


def test_a_student_and_a_question_take_no_more_bytes_and_messages(measured: Result):
    assert within(MOST_BYTES_DOWN, measured.saual.down)
    assert within(MOST_BYTES_UP, measured.saual.up)
    assert within(MOST_MESSAGES_DOWN, measured.saual.messages_down)


def test_a_student_and_a_question_take_no_more_of_the_processor(measured: Result):
    assert within(MOST_CPU_RATIO, ratio(measured.saual.cpu_us, measured.bare.cpu_us))


def test_a_phone_takes_no_more_memory(measured: Result):
    assert within(MOST_MEMORY_RATIO, ratio(measured.saual.memory, measured.bare.memory))
