"""Lists of students, as teachers paste and save them."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from saual.banks.remark import Refused
from saual.banks.sentences import say_remark
from saual.classlist import Named, read_names


def names(text: str) -> list[str]:
    return [one.name for one in read_names(text.encode()).students]


def workbook(*rows: list[str]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return file.getvalue()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Серікова Айгерім\nИванов Пётр\n", ["Серікова Айгерім", "Иванов Пётр"]),
        ("1. Серікова Айгерім\n2) Иванов Пётр", ["Серікова Айгерім", "Иванов Пётр"]),
        ("- Aida\n• Bolat\n\n\n", ["Aida", "Bolat"]),
        ("Серікова, Айгерім\nИванов, Пётр", ["Серікова Айгерім", "Иванов Пётр"]),
        ("1\tСерікова\tАйгерім\t8.05.2012\n2\tИванов\tПётр\t1.02.2012", ["Серікова Айгерім", "Иванов Пётр"]),
        ("№;ФИО\n1;Серікова Айгерім\n2;Иванов Пётр", ["Серікова Айгерім", "Иванов Пётр"]),
        ("Тегі,Аты\nСерікова,Айгерім", ["Серікова Айгерім"]),
        ("Имя;Фамилия\nАйгерім;Серікова", ["Серікова Айгерім"]),
        ("Аты-жөні\nӘлия Қ.", ["Әлия Қ."]),
        ("  Анна   Мария  О'Нил ", ["Анна Мария О'Нил"]),
        ("Ким\tСу-Мин", ["Ким Су-Мин"]),
    ],
)
def test_a_list_is_read_in_whatever_way_it_is_written(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_moodles_list_of_participants_comes_in_without_mails_and_groups() -> None:
    text = (
        "First name,Last name,ID number,Email address,Groups\n"
        "Aigerim,Serikova,S-17,aigerim@school.kz,7B\n"
        "Pyotr,Ivanov,,pyotr@school.kz,7B\n"
    )
    read = read_names(text.encode(), "participants.csv")
    assert read.students == [Named("Serikova Aigerim", "S-17"), Named("Ivanov Pyotr", "")]
    assert [note.code for note in read.notes] == ["mail_left_out"]
    assert "school.kz" not in repr(read)


def test_a_workbook_is_read_below_its_headings() -> None:
    data = workbook(
        ["7 Б сыныбы"], ["№", "Тегі", "Аты", "ЖСН"], ["1", "Серікова", "Айгерім", "120508"], ["2", "Иванов"]
    )
    assert read_names(data, "7b.xlsx").students == [Named("Серікова Айгерім", "120508"), Named("Иванов", "")]


def test_cp1251_is_read_too() -> None:
    assert read_names("ФИО;Группа\nИванов Пётр;7Б".encode("cp1251")).students == [Named("Иванов Пётр", "")]


def test_each_row_that_cannot_be_taken_says_where_why_and_what_to_do() -> None:
    read = read_names(f"Aida\n17\naida\n{'x' * 61}\nBolat".encode())
    assert [one.name for one in read.students] == ["Aida", "Bolat"]
    assert [(one.code, one.where.line) for one in read.problems] == [
        ("name_missing", 2),
        ("name_twice", 3),
        ("name_too_long", 4),
    ]
    assert str(say_remark(read.problems[1], "ru")) == (
        "строка 3: Имя «aida» стоит в списке дважды. Различите их: добавьте отчество или букву."
    )


@pytest.mark.parametrize(("data", "code"), [(b"", "empty_file"), (b"Name\n", "names_none"), (b"%PDF-1.7", "pdf")])
def test_what_has_no_names_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_names(data)
    assert refused.value.remark.code == code


def test_a_list_that_is_too_long_is_refused() -> None:
    text = "\n".join(f"Student {chr(0x430 + n // 20)}{chr(0x430 + n % 20)}" for n in range(201))
    with pytest.raises(Refused) as refused:
        read_names(text.encode())
    assert refused.value.remark.code == "names_many"
