"""Who talks with whom: neighbours who differ, whatever is right."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saual.game import commands as c
from saual.game.facts import SeatTaken
from saual.game.pairing import partners
from saual.game.roster import Pupil, Roster
from saual.protocol.common import Peer
from tests.helpers.banks import single
from tests.helpers.play import Table

answers = st.dictionaries(st.integers(1, 40), st.integers(0, 3) | st.none(), max_size=40)


@given(answers)
def test_everybody_has_a_partner_and_who_is_talked_to_talks_back(said: dict[int, int | None]) -> None:
    found = partners(list(said), {seat: answer for seat, answer in said.items() if answer is not None})
    if len(said) < 2:
        assert found == {}
        return
    assert found.keys() == said.keys()
    for seat, others in found.items():
        assert 1 <= len(others) <= 2
        assert all(seat in found[other] for other in others)
    assert sum(len(others) == 2 for others in found.values()) == 3 * (len(said) % 2)


@given(answers)
def test_as_many_differ_as_can(said: dict[int, int | None]) -> None:
    found = partners(list(said), {seat: answer for seat, answer in said.items() if answer is not None})
    alike = sum(all(said[other] == said[seat] for other in others) for seat, others in found.items())
    most = max(Counter(said.values()).values(), default=0)
    beyond = max(0, most - (len(said) - most))
    # One of those beyond may make three with two who differ.
    assert beyond - 1 <= alike <= beyond or len(found) < 2


def test_neighbours_are_asked_first() -> None:
    assert partners([1, 2, 3, 4], {1: 0, 2: 1, 3: 0, 4: 1}) == {1: (2,), 2: (1,), 3: (4,), 4: (3,)}


def test_where_most_answered_alike_the_others_are_shared_out() -> None:
    found = partners([1, 2, 3, 4, 5, 6], {1: 0, 2: 0, 3: 0, 4: 0, 5: 1, 6: 1})
    assert {5, 6} == {found[1][0], found[2][0]}


def test_phones_say_the_names_of_partners_alone_and_follow_a_new_name() -> None:
    table = Table(single(right="B"), students=5, reading_ms=0, flows={0: "peer"}, peer=Peer(pairs=True))
    table.open()
    for seat, answer in ((1, 0), (2, 1), (3, 1), (4, 0), (5, 0)):
        table.answer(seat, answer)
    table.close()
    table.do(c.Advance(table.room.step, "discuss"))
    assert table.phones[1].picture["talk"] == {"t": "talk", "names": ["Student 02"]}

    table.do(c.Rename(2, "Aruzhan"))
    assert table.phones[1].picture["talk"]["names"] == ["Aruzhan"]
    table.do(c.Kick(2))
    assert table.phones[1].picture["talk"]["names"] == []
    late = table.join("Late")
    assert table.phones[late].picture["talk"]["names"] == []


def test_without_the_setting_phones_are_told_no_names() -> None:
    table = Table(single(right="B"), students=2, reading_ms=0, flows={0: "peer"})
    table.open(), table.answer(1, 0), table.answer(2, 1), table.close()
    table.do(c.Advance(table.room.step, "discuss"))
    assert all("talk" not in phone.picture for phone in table.phones.values())


@pytest.mark.parametrize("key", ["A", "B", "C", "D"])
def test_pairs_are_the_same_whatever_is_right(key: str) -> None:
    table = Table(single(right=key), students=7, reading_ms=0, flows={0: "peer"}, peer=Peer(pairs=True))
    table.open()
    for seat in range(1, 8):
        table.answer(seat, seat % 3)
    table.close()
    table.do(c.Advance(table.room.step, "discuss"))
    assert table.asked.partners == partners(range(1, 8), {seat: seat % 3 for seat in range(1, 8)})


def test_a_class_sits_in_the_order_of_its_list() -> None:
    group = Roster("7b", "7 B", tuple(Pupil(str(no), f"Pupil {no}") for no in range(1, 5)), by_name=True)
    table = Table(single(right="B"), roster=group, reading_ms=0, flows={0: "peer"}, peer=Peer(pairs=True))
    seats = {}
    for no in (4, 1, 3, 2):  # as they come in
        fact = table.do(c.Join(f"key {no}", f"device {no}", "", student=str(no)))[0]
        assert isinstance(fact, SeatTaken)
        seats[no] = fact.seat
        table.arrive(fact.seat)
    table.open()
    for no, answer in ((1, 0), (2, 1), (3, 0), (4, 1)):
        table.answer(seats[no], answer)
    table.close()
    table.do(c.Advance(table.room.step, "discuss"))
    assert table.asked.partners[seats[1]] == (seats[2],)
    assert table.asked.partners[seats[3]] == (seats[4],)
