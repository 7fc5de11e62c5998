"""Who is in the room: seats, their names, and whether a phone is there now. Knows nothing of questions.

A seat is one student's place. Several students on one phone have a seat each: the first one's is the phone's, the
others sit *with* it, and come and go with its connection. A student without any phone has a seat that no key opens.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from saual.game.names import alike
from saual.protocol.codes import Code

HAND = "-"
"""What stands for the connection of a student who is here without a phone: the host enters the answers."""
MOST_TOGETHER = 6
"""Students on one phone."""


class Seat(Struct):
    """One student's place. `key` ("": nobody's now) and `device` are hashes; `conn` is the newest connection, or None.

    `since_ms`: when its process was given that connection.
    """

    no: int
    key: str
    device: str
    name: str
    joined_ms: int
    conn: str | None = None
    since_ms: int = 0
    departed_ms: int = 0
    kicked_ms: int | None = None
    came_ms: int = 0
    """Since when a phone is here, while one is."""
    here_ms: int = 0
    """How long one was here before that."""
    student: str = ""
    """Who of the room's class it is."""
    waits: bool = False
    """The host has not let the student in (yet)."""
    phone: int = 0
    """The seat whose phone the student uses; 0: an own one, or none."""

    def arrive(self, conn: str, at_ms: int) -> None:
        if self.conn is None:
            self.came_ms = at_ms
        self.conn = conn

    def depart(self, at_ms: int) -> None:
        self.here_ms = self.present_ms(at_ms)
        self.conn = None
        self.departed_ms = at_ms

    def present_ms(self, at_ms: int) -> int:
        """How long a phone was here, all in all."""
        return self.here_ms + (at_ms - self.came_ms if self.conn is not None else 0)

    @property
    def held(self) -> bool:
        """Somebody has it: by an own phone, or with others on one."""
        return bool(self.key or self.phone)

    @property
    def by_hand(self) -> bool:
        """The student is here without a phone."""
        return self.conn == HAND

    @property
    def kicked(self) -> bool:
        """The student was removed."""
        return self.kicked_ms is not None


class Holder(Struct, frozen=True):
    """A seat's newest connection, and since when."""

    conn: str | None
    since_ms: int


NOBODY = Holder(None, 0)


