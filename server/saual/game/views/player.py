"""What a student's phone may know.

Before the answers close nothing here depends on which answer is right; options leave only once the window has opened;
and nothing of a later question ever does.
"""

from __future__ import annotations

from saual.game.room import Room
from saual.game.round import Response, Round
from saual.game.views import common
from saual.protocol.player import Given, Me, PlayerStage, Verdict
from saual.questions.text import Lang, say


def stage(room: Room, lang: Lang) -> PlayerStage:
    """The same for every phone of one language."""
    fallback = room.bank.language
    asked = room.round
    phase = room.place.phase
    return PlayerStage(
        phase=phase,
        step=room.step,
        game=room.game.no if room.game else 0,
        title=say(room.bank.title, lang, fallback) if phase in ("lobby", "podium", "closed") else "",
        signs=room.settings.signs,
        scored=common.scored(room),
        paused=room.paused,
        q=common.head(room, asked, lang) if asked and phase != "leaderboard" else None,
        ask=asked.question.ask(lang, fallback) if asked and phase in ("slide", "answering", "reveal") else None,
        clock=common.clock(room),
        solution=asked.question.solution(lang, fallback) if asked and phase == "reveal" else None,
    )


def me(room: Room, seat: int) -> Me:
    """One seat's own picture. While answers are open only the kept answer can change (a removal moves ranks too)."""
    standing = room.game.standings.get(seat) if room.game else None
    has_rank = standing is not None and common.ranked(room)
    asked = room.round
    return Me(
        name=room.seat(seat).name,
        seats=room.game.ranked if room.game and has_rank else 0,
        score=standing.score if standing else 0,
        rank=standing.rank if standing and has_rank else 0,
        streak=standing.streak if standing else 0,
        given=_given(asked, seat) if asked is not None and asked.question.answered else None,
    )


def _given(asked: Round, seat: int) -> Given | None:
    response = asked.of(seat)
    if not asked.closed:
        return Given(asked.index, _plain(response), late=response.late) if response else None
    if response is None:
        return Given(asked.index) if seat in asked.witnesses else None
    if response.late or not asked.marked:
        return Given(asked.index, _plain(response), late=response.late, verdict="none")
    verdict: Verdict = "right" if response.credit == 1.0 else "part" if response.credit > 0 else "wrong"
    return Given(asked.index, _plain(response), verdict=verdict, points=response.points, bonus=response.bonus)


def _plain(response: Response) -> int | str | list[int]:
    return list(response.answer) if isinstance(response.answer, tuple) else response.answer
