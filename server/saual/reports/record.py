"""The record of one game: all that any report needs, copied out of the room. Knows no figures and no database.

It shares nothing that changes with the game, which may live on: a late answer makes a new record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import accumulate, chain
from typing import Literal, NamedTuple, get_args

from msgspec import Struct

from saual.game.asking import Asked, Asking, Spoken
from saual.game.course import Course
from saual.game.game import Game
from saual.game.pulse import FEWEST_MOODS, PACES, Moment, Pulse
from saual.game.room import Room
from saual.game.round import Response, Round
from saual.game.seats import Seat
from saual.game.settings import Settings
from saual.game.uses import USES
from saual.protocol.common import AskedState, Flow, SpokenKind, Sure, Use
from saual.protocol.homework import Homework
from saual.protocol.plans import Tool
from saual.questions.bank import AnyQuestion
from saual.questions.base import Answer
from saual.questions.text import Lang, TitleText
from saual.reports.homework import AttemptRow, OpenedRow, attempt_rows, opened_rows
from saual.reports.identity import identity


class Person(NamedTuple):
    """Who a student of a class is. `number` is the school's own, "" for none."""

    name: str
    number: str


People = Mapping[str, Person]
"""By the ids that records have."""


class StudentRow(Struct, frozen=True):
    """`removed`: the host took the student out; kept only for the answers given before that."""

    seat: int
    name: str
    joined_ms: int
    removed: bool
    present_ms: int = 0
    """How long the phone was connected, from joining (or the end of the game before) to the end of the game."""
    student_id: str | None = None
    """Who of the class it was; the name stands with the class alone."""
    phone: int = 0
    """The seat whose phone the student used too, when last the record was made; 0: an own one, or none."""
    team: int = 0
    """In which team the student played; 0: in none."""


class ItemRow(Struct, frozen=True):
    """One question as it was asked, options in the order that students saw. `i` is its place in the game, from 0.

    `most` is what a right answer could earn, `window_ms` how long it was open (None: never). A question whose result
    was never counted is `skipped`, whether the host said so or the room was left.
    """

    i: int
    question: AnyQuestion
    most: int
    shown_ms: int
    window_ms: int | None
    skipped: bool
    witnesses: tuple[int, ...]
    """Seats that were in the room while it was asked, in order."""
    key: str = ""
    """What the question is called in all games that asked it (see `identity`)."""
    no: int = 0
    """The number that the class saw, from 1: two votes are on one question."""
    vote: int = 0
    """1 or 2: of a question that was voted on twice, which time."""
    flow: Flow = "classic"
    """How it was asked."""

    @property
    def last(self) -> bool:
        """It has the question's result: no second vote followed."""
        return self.vote != 1


class ResponseRow(Struct, frozen=True):
    """One recorded answer. A late one, and one to a skipped question, has no credit and no points.

    `phone` is the seat whose phone gave it, 0 where the host entered it: what a shared phone answers for all who share
    it is a row for each of them.
    """

    i: int
    seat: int
    answer: Answer
    arrived_ms: int
    elapsed_ms: int
    late: bool
    credit: float
    points: int
    bonus: int
    phone: int = 0
    sure: Sure | None = None
    """How sure the student was, where that was asked and said."""


class TeamRow(Struct, frozen=True):
    """`name` "": it was called by its number."""

    no: int
    name: str
    score: int
    rank: int


class AskedRow(Struct, frozen=True):
    """A student's question that was not withdrawn. Whose it is counts for participation; a report names nobody who
    did not ask by name (`named`)."""

    no: int
    seat: int
    text: str
    named: bool
    asked_ms: int
    state: AskedState
    starred: bool
    seconds: tuple[int, ...]
    """Seats that asked the same, in order."""


class SpokenRow(Struct, frozen=True):
    """Something said aloud that the host counted. `seat` is 0 where nobody was named."""

    no: int
    what: SpokenKind
    seat: int
    at_ms: int


class PulseRow(Struct, frozen=True):
    """How many told `value` last: of `pace` (1 too slow, 2 good, 3 too fast) while step `i` was on the stage (-1: none
    was), of `start` and `end` the mood, from 1 to 5. Nothing is kept of who."""

    what: Literal["pace", "start", "end"]
    i: int
    value: int
    n: int


