"""Pictures on phones: there before their question is asked, of no use before it is asked, and never waited for."""

from __future__ import annotations

import json
from typing import Any

from saual.game import commands as c
from saual.game.room import Room
from saual.game.views import media
from saual.game.views.review import review
from saual.questions.media import Media
from tests.helpers import banks
from tests.helpers.banks import single, slide
from tests.helpers.play import PIN, START_MS, Table

MAP, HORSE, BIRD = "a" * 40 + ".jpg", "b" * 40 + ".png", "c" * 40 + ".mp3"


def table(**more: Any) -> Table:
    first = single(picture=MAP, alt={"kk": "Карта", "ru": "Карта мира"})
    second = single("What is it?", picture=HORSE, sound=BIRD, listen="phones", plays=2)
    return Table(first, slide(picture=MAP), second, single(), students=2, reading_ms=3_000, **more)


def ahead(table: Table, seat: int = 1) -> dict[str, Any]:
    found: dict[str, Any] = table.phones[seat].picture["ahead"]
    return found


def shown(table: Table, seat: int = 1) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table.phones[seat].picture["q"].get("media", [])
    return found


def said(table: Table) -> str:
    return b"\n".join(frame for phone in table.phones.values() for frame in phone.stream).decode()


def test_a_phone_is_told_in_the_lobby_what_to_fetch_and_with_the_question_how_to_open_it() -> None:
    lesson = table()
    [name] = ahead(lesson)["m"]
    assert "key" not in said(lesson)
    lesson.advance()
    [picture] = shown(lesson)
    assert picture["name"] == name
    assert picture["alt"] == "Карта"
    assert shown(lesson, seat=2)[0]["alt"] or picture["alt"]
    found = media.found(lesson.room, name)
    assert found is not None
    assert (found[0].name, found[1]) == (MAP, picture["key"])


def test_no_phone_ever_learns_what_a_file_is_called() -> None:
    lesson = table()
    lesson.to("podium")
    assert not [name for name in (MAP, HORSE, BIRD) if name[:40] in said(lesson)]
    assert "secret" not in said(lesson)


def test_the_next_question_has_names_of_its_own_and_its_keys_come_with_it_alone() -> None:
    lesson = table()
    lesson.to("answering")
    assert ahead(lesson) == {"t": "ahead", "q": 1}  # everybody looks at the class screen then
    lesson.to("slide")
    names = ahead(lesson)["m"]
    assert len(names) == 2
    keys = [found[1] for name in names if (found := media.found(lesson.room, name))]
    assert not [key for key in keys if key in said(lesson)]
    lesson.to("reading")
    assert [one["key"] for one in shown(lesson)] == keys
    assert [one["kind"] for one in shown(lesson)] == ["picture", "sound"]
    assert shown(lesson)[1]["plays"] == 2


def test_what_is_neither_asked_nor_next_cannot_be_fetched() -> None:
    lesson = table()
    [first] = ahead(lesson)["m"]
    lesson.to("answering")
    assert media.found(lesson.room, first)
    assert media.found(lesson.room, "0" * 32) is None
    lesson.to("answering", 2)
    assert media.found(lesson.room, first) is None


def test_another_room_and_another_game_have_other_names() -> None:
    lesson = table()
    other = Room(c.OpenRoom(PIN, lesson.room.bank, lesson.room.settings, 7, secret="another secret"), START_MS)
    here, there = media.ahead(lesson.room), media.ahead(other)
    assert here is not None
    assert there is not None
    assert here.m != there.m
    lesson.to("answering")
    lesson.do(c.EndGame(lesson.room.step))
    lesson.do(c.PlayAgain(lesson.room.step))
    assert ahead(lesson)["m"] != here.m


def test_the_first_question_of_a_shuffled_game_is_known_in_the_lobby() -> None:
    questions = [single(f"Question {n}?", picture=f"{n:040x}.jpg") for n in range(9)]
    for seed in range(9):
        lesson = Table(*questions, students=1, seed=seed, shuffle_questions=True)
        names = ahead(lesson)["m"]
        lesson.advance()
        assert [one["name"] for one in shown(lesson)] == names


def ready(table: Table) -> tuple[int | None, int]:
    tally = table.staff["projector"].picture["tally"]
    return tally.get("ready"), tally.get("here", 0)


