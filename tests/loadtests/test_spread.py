"""Classes at different questions of their games: every stretch of load has its share of game ends."""

from __future__ import annotations

from collections import deque
from itertools import pairwise

import pytest

from loadtests.classroom import Classroom
from loadtests.pace import burst, play, spread_out
from loadtests.plan import CLUSTER, FULL, SHORT
from loadtests.spread import played_before
from loadtests.target import saual
from loadtests.teacher import BANK, Teacher
from saual.banks.shelf import Shelf, shipped_dir


def test_the_bank_that_is_played_has_as_many_questions_as_the_plans_say():
    bank = Shelf(shipped_dir()).get(BANK)

    assert bank is not None
    assert {SHORT.questions, FULL.questions, CLUSTER.questions} == {len(bank.questions)}


@pytest.mark.parametrize("rooms", [1, 7, 8, 20, 80, 120, 1_000])
def test_of_rooms_that_ask_in_turn_every_fortieth_begins_a_new_game(rooms):
    played = played_before(rooms, 40)

    begins = [at for at in range(rooms * 40) if (played[at % rooms] + at // rooms) % 40 == 0]

    assert all(1 <= n <= 40 for n in played)
    assert len(begins) == rooms
    assert begins[0] <= 20
    assert {later - earlier for earlier, later in pairwise(begins)} <= {40, 41}


async def test_one_game_ends_in_forty_rounds_of_classes_that_ask_in_turn(tmp_path):
    with saual(tmp_path) as target:
        teacher = Teacher(target)
        rooms = [Classroom(target.port, 3, 0.05) for _ in range(4)]
        for room in rooms:
            await teacher.open(room)
        spread = await spread_out(target, rooms, 40)

        ended = [(await burst(target, [rooms[n % 4]])).tape.games for n in range(40)]

        for room in rooms:
            room.close()
    assert spread.tape.rounds == spread.asked == sum(played_before(4, 40))
    assert spread.tape.games == 0
    assert sum(ended) == 1


async def test_a_stretch_goes_on_with_the_class_at_which_the_one_before_it_stopped(tmp_path):
    with saual(tmp_path) as target:
        teacher = Teacher(target)
        rooms = [Classroom(target.port, 1, 0) for _ in range(4)]
        for room in rooms:
            await teacher.open(room)
        turn = deque(rooms)

        await play(target, turn, 3.0, 1.0)

        for room in rooms:
            room.close()
    assert [room.number for room in rooms] == [1, 1, 1, 0]
    assert turn[0] is rooms[3]