class PartRow(Struct, frozen=True):
    """One part of the lesson plan as it went; None where it was not come to. What was taken out is not here."""

    no: int
    tool: Tool
    title: str
    aim: str
    minutes: int
    began_ms: int | None
    ended_ms: int | None


class GameRecord(Struct, frozen=True):
    """`language` is the bank's: what a text falls back to. Rows are sorted by their numbers.

    `seq` is the entry of the room's log after which it was made: of two records the one with the higher is newer, and
    two with the same are alike.

    What students ask and say belongs to the game that is on, in a lobby to the game that follows. Where none follows,
    as in a lesson without a quiz, it has a record of its own, that of a game without questions of the bank.
    """

    room: str
    no: int
    bank: str
    title: TitleText
    language: Lang
    settings: Settings
    started_ms: int
    ended_ms: int
    finished: bool
    seq: int
    students: tuple[StudentRow, ...]
    items: tuple[ItemRow, ...]
    responses: tuple[ResponseRow, ...]
    asked: tuple[AskedRow, ...] = ()
    spoken: tuple[SpokenRow, ...] = ()
    teams: tuple[TeamRow, ...] = ()
    """By number, those that played."""
    uses: dict[Use, int] = {}
    """How the teacher used the software; what was not used is not in it."""
    class_id: str | None = None
    """The class that the room was opened for."""
    plan: tuple[PartRow, ...] = ()
    """In the order in which the lesson went."""
    pulse: tuple[PulseRow, ...] = ()

    homework: Homework | None = None
    """What was set, where it was a homework; then `finished` says that it has closed."""
    attempts: tuple[AttemptRow, ...] = ()
    opened: tuple[OpenedRow, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.room}-{self.no}"


def record_of(room_id: str, room: Room, game: Game, finished: bool) -> GameRecord:
    """The record of a game of this room as it stands now. `finished`: it was played to its podium."""
    rounds = [asked for _, asked in sorted(game.rounds.items())]
    numbers = list(accumulate(int(not step.again) for step in game.steps))
    firsts = {asked.first.index for asked in rounds if asked.first is not None}
    active = _spoke_up(room.asking, game.no).union(*(asked.responses.keys() | asked.late.keys() for asked in rounds))
    if room.pace is not None:
        active |= room.pace.attempts.keys() | room.pace.opened.keys()
    return GameRecord(
        room=room_id,
        no=game.no,
        bank=game.bank.id,
        title=game.bank.title,
        language=game.bank.language,
        settings=game.settings,
        started_ms=game.started_ms,
        ended_ms=game.ended_ms,
        finished=finished,
        seq=room.seq,
        students=tuple(
            StudentRow(
                *(seat.no, seat.name, seat.joined_ms, _removed(seat, game), game.present.get(seat.no, 0)),
                *(seat.student or None, seat.phone, _team(room, seat)),
            )
            for seat in room.seats.everyone()
            if _took_part(seat, game, active)
        ),
        items=tuple(_item(room_id, asked, game, numbers[asked.index], asked.index in firsts) for asked in rounds),
        responses=tuple(chain.from_iterable(_responses(asked, game.settings.grace_ms) for asked in rounds)),
        asked=tuple(_asked(asked) for asked in room.asking.of_game(game.no)),
        spoken=tuple(_spoken(no, spoken) for no, spoken in enumerate(room.asking.spoken_in(game.no), 1)),
        teams=tuple(
            TeamRow(no, room.teams.names.get(no, ""), standing.score, standing.rank)
            for no, standing in sorted(game.teams.items())
        ),
        uses=_uses(room, game.no),
        class_id=room.roster.class_id if room.roster else None,
        plan=_plan(game.course),
        homework=room.pace.plan if room.pace else None,
        attempts=attempt_rows(room.pace, game) if room.pace else (),
        opened=opened_rows(room.pace) if room.pace else (),
        pulse=_pulse(room.pulse, game.no),
    )


