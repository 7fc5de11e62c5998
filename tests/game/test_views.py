"""Who sees what in which phase."""

from __future__ import annotations

import msgspec
import pytest

from saual.game import commands as c
from saual.game.views.edition import Changes, Edition, Viewer
from tests.helpers.banks import bank, poll, single, slide, tour
from tests.helpers.dump import dump
from tests.helpers.play import Table
from tests.helpers.screens import Screen

PARTS = ("title", "q", "ask", "clock", "solution", "figure", "board", "upcoming")

# phase → what a phone's picture holds, and what the stage does of the class screen and the host.
SEEN: dict[str, tuple[str, str, str]] = {
    "lobby": ("", "title", "title upcoming"),
    "slide": ("q", "title q ask", "title q ask solution upcoming"),
    "reading": ("q clock", "title q clock", "title q ask clock solution figure upcoming"),
    "answering": ("q ask clock", "title q ask clock", "title q ask clock solution figure upcoming"),
    "reveal": ("q ask solution", "title q ask solution figure", "title q ask solution figure upcoming"),
    "leaderboard": ("q ask solution", "title q board", "title q ask solution figure board upcoming"),
    "podium": ("", "title board", "title board"),
    "closed": ("", "title", "title"),
}


@pytest.mark.parametrize("phase", SEEN)
def test_each_role_sees_its_part_of_each_phase(phase: str) -> None:
    table = Table(slide(explanation="Why"), single(), single(), poll(), students=1)
    table.to(phase)
    phone = table.phones[1]
    held = (phone.picture | phone.stage, table.projector.stage, table.host.stage)
    assert tuple(" ".join(part for part in PARTS if part in parts) for parts in held) == SEEN[phase]


def test_a_phone_reads_in_its_own_language_the_class_in_its_and_the_host_in_a_third() -> None:
    text = {"kk": "Сұрақ", "ru": "Вопрос", "en": "Question"}
    table = Table(single(text), students=2, lang="ru")
    table.to("reading")
    held = (table.phones[1].picture, table.phones[2].picture, table.projector.stage, table.host.stage)
    assert [parts["q"]["text"] for parts in held] == ["Сұрақ", "Вопрос", "Вопрос", "Question"]

    table.do(c.Configure(lang="kk"))
    assert table.projector.stage["q"]["text"] == "Сұрақ"


def test_all_phones_of_one_language_share_the_very_same_bytes() -> None:
    table = Table(single(), students=4)
    table.open()
    edition = Edition(table.room, Changes(stage=True, question=True))
    told = [edition.changed(Viewer("player", "kk" if seat % 2 else "ru", seat)) for seat in range(1, 5)]
    stages, questions = zip(*told, strict=True)
    assert len({id(stage) for stage in stages}) == 1, "a stage has no language"
    assert questions[0] is questions[2]
    assert questions[1] is questions[3]
    assert questions[0] is not questions[1]


def test_an_answer_is_told_to_its_owner_by_the_ack_alone_and_as_a_number_to_the_class() -> None:
    table = Table(single(), students=3, reading_ms=0)
    table.open()
    before = {name: len(screen.stream) for name, screen in {**table.phones, **table.staff}.items()}
    table.answer(1, 0)
    new = {name: screen.stream[before[name] :] for name, screen in {**table.phones, **table.staff}.items()}
    assert [new[seat] for seat in (1, 2, 3)] == [[], [], []]
    assert table.phones[1].given == {"t": "given", "a": 0}
    assert new["projector"] == [b'{"t":"tally","n":1,"of":3}']
    assert table.host.stage["figure"][0] == {"n": 1, "right": True}
    assert [no for no, seat in table.host.seats.items() if seat.get("answered")] == [1]
    assert not any("answered" in seat or "score" in seat for seat in table.projector.seats.values())


