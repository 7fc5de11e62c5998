"""The CSV files: what a spreadsheet makes of them, and that nothing in them can run."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from saual.questions.text import Lang
from saual.reports.csv_export import as_csv, neutral
from saual.reports.record import GameRecord
from saual.reports.tables import tables
from tests.reports.played import played

EVIL = ["=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", " =1", "\u00a0 @x", "＝1+1", "\n-x"]


def rows(content: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def as_file(record: GameRecord, table: str, lang: Lang) -> bytes:
    return as_csv(tables(record, lang, {})[table], lang)


def renamed(record: GameRecord, name: str) -> GameRecord:
    return replace(record, students=tuple(replace(student, name=name) for student in record.students))


def test_students_have_one_row_each_with_all_that_the_report_says() -> None:
    made = rows(as_file(played().record(), "students", "en"))

    assert made[0] == {
        "room": "room1",
        "game": "1",
        "seat": "1",
        "name": "Aizhan",
        "student": "",
        "number": "",
        "joined": "2026-09-21T14:13:21.000Z",
        "asked": "4",
        "answered": "4",
        "right": "3",
        "late": "0",
        "median_ms": "2000",
        "points": "3700",
        "rank": "1",
        "removed": "0",
        "present_s": "89",
        "questions_asked": "0",
        "seconded": "0",
        "spoken_questions": "0",
        "spoken_answers": "0",
        "contributed": "0",
        "phone": "",
        "team": "",
        "team_name": "",
        "team_points": "",
        "team_rank": "",
    }
    assert [(row["name"], row["rank"], row["removed"]) for row in made if row["removed"] == "1"] == [("Dana", "", "1")]


def test_questions_have_one_row_each_with_number_tags_and_distribution() -> None:
    made = rows(as_file(played().record(), "questions", "en"))

    assert made[0] == {
        "room": "room1",
        "game": "1",
        "question": "2",
        "kind": "single",
        "text": "She ___ to school.",
        "topic": "present simple",
        "level": "",
        "bloom": "remember",
        "skill": "",
        "asked": "3",
        "answered": "3",
        "late": "0",
        "right": "0.6667",
        "discrimination": "",
        "median_ms": "2000",
        "skipped": "0",
        "score": "",
        "distribution": "go: 1; goes: 2; going: 0",
        "flow": "classic",
        "first_answered": "",
        "first_right": "",
        "stayed_right": "",
        "became_right": "",
        "became_wrong": "",
        "stayed_wrong": "",
        "gain": "",
    }
    assert [row["right"] for row in made] == ["0.6667", "0.5", "", "", "0.5"]


def test_every_recorded_answer_is_one_row_of_responses() -> None:
    made = rows(as_file(played().record(), "responses", "en"))

    assert len(made) == 3 + 3 + 3 + 2 + 2
    assert made[0] == {
        "room": "room1",
        "game": "1",
        "time": "2026-09-21T14:13:32.000Z",
        "seat": "1",
        "name": "Aizhan",
        "student": "",
        "question": "2",
        "kind": "single",
        "text": "She ___ to school.",
        "answer": "B) goes",
        "right": "1",
        "credit": "1",
        "points": "950",
        "bonus": "0",
        "elapsed_ms": "2000",
        "late": "0",
        "phone": "1",
        "by_teacher": "0",
        "vote": "",
        "sure": "",
    }


def test_right_is_empty_where_nothing_was_marked_and_zero_where_it_was_wrong() -> None:
    made = rows(as_file(played().record(), "responses", "en"))
    marks = {(row["name"], row["question"]): (row["right"], row["credit"], row["late"]) for row in made}

    assert marks["Bolat", "2"] == ("0", "0", "0")
    assert marks["Ceren", "3"] == ("0", "0.5", "0")
    assert marks["Bolat", "3"] == ("", "", "1")  # late
    assert marks["Aizhan", "4"] == ("", "", "0")  # a poll
    assert marks["Aizhan", "5"] == ("", "", "0")  # skipped


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_in_kazakh_and_russian_cells_part_with_a_semicolon_and_decimals_with_a_comma(lang: Lang) -> None:
    made = rows(as_file(played().record(), "questions", lang), ";")

    assert [row["right"] for row in made] == ["0,6667", "0,5", "", "", "0,5"]
    assert list(made[0]) == list(rows(as_file(played().record(), "questions", "en"))[0])


@pytest.mark.parametrize("name", EVIL)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_name_that_looks_like_a_formula_is_text(name: str, lang: Lang) -> None:
    record = renamed(played().record(), name)

    for table in ("students", "responses"):
        made = rows(as_file(record, table, lang), "," if lang == "en" else ";")
        assert {row["name"] for row in made} == {"'" + name}


@pytest.mark.parametrize("number", ["-1", "+5", "-3,5", "3.14", "-0.001"])
def test_a_plain_number_stays_a_number(number: str) -> None:
    assert neutral(number) == number


@pytest.mark.parametrize("text", ["-1+1", "+7 701 123 45 67", "-1e5", "-٣", "--1", "-1,5,5"])
def test_what_only_begins_like_a_number_does_not_pass_for_one(text: str) -> None:
    assert neutral(text) == "'" + text


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("=+-@\t\r\n ;,\"'＝")))
def test_no_text_reaches_a_cell_that_a_spreadsheet_would_run(text: str) -> None:
    made = rows(as_file(renamed(RECORD, text), "students", "ru"), ";")

    (shown,) = {row["name"] for row in made}
    assert len(made) == len(RECORD.students)
    assert shown in (text, "'" + text)
    assert not re.match(r"\s*[=+\-@\t\r]", shown) or re.fullmatch(r"[+-][0-9]+([.,][0-9]+)?", shown)


RECORD = played().record()