def _spoke_up(asking: Asking, game: int) -> set[int]:
    """Seats that asked, asked the same or were counted speaking."""
    seats = {spoken.seat for spoken in asking.spoken_in(game)} - {0}
    return seats.union(*({asked.seat, *asked.seconds} for asked in asking.of_game(game)))


def _took_part(seat: Seat, game: Game, active: set[int]) -> bool:
    # Who joins at the podium has come for the next game.
    return seat.no in active or (not _removed(seat, game) and seat.joined_ms <= game.ended_ms)


def _plan(course: Course) -> tuple[PartRow, ...]:
    parts = ((no, course.parts[no]) for no in course.order if no not in course.left)
    return tuple(
        PartRow(no, part.tool, part.title, part.aim, part.minutes, course.began.get(no), course.ended.get(no))
        for no, part in parts
    )


def _removed(seat: Seat, game: Game) -> bool:
    """By the end of this game; what a later one brings does not change it."""
    return seat.kicked_ms is not None and seat.kicked_ms <= game.ended_ms


def _team(room: Room, seat: Seat) -> int:
    team = room.teams.of.get(seat.phone or seat.no, 0)
    return team if team <= room.settings.teams.n else 0


def _uses(room: Room, game: int) -> dict[Use, int]:
    counted = room.uses.get(game)
    return {use: counted[use] for use in USES if counted[use]} if counted else {}


def _pulse(pulse: Pulse, game: int) -> tuple[PulseRow, ...]:
    """Moods only where so many told theirs that none can be guessed."""
    rows = []
    for (no, i), paces in sorted(pulse.paces.items()):
        counted = Counter(paces.values())
        told = enumerate(PACES, 1) if no == game else ()
        rows += [PulseRow("pace", i, value, counted[pace]) for value, pace in told if counted[pace]]
    for moment in get_args(Moment):
        moods = pulse.mood(game, moment)
        if moods.total() >= FEWEST_MOODS:
            rows += [PulseRow(moment, -1, face, moods[face]) for face in sorted(moods)]
    return tuple(sorted(rows, key=lambda row: (row.what, row.i, row.value)))


def _item(room_id: str, asked: Round, game: Game, no: int, is_first: bool) -> ItemRow:
    step = game.steps[asked.index]
    # What was asked aloud has no words to be known by, or the same as another.
    only = f"{room_id}-{game.no}-{asked.index}" if step.flow == "improvised" else ""
    return ItemRow(
        i=asked.index,
        question=asked.question,
        most=asked.most,
        shown_ms=asked.shown_ms,
        window_ms=asked.window.span_ms if asked.window else None,
        skipped=asked.skipped or (asked.question.answered and not asked.closed),
        witnesses=tuple(sorted(asked.witnesses)),
        key=identity(step.written, only),
        flow=step.flow,
        no=no,
        vote=1 if is_first else 2 if asked.first is not None else 0,
    )


def _responses(asked: Round, grace_ms: int) -> list[ResponseRow]:
    if asked.window is None:
        return []
    both: dict[int, Response] = asked.responses | asked.late
    # An answer in a longer time of one's own stands in the record as given at the end of the class's.
    span_ms, ends_ms = asked.window.span_ms, asked.window.ends_ms + grace_ms
    # Without the names of the fields, which take time: there are more rows of this kind than of all others.
    return [
        ResponseRow(
            asked.index,
            seat,
            given.answer,
            given.arrived_ms if given.late or given.arrived_ms < ends_ms else ends_ms,
            given.elapsed_ms if given.elapsed_ms < span_ms else span_ms,
            given.late,
            given.credit,
            given.points,
            given.bonus,
            given.phone,
            given.sure,
        )
        for seat, given in sorted(both.items())
    ]


def _asked(asked: Asked) -> AskedRow:
    return AskedRow(
        no=asked.no,
        seat=asked.seat,
        text=asked.text,
        named=asked.named,
        asked_ms=asked.at_ms,
        state=asked.state,
        starred=asked.starred,
        seconds=tuple(sorted(asked.seconds)),
    )


def _spoken(no: int, spoken: Spoken) -> SpokenRow:
    return SpokenRow(no, spoken.what, spoken.seat, spoken.at_ms)
