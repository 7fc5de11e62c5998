"""Every code has somebody who says it: the game itself, or the shell around it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from saual.protocol.codes import MEANING, Code

SERVER = Path(__file__).parents[2] / "server" / "saual"
CODES: tuple[str, ...] = get_args(Code)

OF_THE_GAME = {
    "bad_answer",
    "unknown_seat",
    "room_full",
    "room_locked",
    "room_closed",
    "kicked",
    "student_taken",
    "phone_full",
    "unknown_student",
    "roster_only",
    "name_empty",
    "name_long",
    "name_bad",
    "name_taken",
    "not_open",
    "already_answered",
    "asking_off",
    "question_empty",
    "question_long",
    "question_bad",
    "asked_often",
    "asked_enough",
    "queue_full",
    "no_question",
    "own_question",
    "told_often",
    "stale",
    "not_now",
    "no_attempt",
    "attempt_over",
}
OF_THE_SHELL = {
    "bad_frame",
    "unknown_pin",
    "too_many_misses",
    "wait_for_host",
    "unknown_code",
    "name_freed",
    "replaced",
    "flood",
    "not_joined",
    "not_host",
    "late",  # the fact AnswerLate, as an ack
    "not_saved",
    "busy",
}


def said_in(*parts: str) -> set[str]:
    files = [file for part in parts for file in (SERVER / part).rglob("*.py")]
    return {code for file in files for code in re.findall(r'"([a-z_]+)"', file.read_text("utf-8"))} & set(CODES)


def test_every_code_is_the_games_or_the_shells() -> None:
    assert set(CODES) == OF_THE_GAME | OF_THE_SHELL
    assert not OF_THE_GAME & OF_THE_SHELL


def test_each_says_its_own() -> None:
    assert said_in("game") == OF_THE_GAME
    assert said_in("rooms", "web") >= OF_THE_SHELL


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_one_plain_sentence(code: Code) -> None:
    assert MEANING[code].endswith(".")
    assert len(MEANING[code]) <= 120
