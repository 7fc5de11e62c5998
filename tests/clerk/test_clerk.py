"""The clerk's processes: bounded in time, memory and number, ended with the server, and never a lesson's burden."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from saual.banks.check import read_file
from saual.banks.exporting import exports
from saual.banks.importing import read_bank
from saual.clerk import clerk as clerks
from saual.clerk.clerk import MOST_WAITING, Clerk, ClerkFailed
from saual.clerk.jobs import Read, Write
from saual.protocol.files import ExportPage, ImportPage
from saual.questions.bank import Bank

TOUR = Path(__file__).parents[2] / "question_banks" / "tour.toml"
GIFT = b"::Sum:: 1 + 1 = ? {=2 ~3}\n\n::Nothing right:: Why? {~this ~that}\n"


@pytest.fixture
def clerk() -> Iterator[Clerk]:
    one = Clerk()
    yield one
    one.close()


async def read(clerk: Clerk, data: bytes, job: Read | None = None) -> ImportPage:
    with clerk.tray(job or Read("x.gift", "ru", None)) as tray:
        tray.write(data)
        page, _, _ = (await clerk.work(tray)).partition(b"\n")
        return msgspec.json.decode(page, type=ImportPage)


def stand_in(monkeypatch: pytest.MonkeyPatch, code: str) -> list[subprocess.Popen[bytes]]:
    """Processes that run `code` instead of a job; the list of those that were started."""
    started: list[subprocess.Popen[bytes]] = []
    plain = subprocess.Popen

    def popen(command: list[str], **settings: object) -> subprocess.Popen[bytes]:
        started.append(plain([sys.executable, "-c", code], **settings))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(clerks.subprocess, "Popen", popen)
    return started


async def test_a_file_becomes_the_preview_of_a_bank_and_the_list_of_what_does_not_come(clerk: Clerk) -> None:
    page = await read(clerk, GIFT)

    assert (page.format, page.told, page.numbers, page.beyond) == ("gift", False, [1], 0)
    assert page.draft is not None
    assert page.draft.language == "en"
    assert [question.text for question in page.questions] == ["1 + 1 = ?"]
    assert [problem.question for problem in page.problems] == [2]
    assert "вопрос 2" in page.problems[0].place


async def test_the_language_asked_for_is_that_of_plain_texts(clerk: Clerk) -> None:
    page = await read(clerk, GIFT, Read("x", "en", "kk"))

    assert page.draft is not None
    assert page.draft.language == "kk"


async def test_a_file_that_cannot_be_read_is_an_answer_with_the_reason(clerk: Clerk) -> None:
    page = await read(clerk, b"<!DOCTYPE quiz [<!ENTITY a 'b'>]><quiz/>", Read("x", "kk", None))

    assert (page.format, page.draft, page.questions) == ("", None, [])
    assert len(page.problems) == 1
    assert "DOCTYPE" in page.problems[0].problem


@pytest.mark.parametrize("format", exports())
async def test_a_bank_becomes_a_file_of_every_format_that_the_import_reads(clerk: Clerk, format: str) -> None:
    bank = read_file(TOUR)

    answer = await clerk.do(Write(bank, format, "en"))

    head, _, data = answer.partition(b"\n")
    page = msgspec.json.decode(head, type=ExportPage)
    assert (page.format, page.size) == (format, len(data))
    back = read_bank(data, f"x{page.suffix}", language=bank.language).bank
    assert isinstance(back, Bank)
    lost = len({loss.question for loss in page.losses if loss.question})
    assert len(back.questions) >= len(bank.questions) - lost


async def test_a_job_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    started = stand_in(monkeypatch, "import threading; threading.Event().wait()")
    clerk = Clerk(within_s=0.2)

    with pytest.raises(ClerkFailed) as failed:
        await read(clerk, GIFT)

    assert failed.value.code == "slow"
    assert [process.returncode for process in started] == [-signal.SIGKILL]
    clerk.close()


@pytest.mark.skipif(sys.platform != "linux", reason="the bound on memory is the system's")
async def test_a_job_that_wants_too_much_memory_is_told_so_and_the_next_one_is_done(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        greedy = "m.done = lambda job, data: bytearray(2 * m._MOST_MEMORY)"
        code = f"import saual.clerk.__main__ as m; {greedy}; raise SystemExit(m.main())"
        stand_in(patch, code)
        with pytest.raises(ClerkFailed) as failed:
            await read(clerk, GIFT)

    assert failed.value.code == "heavy"
    assert (await read(clerk, GIFT)).format == "gift"


async def test_a_process_that_dies_is_told(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, f"import os; os.kill(os.getpid(), {int(signal.SIGKILL)})")

    with pytest.raises(ClerkFailed) as failed:
        await read(clerk, GIFT)

    assert failed.value.code == "broken"


async def test_no_more_than_two_run_and_a_few_wait(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    started = stand_in(monkeypatch, "import sys; sys.stdin.buffer.read(); import threading; threading.Event().wait()")

    jobs = [asyncio.create_task(read(clerk, GIFT)) for _ in range(MOST_WAITING)]
    await asyncio.wait_for(asyncio.to_thread(_until, lambda: len(started) == clerks.AT_ONCE), 20)
    with pytest.raises(ClerkFailed) as failed:
        await read(clerk, GIFT)

    assert failed.value.code == "busy"
    assert len(started) == clerks.AT_ONCE
    clerk.close()
    assert all(process.returncode is not None for process in started)
    ends = await asyncio.gather(*jobs, return_exceptions=True)
    assert all(isinstance(end, ClerkFailed | asyncio.CancelledError) for end in ends)


async def test_what_the_server_knows_of_databases_is_not_told_to_the_process(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAUAL_DATABASE_URL", "postgresql://user:secret@host/saual")
    stand_in(monkeypatch, 'import os; print("SAUAL_DATABASE_URL" in os.environ)')

    assert (await clerk.do(Read("x", "en", None))).strip() == b"False"


def _until(true: object) -> None:
    wait = threading.Event()
    while not true():  # type: ignore[operator]
        wait.wait(0.01)


@pytest.mark.skipif(sys.platform == "win32", reason="there it is the server that lets others go first")
@pytest.mark.parametrize(("job", "behind"), [("pass", False), ("while os.nice(0) == before: pass", True)])
def test_what_is_soon_read_waits_for_no_other_program_and_what_computes_on_and_on_lets_all_others_go_first(
    job: str, behind: bool
) -> None:
    code = f"""
import os
from saual.clerk.__main__ import _bound
_bound()
before = os.nice(0)
{job}
print(os.nice(0) > before)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert run.stdout.split() == [str(behind).encode()]