def test_the_host_sees_how_many_phones_have_it_and_waits_for_none() -> None:
    lesson = table()
    assert ready(lesson) == (0, 2)
    assert lesson.refusal(c.HaveMedia(1, 1, 0)) is None
    assert ready(lesson) == (1, 2)
    assert lesson.refusal(c.HaveMedia(1, 1, 0)) == "stale"
    lesson.depart(1)
    assert ready(lesson) == (0, 1)
    lesson.arrive(1)
    lesson.to("answering")
    assert ready(lesson) == (1, 2)
    assert lesson.refusal(c.HaveMedia(2, 1, 0)) is None
    assert ready(lesson) == (2, 2)
    lesson.close()
    assert ready(lesson) == (None, 0)  # nothing is needed for the slide
    lesson.to("slide")
    assert ready(lesson) == (0, 2)


def test_a_phone_cannot_be_ready_for_what_is_not_near() -> None:
    lesson = table()
    assert lesson.refusal(c.HaveMedia(1, 1, 2)) == "not_now"
    assert lesson.refusal(c.HaveMedia(1, 2, 0)) == "not_now"
    assert lesson.refusal(c.HaveMedia(9, 1, 0)) == "unknown_seat"


def test_a_lesson_without_pictures_says_nothing_of_them() -> None:
    lesson = Table(single(), students=1)
    lesson.to("podium")
    assert "ahead" not in lesson.phones[1].picture
    assert ready(lesson) == (None, 0)
    assert "media" not in said(lesson)


def test_a_newcomer_gets_the_same_as_who_was_there() -> None:
    lesson = table()
    for phase in ("lobby", "reading", "answering", "reveal", "slide"):
        lesson.to(phase)
        for screen in (*lesson.phones.values(), *lesson.staff.values()):
            assert json.dumps(screen.fresh(lesson.room), sort_keys=True) == json.dumps(screen.picture, sort_keys=True)


def test_only_stored_files_are_named_by_a_question_that_is_played() -> None:
    assert [fault.code for fault in banks.single(picture="map.jpg").faults()] == ["unknown_media"]
    assert [fault.code for fault in banks.single(picture=BIRD).faults()] == ["unknown_media"]
    assert not list(banks.single(picture=MAP, sound=BIRD).faults())


PICTURES = (MAP, HORSE, "", "d" * 40 + ".jpg")
HEARD = ("a map", "a horse", "none of them", "a bird")


def pictured(**more: Any) -> Table:
    question = single("What grazes?", "B", HEARD, pictures=PICTURES)
    return Table(question, single(), students=2, reading_ms=3_000, **more)


def test_pictures_of_options_are_fetched_before_and_opened_only_with_the_options() -> None:
    lesson = pictured()
    names = ahead(lesson)["m"]
    assert len(names) == 3
    lesson.to("reading")
    assert lesson.phones[1].picture["q"]["more"] == names
    keys = [found[1] for name in names if (found := media.found(lesson.room, name))]
    assert len(keys) == 3
    assert not [key for key in keys if key in said(lesson)]
    lesson.to("answering")
    asked = lesson.phones[1].picture["ask"]
    assert [bool(name) for name in asked["pictures"]] == [True, True, False, True]
    assert asked["options"] == list(HEARD)
    opened = {name: key for name, key in zip(asked["pictures"], asked["keys"], strict=True) if name}
    assert opened == dict(zip(names, keys, strict=True))
    assert media.found(lesson.room, asked["pictures"][1]) == (Media("picture", HORSE), asked["keys"][1])
    assert not [name for name in PICTURES if name and name[:40] in said(lesson)]


def test_the_order_in_which_pictures_are_fetched_says_nothing_of_the_options() -> None:
    lesson = pictured()
    names = ahead(lesson)["m"]
    assert names == sorted(names)
    lesson.to("answering")
    assert names != [name for name in lesson.phones[1].picture["ask"]["pictures"] if name]


def test_pictures_of_options_count_for_readiness_and_are_there_to_look_back_at() -> None:
    lesson = pictured()
    assert ready(lesson) == (0, 2)
    assert lesson.refusal(c.HaveMedia(1, 1, 0)) is None
    assert ready(lesson) == (1, 2)
    lesson.to("podium")
    first = review(lesson.room, 1, "en", 0).items[0]
    found = [media.found(lesson.room, name) for name in first.ask.pictures if name]
    assert [one[0].name for one in found if one] == [name for name in PICTURES if name]
    assert [one[1] for one in found if one] == [key for key in first.ask.keys if key]


def test_a_shuffled_option_keeps_its_picture() -> None:
    lesson = pictured(shuffle_options=True, seed=3)
    lesson.to("answering")
    stage = lesson.staff["host"].picture["stage"]["ask"]
    assert dict(zip(stage["options"], stage["pictures"], strict=True)) == dict(zip(HEARD, PICTURES, strict=True))
    assert stage["options"] != list(HEARD)
