"""What is noted when a game is over, however it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from saual.game.game import Game
    from saual.game.room import Room


def end_of(room: Room, game: Game, at_ms: int) -> None:
    """Its end, and who was there for how long since the game before it ended."""
    game.ended_ms = at_ms
    for seat in room.seats.everyone():
        present_ms = seat.present_ms(at_ms)
        game.present[seat.no] = present_ms - room.counted.get(seat.no, 0)
        room.counted[seat.no] = present_ms
