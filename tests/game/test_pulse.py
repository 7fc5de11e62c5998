"""How the lesson goes for the students: told by phones at any time, in figures, and nothing of who."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from saual.game import commands as c
from saual.game.pulse import NOW_MS
from saual.protocol.common import Pace
from saual.reports.record import PulseRow, record_of
from tests.helpers.banks import poll, single
from tests.helpers.play import Table


def table(**settings: Any) -> Table:
    return Table(single(), poll(), students=3, **{"reading_ms": 0} | settings)


def tell(one: Table, who: str, pace: Pace) -> None:
    one.wait(1_000)
    assert one.refusal(c.TellPace(who, pace)) is None


def feel(one: Table, *moods: int) -> None:
    for who, mood in enumerate(moods):
        one.wait(1_000)
        assert one.refusal(c.TellMood(f"phone {who}", mood)) is None


def test_the_host_sees_how_many_find_it_too_slow_good_or_too_fast_and_of_each_the_last_word_counts() -> None:
    one = table()
    one.open()
    for who, pace in (("a", "fast"), ("b", "good"), ("c", "slow"), ("b", "fast")):
        tell(one, who, pace)  # type: ignore[arg-type]
    assert one.host.picture["pulse"] == {"t": "pulse", "paces": [1, 0, 2]}


def test_a_word_is_of_now_for_five_minutes() -> None:
    one = table()
    tell(one, "a", "fast")
    one.wait(NOW_MS - 1_000)
    tell(one, "b", "good")
    assert one.host.picture["pulse"]["paces"] == [0, 1, 0]
    one.wait(NOW_MS)
    one.advance()
    assert one.host.picture["pulse"] == {"t": "pulse"}, "when the game goes on, what is old is forgotten"


def test_the_class_screen_shows_nothing_and_is_told_nothing_until_the_host_shows_it() -> None:
    one = table()
    before = len(one.projector.stream)
    tell(one, "a", "fast")
    assert len(one.projector.stream) == before
    one.do(c.ShowPulse(True))
    assert one.projector.picture["pulse"] == {"t": "pulse", "shown": True, "paces": [0, 0, 1]}
    tell(one, "b", "slow")
    assert one.projector.picture["pulse"]["paces"] == [1, 0, 1]
    one.do(c.ShowPulse(False))
    tell(one, "b", "good")
    assert one.projector.picture["pulse"] == {"t": "pulse"}


def test_phones_are_told_nothing_of_what_others_tell() -> None:
    one = table(mood=True)
    before = {seat: len(phone.stream) for seat, phone in one.phones.items()}
    tell(one, "a", "fast")
    feel(one, 1, 2, 3, 4, 5)
    one.do(c.ShowPulse(True))
    assert {seat: len(phone.stream) for seat, phone in one.phones.items()} == before


def test_a_phone_that_tells_too_often_is_refused_and_its_last_word_counts() -> None:
    one = table()
    tell(one, "a", "fast")
    one.wait(999)
    assert one.refusal(c.TellPace("a", "slow")) == "told_often"
    assert one.host.picture["pulse"]["paces"] == [0, 0, 1]
    for _ in range(199):
        tell(one, "a", "good")
    one.wait(60_000)
    assert one.refusal(c.TellPace("a", "slow")) == "told_often"


def test_there_are_no_more_voices_than_seats() -> None:
    one = table(capacity=3)
    for who in "abc":
        tell(one, who, "good")
    assert one.refusal(c.TellPace("d", "good")) == "told_often"


def test_the_host_may_stop_asking_for_the_pace_and_phones_know() -> None:
    one = table()
    assert "unpaced" not in one.phones[1].stage
    one.do(c.Configure(pace=False))
    assert one.phones[1].stage["unpaced"] is True
    assert one.refusal(c.TellPace("a", "good")) == "not_now"


def test_the_mood_is_asked_in_the_lobby_and_at_the_podium_where_the_host_wants_it() -> None:
    one = table(mood=True)
    assert one.phones[1].stage["mood"] is True
    feel(one, 5)
    one.open()
    assert "mood" not in one.phones[1].stage
    assert one.refusal(c.TellMood("b", 3)) == "not_now"
    one.to("podium")
    assert one.phones[1].stage["mood"] is True
    feel(one, 1)
    without = table()
    assert "mood" not in without.phones[1].stage
    assert without.refusal(c.TellMood("a", 3)) == "not_now"


def test_moods_are_told_from_five_on_that_none_can_be_guessed() -> None:
    one = table(mood=True)
    feel(one, 5, 5, 1, 4)
    assert one.host.picture["pulse"] == {"t": "pulse", "told": 4}
    feel(one, 5, 5, 1, 4, 2)
    assert one.host.picture["pulse"] == {"t": "pulse", "told": 5, "moods": [1, 1, 0, 1, 2]}


def test_the_record_holds_numbers_by_question_and_moment_and_nothing_of_who() -> None:
    one = table(mood=True)
    feel(one, 1, 1, 1, 5, 5)
    one.open()
    tell(one, "phone of a", "fast")
    tell(one, "phone of b", "fast")
    tell(one, "phone of a", "good")
    one.to("podium")
    feel(one, 4, 4, 4, 4)

    record = record_of("room", one.room, one.game, True)

    assert record.pulse == (
        *(PulseRow("pace", 0, 2, 1), PulseRow("pace", 0, 3, 1)),
        *(PulseRow("start", -1, 1, 3), PulseRow("start", -1, 5, 2)),
    )
    assert b"phone" not in msgspec.json.encode(record.pulse)


def test_what_is_told_at_the_podium_writes_the_record_again() -> None:
    one = table(mood=True)
    one.to("podium")
    one.wait(1_000)
    assert [type(fact).__name__ for fact in one.do(c.TellMood("a", 3))] == ["PulseChanged", "GameEnded"]


@pytest.mark.parametrize("told", [c.TellPace("a", "fast"), c.ShowPulse(True)])
def test_a_room_that_is_folded_again_shows_the_same(told: c.AnyCommand) -> None:
    one = table()
    tell(one, "b", "slow")
    one.wait(1_000)
    one.do(told)
    for screen in one.staff.values():
        assert screen.fresh(one.replayed())["pulse"] == screen.picture["pulse"]
