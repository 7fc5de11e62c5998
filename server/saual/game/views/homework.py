"""What the teacher reads of a homework, while it is open and after: who came, how far, how well, what was asked."""

from __future__ import annotations

from saual.game.flows.own_pace import STAYS_MS
from saual.game.own_pace import OwnPace
from saual.game.room import Room
from saual.game.seats import Seat
from saual.protocol.homework import DoerLine, HomeworkLine, HomeworkPage, HomeworkState, LeftQuestion, WorkItem
from saual.questions.text import Lang, say

_STATES: dict[str, HomeworkState] = {"lobby": "waiting", "own_pace": "open"}


def line(id: str, room: Room) -> HomeworkLine:
    """In a list; its title in the language of the class."""
    pace = _pace(room)
    return HomeworkLine(
        room=id,
        pin=room.pin,
        title=say(room.bank.title, room.settings.lang, room.bank.language),
        group=room.roster.title if room.roster else "",
        state=_STATES.get(room.place.phase, "closed"),
        opens_ms=pace.plan.opens_ms,
        closes_ms=pace.plan.closes_ms,
        gone_ms=pace.plan.closes_ms + STAYS_MS,
        students=len(room.seats),
        done=sum(any(attempt.finished_ms for attempt in pace.of(seat.no)) for seat in room.seats),
        of=len(room.roster.students) if room.roster else 0,
        questions=len(left(room)),
    )


def page(id: str, room: Room, lang: Lang) -> HomeworkPage:
    return HomeworkPage(
        line=line(id, room),
        game=f"{id}-1",
        homework=_pace(room).plan,
        doers=[*(_doer(room, seat) for seat in room.seats), *_absent(room)],
        items=_items(room, lang),
        questions=left(room),
    )


def left(room: Room) -> list[LeftQuestion]:
    """What students asked and did not take back, oldest first."""
    asked = [one for one in room.asking.of_game(room.current) if one.state != "hidden"]
    names = {one.no: room.seats.get(one.seat) if one.named else None for one in asked}
    return [LeftQuestion(one.no, one.text, seat.name if (seat := names[one.no]) else "", one.at_ms) for one in asked]


def _doer(room: Room, seat: Seat) -> DoerLine:
    pace, game = _pace(room), room.game
    pupil = room.roster.get(seat.student) if room.roster and seat.student else None
    tries, newest = pace.of(seat.no), pace.newest(seat.no)
    chosen = pace.counting(game, seat.no) if game is not None else None
    answers = list(chosen.answers.items()) if chosen is not None else []
    credits = pace.credits(game, seat.no, chosen) if game is not None and chosen is not None else []
    return DoerLine(
        seat=seat.no,
        name=seat.name,
        real=pupil.name if pupil else "",
        came_ms=seat.joined_ms,
        attempts=len(tries),
        finished_ms=chosen.finished_ms if chosen is not None else 0,
        answered=len(answers),
        late=chosen.late if chosen is not None else 0,
        late_counts=seat.no in pace.taken,
        right=sum(credit == 1.0 for credit in credits),
        of=sum(asked.marked for asked in game.rounds.values()) if game is not None else 0,
        ms=sum(done.elapsed_ms for _, done in answers),
        opened=sorted(pace.opened.get(seat.no, ())),
        going=newest is not None and not newest.finished_ms and not pace.closed,
    )


def _absent(room: Room) -> list[DoerLine]:
    """Those of the class who have not come in."""
    if room.roster is None:
        return []
    return [DoerLine(0, "", pupil.name) for pupil in room.roster.students if room.seats.of_student(pupil.id) is None]


def _items(room: Room, lang: Lang) -> list[WorkItem]:
    """In the bank's order, from the attempts that count (of who has not handed in any: from the newest)."""
    pace, game = _pace(room), room.game
    if game is None:
        return []
    chosen = [(seat.no, attempt) for seat in room.seats if (attempt := pace.counting(game, seat.no)) is not None]
    items = []
    for i, asked in sorted(game.rounds.items()):
        if not asked.question.answered:
            continue
        given = [attempt.answers[i] for seat, attempt in chosen if i in attempt.answers]
        credits = [asked.question.mark(done.answer) for done in given] if asked.marked else []
        mean = sum(credits) / len(credits) if credits else None
        text = say(asked.question.text, lang, room.bank.language)
        items.append(WorkItem(i, text, asked.question.kind, len(given), mean))
    return items


def _pace(room: Room) -> OwnPace:
    assert room.pace is not None
    return room.pace
