"""The stable codes of all that can be refused, each with its sentence. The browser says them in three languages."""

from __future__ import annotations

from typing import Literal, get_args

Code = Literal[
    "bad_frame",
    "bad_answer",
    "unknown_pin",
    "too_many_misses",
    "unknown_seat",
    "room_full",
    "room_locked",
    "room_closed",
    "kicked",
    "replaced",
    "flood",
    "name_empty",
    "name_long",
    "name_bad",
    "name_taken",
    "not_joined",
    "not_host",
    "not_open",
    "late",
    "already_answered",
    "stale",
    "not_now",
    "not_saved",
    "busy",
]

MEANING: dict[Code, str] = {
    "bad_frame": "This server knows no such message, or a field of it is missing, of a wrong type or out of range.",
    "bad_answer": "This is no answer to that question: an option that does not exist, or text where a number belongs.",
    "unknown_pin": "No room with this PIN is open now.",
    "too_many_misses": "Too many wrong PINs from this device; it may try again in a few minutes.",
    "unknown_seat": "This device has no seat in that room (any more): join by PIN and name.",
    "room_full": "The room has as many students as it takes.",
    "room_locked": "The host lets nobody else in now.",
    "room_closed": "The room is closed.",
    "kicked": "The host has removed this device from the room.",
    "replaced": "The same seat was opened in another tab or on another device, and goes on there.",
    "flood": "Too many messages in a second.",
    "name_empty": "The nickname is empty.",
    "name_long": "The nickname is longer than 20 letters.",
    "name_bad": "The nickname has characters that cannot be shown.",
    "name_taken": "Somebody in the room has this nickname, or one that looks the same.",
    "not_joined": "This connection has not joined a room.",
    "not_host": "This connection may not steer this room.",
    "not_open": "This question is not open for answers.",
    "late": "The answer came after the close; it is recorded as late and earns nothing.",
    "already_answered": "This seat has answered this question already; the first answer counts.",
    "stale": "The game has moved on since this command was given; nothing was changed.",
    "not_now": "This command has no meaning in this phase.",
    "not_saved": "The server could not save it: the command did not count and may be sent again.",
    "busy": "The server is taking no more connections or messages now; try again in a few seconds.",
}

assert set(MEANING) == set(get_args(Code))
