"""What to send to whom after some facts; every frame is encoded once and its bytes shared by all who may have it.

A screen's picture is a few *slots*, each always replaced whole (seats: student by student), so that what the changes
add up to and what a newcomer is given are the same by construction. A phone has `stage`, then of the question on it
`q`, `ask`, `solution` and its own `given` and `talk`, where it is shared `turn`, and `name`, `crew`, `aids` and `me`;
it empties itself what a new question or a stage without one makes void, and fills `given` when its answer is
acknowledged. With the `stage` comes `ahead`: what to fetch for the next question. A staff screen has `stage`, `seats`,
`tally`, the host's a `figure` that takes the place of its stage's while answers come in, and both `posts` that change
those of their stage's. Of the students' questions a phone has `asked` (question by question) and `mine`, a staff screen
`asked` and `asking`; the host's has the class's `roster`, which never changes. In a homework a phone has `homework`
and, while it is open, its newest `attempt` (which `gave` changes, answer by answer) and what was `told` of it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Literal

import msgspec
from msgspec import Struct

from saual.game import facts as f
from saual.game.room import Room
from saual.game.views import asking, media, own_pace, player, posts, pulse, staff
from saual.questions.text import Lang

View = Literal["player", "projector", "host"]
_encode = msgspec.json.Encoder().encode


class Viewer(Struct, frozen=True):
    """One screen: its role, its language, and for a phone its seat."""

    view: View
    lang: Lang
    seat: int = 0


class Changes(Struct):
    """Which slots are out of date: of everybody's, or of the students named."""

    stage: bool = False
    teams: bool = False
    """Which there are, and what they are called."""
    question: bool = False
    ask: bool = False
    solution: bool = False
    standings: bool = False
    """Of every student."""
    answers: bool = False
    """Whether they have answered, of every student."""
    people: set[int] = msgspec.field(default_factory=set)
    """Came, went, were renamed or removed."""
    answered: set[int] = msgspec.field(default_factory=set)
    late: set[int] = msgspec.field(default_factory=set)
    """Answered after the close."""
    sure: set[int] = msgspec.field(default_factory=set)
    """Said how sure they are."""
    asked: set[int] = msgspec.field(default_factory=set)
    """Questions from students."""
    askers: set[int] = msgspec.field(default_factory=set)
    """Whose own questions (or what they ask too, or were counted saying) are others."""
    posts: set[int] = msgspec.field(default_factory=set)
    """Of what students wrote for the class to see."""
    ready: bool = False
    """How many phones have what a question needs."""
    revised: bool = False
    """What the question on the stage is: whatever stands beside it on a phone is told again."""
    asking: bool = False
    """What is shown or counted of the students' questions."""
    homework: bool = False
    """Of every student."""
    pacers: set[int] = msgspec.field(default_factory=set)
    """Of whom it is."""
    begun: set[int] = msgspec.field(default_factory=set)
    """Who has another attempt at it."""
    gave: set[tuple[int, int]] = msgspec.field(default_factory=set)
    """Students who gave an answer in it, each with the question."""
    pulse: bool = False
    """How it goes for the students."""
    pulse_screen: bool = False
    """Whether the class screen shows that."""

    @property
    def everyone(self) -> bool:
        """Something is out of date of every student."""
        return self.standings or self.answers

    @property
    def named(self) -> set[int]:
        """The students of whom something is out of date."""
        return self.people | self.answered | self.askers

    @property
    def phones(self) -> set[int] | None:
        """The seats whose phones must be told something at once; None: all. An answer in time is told by its ack alone,
        and a change of `asked` may wait a little for those who did not make it."""
        if self.stage or self.standings or self.homework:
            return None
        told = self.people | self.late | self.sure | self.askers
        if self.pacers or self.gave:  # in lessons never
            told = told | self.pacers | {seat for seat, _ in self.gave}
        return told

    def __bool__(self) -> bool:
        changed = self.answered or self.stage or self.everyone or self.people or self.asking or self.askers
        told = changed or self.posts or self.ready or self.sure or self.pulse
        return bool(told or self.homework or self.pacers or self.gave)

    def merge(self, other: Changes) -> None:
        self.stage |= other.stage
        self.teams |= other.teams
        self.question |= other.question
        self.ask |= other.ask
        self.solution |= other.solution
        self.standings |= other.standings
        self.answers |= other.answers
        self.people |= other.people
        self.answered |= other.answered
        self.late |= other.late
        self.sure |= other.sure
        self.asked |= other.asked
        self.askers |= other.askers
        self.posts |= other.posts
        self.asking |= other.asking
        self.ready |= other.ready
        self.revised |= other.revised
        self.homework |= other.homework
        self.pacers |= other.pacers
        self.begun |= other.begun
        self.gave |= other.gave
        self.pulse |= other.pulse
        self.pulse_screen |= other.pulse_screen

    def take(self, facts: Iterable[f.Fact]) -> None:
        """Mark what these facts make out of date."""
        for fact in facts:
            match fact:
                case f.AnswerAccepted(seat, _):  # first: nearly all are
                    self.answered.add(seat)
                case f.StageChanged():
                    self.stage = True
                case f.TeamsChanged():
                    self.teams = True
                case f.QuestionShown():
                    self.question = self.answers = True
                case f.QuestionLeft():
                    self.answers = True
                case f.WindowOpened():
                    self.ask = True
                case f.AnswersClosed():
                    self.solution = self.standings = True
                case f.QuestionRevised():
                    self.revised = self.question = self.ask = self.solution = self.standings = True
                case f.ScoresChanged():
                    self.standings = True
                case f.SureSaid(seat):
                    self.sure.add(seat)
                case f.MediaReady():
                    self.ready = True
                case f.SeatChanged(seat) | f.SeatLost(seat) | f.SeatWaits(seat):
                    self.people.add(seat)
                case f.AnswerLate(seat, _):
                    self.answered.add(seat)
                    self.late.add(seat)
                case f.AskedChanged(no, seat):
                    self.asked.add(no)
                    self.askers.add(seat)
                    self.asking = True
                case f.PostsChanged(numbers):
                    self.posts.update(numbers)
                case f.AttemptBegun(seat):
                    self.begun.add(seat)
                case f.PaceTaken(seat, _, question, _):
                    self.gave.add((seat, question))
                case f.PaceChanged(seat):
                    self.homework |= not seat
                    self.pacers.add(seat)
                case f.PulseChanged(screen):
                    self.pulse = True
                    self.pulse_screen |= screen
                case f.AskingChanged(seat):
                    self.asking = True
                    if seat:
                        self.askers.add(seat)


