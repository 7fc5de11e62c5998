"""How much is measured, for how long. Owns the sizes of the load; measures nothing. A step of nought is left out."""

from __future__ import annotations

from msgspec import Struct


class Size(Struct, frozen=True):
    """One point of how cost grows: so many rooms, asking so many questions a second together, for so long: a
    multiple of `questions`, for the same reason."""

    rooms: int
    rate: float
    seconds: float
    phones: int = 0
    """In each room; nought: as many as in the plan."""


class Plan(Struct, frozen=True):
    """`think_s`: the answers of a class come evenly over so long; few classes at a rate look like many at leisure.
    Less than 0.1 and a phone may say more than the 20 messages a second that it is allowed.
    """

    rooms: int
    phones: int = 35
    questions: int = 40
    """Of a game: classes are spread over them, so that each stretch has its share of game ends; nought: they begin
    together."""
    think_s: float = 0.3
    steady_rate: float = 20.0
    steady_s: float = 4.0
    """With `steady_rate` a multiple of `questions`: then game ends have exactly their share in it."""
    repeats: int = 2
    """How often the steady load is played, on Saual and on the yardstick by turns."""
    step_s: float = 3.0
    """Of each stretch in the search for the highest rate, and of answers and acks at 50 rounds/s."""
    bursts: int = 2
    together: int = 100
    """So many classes open a question at the same instant, or all if there are fewer."""
    quiet_rounds: int = 10
    recoveries: int = 5
    hall: int = 5_000
    """Phones of the one big room."""
    hall_rounds: int = 3
    growth: tuple[Size, ...] = ()
    settle_s: float = 60.0
    """Of several processes: so long is waited, at most, until rooms are kept only where their classes are."""
    idle_s: float = 10.0
    """Of nothing, at each point of it: as long as it takes to ping every phone once."""

    @property
    def sockets(self) -> int:
        """That the load has open at once: every screen and phone of all classes and the hall, on both servers."""
        return 2 * (self.rooms * (self.phones + 2) + self.hall + 2)


SHORT = Plan(rooms=80, think_s=0.15, steady_s=2.0, repeats=2, step_s=2.0, quiet_rounds=6, hall_rounds=2)
CLUSTER = Plan(rooms=20, think_s=0.15, steady_s=4.0, repeats=3)
FULL = Plan(
    rooms=120,
    think_s=0.15,
    steady_s=6.0,
    repeats=3,
    step_s=5.0,
    bursts=3,
    quiet_rounds=20,
    recoveries=15,
    hall_rounds=5,
    growth=(
        Size(1, 1.0, 40.0),
        Size(10, 10.0, 8.0),
        Size(10, 2.0, 20.0, phones=350),
        Size(100, 20.0, 6.0),
        Size(1_000, 50.0, 8.0),
    ),
)