class Seats:
    """All seats of a room by number (1, 2, 3 …, never used twice)."""

    def __init__(self) -> None:
        self._all: dict[int, Seat] = {}
        self._in: dict[int, Seat] = {}
        self._by_key: dict[str, int] = {}
        self._by_looks: dict[str, int] = {}
        self._by_student: dict[str, int] = {}
        self._waiting: dict[int, Seat] = {}
        self._barred: set[str] = set()
        self._with: dict[int, list[int]] = {}
        """By the seat of a phone that is, was or would be shared: who sits with it."""

    def __len__(self) -> int:
        """Students that are in (not removed), connected or not."""
        return len(self._in)

    def __iter__(self) -> Iterator[Seat]:
        """Students that are in, in order of joining."""
        return iter(self._in.values())

    def get(self, no: int) -> Seat | None:
        """The seat, if there is one and its student was not removed."""
        return self._in.get(no)

    def holder(self, no: int) -> Holder:
        """The connection that has the seat."""
        seat = self._all.get(no)
        return Holder(seat.conn, seat.since_ms) if seat is not None else NOBODY

    def everyone(self) -> Iterator[Seat]:
        """Removed ones too: for the record."""
        return (seat for seat in self._all.values() if not seat.waits)

    def crew(self, no: int) -> tuple[int, ...]:
        """Everybody who answers with the phone of this seat, the seat first."""
        others = self._with.get(no)
        return (no, *others) if others else (no,)

    def shared(self, no: int) -> bool:
        """Others use or used the phone of this seat, or would like to."""
        return no in self._with

    @property
    def any_shared(self) -> bool:
        """Some phone is, was or would be shared."""
        return bool(self._with)

    def players(self) -> dict[int, tuple[int, ...]]:
        """Those who stand in the ranking, each phone and each student without one, and who is behind each."""
        return {no: self.crew(no) for no, seat in self._in.items() if not seat.phone}

    def waiting(self) -> list[Seat]:
        """Students who would like to come in, in order of asking."""
        return list(self._waiting.values())

    def waiter(self, no: int) -> Seat | None:
        return self._waiting.get(no)

    def of_student(self, student: str) -> Seat | None:
        """The seat of this student of the class, who was not removed."""
        no = self._by_student.get(student)
        return None if no is None else self._all[no]

    def of_key(self, key: str) -> Seat | None:
        """The seat that this key has or had."""
        no = self._by_key.get(key)
        return None if no is None else self._all[no]

    def barred(self, key: str, device: str) -> bool:
        return key in self._barred or device in self._barred

    def name_refusal(self, name: str, of: int | None = None) -> Code | None:
        """Why seat `of` (None: a new one) may not be called so."""
        return None if self._by_looks.get(alike(name), of) == of else "name_taken"

    def join(
        self, key: str, device: str, name: str, at_ms: int, student: str = "", waits: bool = False, phone: int = 0
    ) -> Seat:
        """A new seat; without a `key` it is nobody's phone's."""
        seat = Seat(
            no=len(self._all) + 1,
            key=key,
            device=device,
            name=name,
            joined_ms=at_ms,
            departed_ms=at_ms,
            student=student,
            waits=waits,
            phone=phone,
        )
        self._all[seat.no] = seat
        (self._waiting if waits else self._in)[seat.no] = seat
        if key:
            self._by_key[key] = seat.no
        if phone:
            self._with.setdefault(phone, [])
        self._by_looks[alike(name)] = seat.no
        if student:
            self._by_student[student] = seat.no
        return seat

    def let_in(self, seat: Seat, at_ms: int) -> None:
        """In, with the phone that asked for it; without one if that has gone."""
        phone = seat.phone
        self._part(seat)
        del self._waiting[seat.no]
        self._in[seat.no] = seat
        seat.waits = False
        seat.joined_ms = seat.departed_ms = at_ms
        if phone in self._in and not self._in[phone].phone and len(self.crew(phone)) < MOST_TOGETHER:
            self.sit_with(seat, phone, at_ms)
        elif phone:
            self.sit_alone(seat, at_ms)

    def free(self, seat: Seat, at_ms: int) -> None:
        """Its phone loses it; name, student and all that was earned stay with the seat."""
        del self._by_key[seat.key]
        seat.key = ""
        seat.depart(at_ms)

    def sit_with(self, seat: Seat, phone: int, at_ms: int) -> None:
        """The student uses this phone from now on; its own, if there was one, loses the seat."""
        self._part(seat)
        self._by_key.pop(seat.key, None)
        seat.key, seat.phone = "", phone
        self._with.setdefault(phone, []).append(seat.no)
        self.follow(seat, at_ms)

    def follow(self, seat: Seat, at_ms: int) -> None:
        """Be here, or not, as the phone is."""
        conn = self._all[seat.phone].conn
        if conn is not None:
            seat.arrive(conn, at_ms)
        elif seat.conn is not None:
            seat.depart(at_ms)

    def sit_alone(self, seat: Seat, at_ms: int) -> None:
        """The student stays, without a phone."""
        self._part(seat)
        self._by_key.pop(seat.key, None)
        seat.key = ""
        seat.arrive(HAND, at_ms)

    def _part(self, seat: Seat) -> None:
        """From the phone that it shares, or waits to share."""
        if seat.phone and not seat.waits:
            self._with[seat.phone].remove(seat.no)
        seat.phone = 0

    def hand_over(self, seat: Seat, key: str, device: str) -> None:
        """Another phone has it from now on."""
        self._part(seat)
        self._by_key.pop(seat.key, None)
        seat.key, seat.device = key, device
        self._by_key[key] = seat.no

    def rename(self, seat: Seat, name: str) -> None:
        del self._by_looks[alike(seat.name)]
        seat.name = name
        self._by_looks[alike(name)] = seat.no

    def kick(self, seat: Seat, at_ms: int) -> None:
        """The name is free again (its true owner may come); the key and the device stay out."""
        del (self._waiting if seat.waits else self._in)[seat.no]
        self._part(seat)
        seat.kicked_ms = at_ms
        seat.depart(at_ms)
        del self._by_looks[alike(seat.name)]
        if seat.student:
            del self._by_student[seat.student]
        self._barred |= {seat.key, seat.device} - {""}
