"""The school's list of words: what is held, what is not, and how a school changes it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from saual.questions.text import LANGS
from saual.wordlist import SHIPPED, WordList


@pytest.mark.parametrize(
    "text",
    [
        "Қалай ақымақтар?",
        "ты ДУРААААК",
        "ду\u200bрак",
        "дyрак",  # a Latin y
        "Why are you so stupid?",
        "Shut   up!",
        "сука, почему?",
    ],
)
def test_a_word_of_the_list_holds_a_question_however_it_is_written(text: str) -> None:
    assert WordList(Path("nowhere")).holds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Что такое тупой угол?",
        "Как употреблять this и that?",
        "Чем художник отличается от скульптора?",
        "Какие команды застрахованы от блокады?",
        "Неге боқырау айы деп аталады?",
        "Көтеру сөзінің түбірі қандай?",
        "What does assess mean?",
        "",
    ],
)
def test_an_innocent_word_that_only_looks_like_one_does_not(text: str) -> None:
    assert not WordList(Path("nowhere")).holds(text)


def test_the_school_s_own_list_takes_the_place_of_the_shipped_one_while_the_lesson_goes_on(tmp_path: Path) -> None:
    words = WordList(tmp_path)
    assert words.holds("stupid")

    own = tmp_path / "en.txt"
    own.write_text("# ours\n\nhomework*\n*test*\nread y\n", "utf-8-sig")
    assert words.holds("No homeworks!")
    assert words.holds("the fastest")
    assert words.holds("READ Y")
    assert not words.holds("stupid")
    assert words.holds("дурак"), "the other languages keep their lists"

    own.write_text("", "utf-8")
    os.utime(own, (1, 1))
    assert not words.holds("homework")


def test_a_list_that_cannot_be_read_is_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    words = WordList(tmp_path)
    (tmp_path / "kk.txt").write_bytes(b"\xff\xfe\x00(*")
    assert not words.holds("Неге?")
    assert words.holds("stupid")


@pytest.mark.parametrize("lang", LANGS)
def test_every_shipped_list_says_how_it_is_edited(lang: str) -> None:
    lines = (SHIPPED / f"{lang}.txt").read_text("utf-8").splitlines()
    assert lines[0].startswith("#")
    assert "words" in "".join(line for line in lines if line.startswith("#"))
    assert sum(not line.startswith("#") for line in lines) >= 10
