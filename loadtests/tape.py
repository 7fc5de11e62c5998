"""What was seen in one stretch of the load, of all classes together. Owns counts and times; measures nothing."""

from __future__ import annotations

from msgspec import Struct, field


def _no_bytes() -> dict[str, int]:
    return {"question": 0, "ack": 0, "result": 0}


class Tape(Struct):
    """Times in ms, sizes in bytes without the headers of WebSocket and TCP."""

    rounds: int = 0
    games: int = 0
    """That came to their end, so that the server wrote their records."""
    students: int = 0
    """Of each round that was played to its end: so often a student met a question."""
    answers: int = 0
    acked: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    last_ms: list[float] = field(default_factory=list)
    """From the host's "next" to the question on the last phone of the class."""
    fan_ms: list[float] = field(default_factory=list)
    """From the question on the first phone to the last."""
    ack_ms: list[float] = field(default_factory=list)
    """From one phone's answer to its ack."""
    all_acked_ms: list[float] = field(default_factory=list)
    """From the host's "next" to the last ack of the class."""
    phone_bytes: dict[str, int] = field(default_factory=_no_bytes)
    up_bytes: int = 0
    messages: int = 0
    staff_bytes: int = 0
    staff_messages: int = 0

    @property
    def down_bytes(self) -> int:
        return sum(self.phone_bytes.values())
