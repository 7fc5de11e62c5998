"""Looking back: what a student's phone may have when the game is over, and that it has nothing of it before."""

from __future__ import annotations

import msgspec
import pytest

from saual.game import commands as c
from saual.game.views.review import PAGE, review
from saual.protocol.reviewing import PlayerReview, Weak
from tests.helpers import banks
from tests.helpers.play import Table


def looked_back(table: Table, seat: int, lang: str = "en") -> PlayerReview:
    return review(table.room, seat, lang, 0)  # type: ignore[arg-type]


def played() -> Table:
    """Two students; the second one is right once, late once and silent once."""
    table = Table(
        banks.slide(),
        banks.single(explanation="Third person.", topic="present simple", skill="writing"),
        banks.multiple(topic="cities"),
        banks.truefalse(topic="physics", skill="reading"),
        banks.short(topic="present simple"),
        banks.poll(),
        students=2,
        reading_ms=0,
    )
    table.open()
    table.answer(1, 0)
    table.answer(2, 0)
    table.to("answering", 2)
    table.answer(1, [0])
    table.close()
    table.answer(2, [0, 2], question=2)
    table.to("answering", 3)
    table.do(c.Skip(table.room.step))
    table.to("answering", 4)
    table.answer(1, "abai")
    table.to("answering", 5)
    table.answer(1, 1)
    table.answer(2, 0)
    table.to("podium")
    return table


def test_at_the_podium_each_has_the_own_answers_beside_the_right_ones() -> None:
    table = played()

    first, second = looked_back(table, 1), looked_back(table, 2)

    assert [(one.i, one.verdict, one.a, one.late) for one in first.items] == [
        (1, "right", 0, False),
        (2, "part", [0], False),
        (4, "right", "abai", False),
        (5, "none", 1, False),
    ]
    assert [(one.i, one.verdict, one.a, one.late) for one in second.items] == [
        (1, "right", 0, False),
        (2, "none", [0, 2], True),
        (4, "missed", None, False),
        (5, "none", 0, False),
    ]
    assert (first.items[0].right, first.items[0].why) == ([0], "Third person.")
    assert first.items[1].ask.options == ["Astana", "Ertis", "Almaty", "Ile"]
    assert first.items[2].words == ["Abai"]
    assert first.items[3].right == []


def test_what_to_learn_again_counts_what_was_not_quite_right() -> None:
    table = played()

    # The skipped question counts for nobody; a partly right answer, a late one and none are all to be learned again.
    assert looked_back(table, 1).weak == [Weak("topic", "cities", 1, 1)]
    assert looked_back(table, 2).weak == [Weak("topic", "cities", 1, 1), Weak("topic", "present simple", 1, 2)]


def test_a_question_that_was_skipped_or_never_came_stays_a_secret() -> None:
    table = Table(banks.single(), banks.short(), banks.truefalse(), students=1, reading_ms=0)
    table.open()
    table.answer(1, 0)
    table.to("answering", 1)
    table.do(c.EndGame(table.room.step))

    assert table.phase == "podium"
    assert [one.i for one in looked_back(table, 1).items] == [0]


def test_nobody_can_look_back_before_the_end_nor_for_another_seat_that_is_not_there() -> None:
    table = Table(banks.slide(), banks.single(), banks.short(), banks.poll(), students=2, reading_ms=3_000)
    while table.phase != "podium":
        assert looked_back(table, 1) == PlayerReview(0)
        table.time_out() if table.room.due() else table.advance()

    assert looked_back(table, 1).of == 3
    assert looked_back(table, 3) == PlayerReview(0)
    table.do(c.PlayAgain(table.room.step))
    assert looked_back(table, 1) == PlayerReview(0)


def test_who_came_later_looks_back_at_what_was_asked_since() -> None:
    table = Table(banks.single(), banks.truefalse(), students=1, reading_ms=0)
    table.to("reveal", 0)
    seat = table.join("Late")
    table.to("podium")

    assert [one.i for one in looked_back(table, seat).items] == [1]


def test_a_long_game_comes_in_pages_that_a_slow_phone_can_take() -> None:
    questions = [banks.single(f"Question {n}?", explanation="Because. " * 20) for n in range(PAGE * 2 + 5)]
    table = Table(*questions, students=1, reading_ms=0)
    table.to("podium")

    pages = [review(table.room, 1, "en", start) for start in range(0, PAGE * 3, PAGE)]

    assert [len(page.items) for page in pages] == [PAGE, PAGE, 5]
    assert [one.i for page in pages for one in page.items] == list(range(PAGE * 2 + 5))
    assert {page.of for page in pages} == {PAGE * 2 + 5}
    assert max(len(msgspec.json.encode(page)) for page in pages) < 6_000
    assert review(table.room, 1, "en", 1_000).items == []


@pytest.mark.parametrize(("lang", "text"), [("kk", "Қанша?"), ("ru", "How many?")])
def test_it_is_in_the_language_of_the_phone_as_far_as_the_bank_is(lang: str, text: str) -> None:
    table = Table(banks.number({"en": "How many?", "kk": "Қанша?"}), students=1, reading_ms=0)
    table.to("podium")

    assert looked_back(table, 1, lang).items[0].text == text
