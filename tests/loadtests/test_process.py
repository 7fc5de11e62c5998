"""What a server uses is that of all its processes, and finer than the system's ticks."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from loadtests.process import cpu_s, family, memory_bytes
from tests.helpers.server import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")

WITH_A_CHILD = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'input()'])"


def test_what_a_process_has_started_counts_with_it():
    with subprocess.Popen([sys.executable, "-c", WITH_A_CHILD], stdin=subprocess.PIPE) as parent:
        until(lambda: len(family(parent.pid)) == 2)
        pids = family(parent.pid)

        both, alone = cpu_s(pids), cpu_s(pids[:1])

        assert both is not None
        assert alone is not None
        assert both > alone > 0
        assert (memory_bytes(pids) or 0) > (memory_bytes(pids[:1]) or 0) > 0


def test_less_than_a_tick_is_seen():
    before = cpu_s([os.getpid()])
    sum(range(20_000))
    after = cpu_s([os.getpid()])

    assert before is not None
    assert after is not None
    assert 0 < after - before < 0.01


def test_a_process_that_has_ended_has_no_figures():
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()

    assert cpu_s([gone.pid]) is None
    assert memory_bytes([gone.pid]) is None