_ALL = Changes(stage=True, teams=True, question=True, ask=True, solution=True)


class _Owned:
    """Which slots of its own a phone is told of: those that the changes make out of date for all, or for its seat."""

    def __init__(self, room: Room, changes: Changes) -> None:
        here = changes.people
        talking = room.place.phase == "discussion"
        rows: list[tuple[Callable[[Room, int], Struct | None], bool, set[int]]] = [
            (player.name, False, here),
            (player.crew, False, here),
            (player.aids, False, here),
            # An answer of its last connection may have been on the way when a phone came: it is told what it gave.
            (player.given, changes.revised, here | changes.sure),
            (player.turn, changes.question and room.seats.any_shared, here),
            (player.talk, changes.stage and talking, here),
            (player.me, changes.standings, here | changes.late),
            (asking.mine, False, changes.askers),
        ]
        self._rows = rows
        self._some = set[int]().union(*(seats for _, _, seats in rows))
        self._each = [make for make, all, _ in rows if all]

    def of(self, seat: int) -> list[Callable[[Room, int], Struct | None]]:
        """Their makers, in the order in which they are told."""
        if seat not in self._some:
            return self._each
        return [make for make, all, seats in self._rows if all or seat in seats]


class Edition:
    """The frames of one state of a room. Make one, ask it for every viewer, throw it away."""

    def __init__(self, room: Room, changes: Changes) -> None:
        self._room = room
        self._changes = changes
        self._encoded: dict[Hashable, bytes] = {}
        self._shared: dict[Lang, list[bytes]] = {}
        """What the changes made of the slots that all phones of a language share."""
        self._owned: _Owned | None = None

    def changed(self, viewer: Viewer) -> list[bytes]:
        """What this viewer must be told after the changes."""
        room, changes = self._room, self._changes
        if viewer.view == "player":
            shared = self._shared.get(viewer.lang)
            if shared is None:
                shared = self._shared[viewer.lang] = self._common(viewer.lang, changes)
            if self._owned is None:
                self._owned = _Owned(room, changes)
            return shared + self._own(viewer, changes, self._owned)
        for_host = viewer.view == "host"
        # The class screen never learns who answered or what it earned; the host's figure grows with each answer.
        students = changes.named if for_host else changes.people
        frames: list[bytes] = []
        if changes.stage:
            frames.append(self._stage(viewer))
        else:
            if for_host and changes.answered:
                frames.append(self._once("figure", lambda: staff.figure(room)))
            if changes.posts:
                frames.append(self._once(("posts", for_host), lambda: posts.changed(room, changes.posts, for_host)))
        if changes.stage or changes.pulse_screen or (changes.pulse and (for_host or room.pulse.shown)):
            frames.append(self._pulse(for_host))
        if for_host and changes.everyone:
            frames.append(self._all_seats(for_host))
        elif students:
            frames.append(self._once(("seats", for_host), lambda: staff.seats(room, students, for_host)))
        # Nothing else counts in it; and a tally that says nothing new would say that there was something.
        counted = changes.people or changes.answered or changes.ready
        if changes.stage or changes.everyone or counted:
            frames.append(self._tally())
        if changes.asking:
            frames += self._asking(changes.asked, for_host)
        # The class screen is not even told that somebody told something.
        return [frame for frame in frames if frame]

    def whole(self, viewer: Viewer) -> list[bytes]:
        """Everything, for a screen that has just come (back)."""
        if viewer.view == "player":
            mine = {viewer.seat}
            own = Changes(people=mine, askers=mine, pacers=mine, begun=mine)
            asked = self._once("all asked", lambda: asking.of_class(self._room, None))
            return (
                self._common(viewer.lang, _ALL)
                + ([asked] if asked else [])
                + self._own(viewer, own, _Owned(self._room, own))
            )
        for_host = viewer.view == "host"
        rest = [self._all_seats(for_host), self._tally(), *self._asking(None, for_host)]
        names = self._once("roster", lambda: staff.roster(self._room)) if for_host else b""
        return [frame for frame in (self._stage(viewer), self._pulse(for_host), *rest, names) if frame]

    def _common(self, lang: Lang, changes: Changes) -> list[bytes]:
        """The slots that all phones of one language share, in the order in which one makes another void."""
        room, frames = self._room, []
        if changes.stage:
            frames.append(self._once("stage", lambda: player.stage(room)))
            frames.append(self._once("ahead", lambda: media.ahead(room)))
        if changes.teams:
            frames.append(self._once("teams", lambda: player.teams(room)))
        if changes.question:
            frames.append(self._once(("q", lang), lambda: player.question(room, lang)))
        if changes.ask:
            frames.append(self._once(("ask", lang), lambda: player.ask(room, lang)))
        if changes.solution:
            frames.append(self._once(("solution", lang), lambda: player.solution(room, lang)))
        if changes.asked:
            frames.append(self._once("asked", lambda: asking.of_class(room, changes.asked)))
        return [frame for frame in frames if frame]

    def _own(self, viewer: Viewer, changes: Changes, owned: _Owned) -> list[bytes]:
        """The slots of one seat."""
        room, seat = self._room, viewer.seat
        if room.seats.get(seat) is None:
            return []
        frames = [make(room, seat) for make in owned.of(seat)]
        if room.pace is not None:
            frames += self._paced(viewer, changes)
        return [_encode(frame) for frame in frames if frame is not None]

    def _paced(self, viewer: Viewer, changes: Changes) -> list[Struct | None]:
        """What a homework has of one seat: another attempt before what is told of it."""
        room, seat, lang = self._room, viewer.seat, viewer.lang
        frames: list[Struct | None] = []
        if seat in changes.begun:
            frames.append(own_pace.attempt(room, seat, lang))
        else:
            gave = sorted(i for no, i in changes.gave if no == seat)
            frames += [own_pace.gave(room, seat, i) for i in gave]
            frames += [own_pace.told(room, seat, lang, {i}) for i in gave]
        if changes.homework or seat in changes.pacers:
            frames += [own_pace.homework(room, seat, lang), own_pace.told(room, seat, lang)]
        return frames

    def _all_seats(self, for_host: bool) -> bytes:
        return self._once(("all seats", for_host), lambda: staff.seats(self._room, None, for_host))

    def _tally(self) -> bytes:
        return self._once("tally", lambda: staff.tally(self._room))

    def _pulse(self, for_host: bool) -> bytes:
        return self._once(("pulse", for_host), lambda: pulse.pulse(self._room, for_host))

    def _asking(self, numbers: set[int] | None, for_host: bool) -> list[bytes]:
        """These questions of students (None: all), and the rest of that."""
        room = self._room
        frames = [self._once(("asking", for_host), lambda: asking.state(room, for_host))]
        if numbers is None or numbers:
            key = ("questions", numbers is None, for_host)
            frames.append(self._once(key, lambda: asking.questions(room, numbers, for_host)))
        return [frame for frame in frames if frame]

    def _stage(self, viewer: Viewer) -> bytes:
        room, lang = self._room, viewer.lang
        if viewer.view == "host":
            return self._once(("host", lang), lambda: staff.host(room, lang))
        return self._once("projector", lambda: staff.projector(room))

    def _once(self, key: Hashable, make: Callable[[], Struct | None]) -> bytes:
        """The encoded frame; empty if there is none."""
        encoded = self._encoded.get(key)
        if encoded is None:
            frame = make()
            encoded = self._encoded[key] = _encode(frame) if frame is not None else b""
        return encoded
