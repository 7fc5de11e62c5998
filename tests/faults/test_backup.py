"""A backup is taken in the middle of a lesson: no answer waits, and what comes back is the lesson at one instant."""

from __future__ import annotations

import asyncio
from pathlib import Path

from saual.game import commands as c
from saual.game.views.edition import Viewer
from saual.log import peek
from saual.log.base import Entry
from tests.helpers.endless import BANK, Play, answers, back, first_scores, folded, scores
from tests.helpers.phones import Lesson, StaffScreen, lesson
from tests.helpers.screens import Screen
from tests.helpers.server import Server, Teacher, saual, serving

PHONES = 20
BACKUPS = 2


async def backed_up(server: Server, file: Path) -> None:
    answer = await asyncio.to_thread(saual, "backup", file, "--data", server.data)
    assert (answer.returncode, answer.stderr) == (0, "")


async def test_answers_are_acked_while_a_backup_is_taken_and_the_copy_has_the_scores_of_that_moment(tmp_path: Path):
    with serving(tmp_path / "data") as server:
        teacher = server.teacher()
        bank = teacher.add_bank(BANK, "long")
        async with lesson(server, teacher, PHONES, bank=bank) as room:
            play = Play(room)
            playing = asyncio.ensure_future(play.run())
            await first_scores(room)
            before: list[set[tuple[int, int, int]]] = []
            for n in range(BACKUPS):
                before.append(set(play.acked))

                await backed_up(server, tmp_path / f"{n}.saual")

                assert not playing.done()
                assert len(play.acked) > len(before[n]), "nothing was acknowledged meanwhile"
            play.enough = True
            await playing
            whole = peek.entries(server.data / "live.db", room.host.room)
            for n in range(BACKUPS):
                kept = await asyncio.to_thread(restored, tmp_path / f"{n}.saual", tmp_path / f"data-{n}", room)
                # Not a jumble: the log as it was, up to one entry, with all that was acknowledged before.
                assert kept == whole[: len(kept)]
                assert before[n] <= answers(kept) <= play.acked
                assert len(kept) < len(whole)
                await goes_on(tmp_path / f"data-{n}", teacher, room, kept)


def restored(file: Path, data: Path, room: Lesson) -> list[Entry]:
    answer = saual("restore", file, "--data", data)
    assert (answer.returncode, answer.stderr) == (0, "")
    return peek.entries(data / "live.db", room.host.room)


async def goes_on(data: Path, teacher: Teacher, room: Lesson, kept: list[Entry]) -> None:
    """A server on the restored folder shows the same scores, and the same students go on in the same seats."""
    with serving(data) as server:
        host = await StaffScreen(server.host, teacher.token, room.host.room).watch()
        try:
            seen = {phone: await back(server.host, phone) for phone in room.phones[:3]}
        finally:
            await host.leave()
        assert server.terminate() == 0
    after = peek.entries(data / "live.db", room.host.room)
    assert after[: len(kept)] == kept
    # A question that everybody had answered in that very moment is closed, as it was then.
    due = [entry for entry in after[len(kept) :] if isinstance(c.decode(entry.command), c.TimeUp)]
    assert scores(folded(after)) == scores(folded(kept + due)) != {}
    for phone, me in seen.items():
        assert me == Screen(Viewer("player", "en", phone.seat), folded(after)).me