def test_a_phone_is_told_a_thing_once() -> None:
    table = Table(single(explanation="Because"), single(), students=1, reading_ms=3_000)
    phone = table.phones[1]
    told: dict[str, list[str]] = {}
    for phase in ("reading", "answering", "pause", "reveal", "leaderboard", "reading", "podium"):
        since = len(phone.stream)
        if phase == "pause":
            table.do(c.Pause(table.room.step)), table.do(c.Resume(table.room.step))
        elif phase == "podium":
            table.do(c.EndGame(table.room.step))
        else:
            table.to(phase, None if phase != "reading" else table.room.place.index + 1)
        told[phase] = [msgspec.json.decode(frame)["t"] for frame in phone.stream[since:]]
    assert told == {
        "reading": ["stage", "q"],
        "answering": ["stage", "ask"],
        "pause": ["stage", "stage"],
        "reveal": ["stage", "solution", "me"],
        "leaderboard": ["stage"],
        "podium": ["stage"],
    }


def test_an_answer_that_was_on_the_way_when_its_phone_came_back_is_shown_there() -> None:
    table = Table(single(), students=2, reading_ms=0)
    table.open()
    came = Screen(Viewer("player", "kk", 1), table.room)
    changes = Changes()
    changes.take(table.room.apply(c.SubmitAnswer(1, 1, 0, 2, "of the old page"), table.now_ms))
    changes.take(table.room.apply(c.Arrive(1, "new"), table.now_ms))
    came.told(table.room, changes)
    assert came.given == {"t": "given", "a": 2}


def test_changes_that_wait_and_are_told_together_give_the_same_picture() -> None:
    table = Table(single(), single(), students=3, reading_ms=0)
    lagging = table.staff.pop("host")
    commands = [
        c.Advance(0),
        c.SubmitAnswer(1, 1, 0, 0, "a"),
        c.Kick(2),
        c.Join("new", "new", "New"),
        c.Rename(3, "Another"),
        c.SubmitAnswer(3, 1, 0, 1, "b"),
        c.Skip(1),
    ]
    changes = Changes()
    for command in commands:
        changes.take(table.do(command))
    lagging.told(table.room, changes)
    assert lagging.picture == lagging.fresh(table.room)


@pytest.mark.parametrize(
    ("settings", "points"), [({}, 1000), ({"scoring": "none"}, None), ({"shuffle_questions": True}, "unknown")]
)
def test_the_lobby_tells_the_host_the_first_question_unless_a_shuffle_will_decide(settings: dict, points: int) -> None:
    upcoming = Table(single(), poll(), **settings).host.stage.get("upcoming")
    assert (upcoming.get("points") if upcoming else "unknown") == points


def test_after_the_last_question_nothing_comes() -> None:
    table = Table(single(), students=1)
    table.to("reveal")
    assert "upcoming" not in table.host.stage


def test_a_question_of_every_type_goes_through_the_whole_game_and_the_log_gives_it_all_again() -> None:
    table = Table(bank=tour(), students=2)
    right = [None, 0, [0, 2], 0, "abai", "42", 1, 5]
    for index, raw in enumerate(right):
        table.to("answering" if raw is not None else "slide", index)
        if raw is not None:
            table.wait(2_000)
            table.answer(1, raw)
            table.answer(2, raw)
    table.to("podium")
    assert table.standing(1).score == 5 * 950 + 0 + 100 + 200 + 300 + 400
    assert table.projector.stage["right"] == 100

    again = table.replayed()
    assert dump(again) == dump(table.room)
    assert [screen.fresh(again) for screen in table.phones.values()] == [s.picture for s in table.phones.values()]


def test_a_room_can_be_looked_at_without_being_changed() -> None:
    table = Table(bank=bank(single(), slide()), students=2)
    for phase in ("lobby", "reading", "answering", "reveal", "leaderboard", "slide", "podium"):
        table.to(phase)
        before = dump(table.room)
        for screen in [*table.phones.values(), *table.staff.values()]:
            screen.fresh(table.room)
        assert dump(table.room) == before
