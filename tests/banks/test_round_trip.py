"""What goes out comes in again: for any bank and every format, all that is not listed as lost is equal."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import python_calamine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saual.banks.exporting import exports, write_bank
from saual.banks.formats.registry import known
from saual.banks.importing import read_bank
from saual.banks.remark import Remark
from saual.questions.bank import KINDS, UNMARKED, Bank
from saual.questions.text import LANGS
from tests.helpers.any_bank import BANKS
from tests.helpers.banks import (
    bank,
    brainstorm,
    categorising,
    gaps,
    hotspot,
    matching,
    multiple,
    nps,
    number,
    open_text,
    ordering,
    poll,
    rating,
    scale,
    short,
    single,
    slide,
    slider,
    tour,
    truefalse,
    wordcloud,
)
from tests.helpers.drawn import PICTURE

FILES = {PICTURE.name: PICTURE.content}
ALL_FIELDS = {
    *("text", "options", "right", "accept", "typos", "tolerance", "unit", "low", "high", "body", "explanation"),
    *("time", "points", "topic", "level", "bloom", "skill"),
    *("words", "names", "items", "steps", "each", "votes", "ideas"),
}

# What each format may lose of the questions that it takes, beside the head of the bank. Nothing else may be lost.
MAY_LOSE: dict[str, set[str]] = {
    "saual": set(),
    "toml": {"picture"},  # of a hotspot: they name it, and do not hold it
    "json": {"picture"},
    "csv": set(),
    "xlsx": set(),
    # Accepted spellings of several languages become one list; a number has one unit; a slide explains nothing.
    "moodle": {"accept", "unit", "names"},
    "gift": {"accept", "unit", "names"},
    "qti2": {"text", "options", "items", "gaps", "accept", "unit", "body", "explanation", "names", "regions", "alt"},
    "aiken": ALL_FIELDS - {"right"},
}
# What was made up for options is nowhere: no format can hold it (tests/banks/test_files_beside.py has real ones).
MADE_UP = {"pictures", "captions"}
TAKES = {
    "toml": set(KINDS),
    "moodle": set(KINDS) - UNMARKED - {"hotspot"} | {"open", "slide"},
    "gift": set(KINDS) - UNMARKED - {"gaps", "hotspot"} | {"open", "slide"},
    "qti2": set(KINDS) - UNMARKED | {"poll", "open", "slide"},
    "aiken": {"single"},
}
TAKES |= dict.fromkeys(("saual", "json"), TAKES["toml"]) | dict.fromkeys(("csv", "xlsx"), TAKES["toml"] - {"hotspot"})


def spaced(value: Any) -> Any:
    """The value with each run of spaces as one: spacing inside of texts is not kept by every format."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        return {key: spaced(item) for key, item in value.items()}
    return [spaced(item) for item in value] if isinstance(value, tuple | list) else value


def fields(question: Any) -> dict[str, Any]:
    """Its keys and values; the right letters of several are a set."""
    said = {key: spaced(value) for key, value in msgspec.structs.asdict(question.written()).items()}
    return said | {"type": question.kind}


@pytest.mark.parametrize("format", exports())
@given(given_bank=BANKS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_a_bank_comes_back_but_for_what_is_listed_as_lost(format: str, given_bank: Bank) -> None:
    exported = write_bank(given_bank, format, FILES)
    lost = {loss.where.question - 1 for loss in exported.losses if loss.code == "question_not_held"}
    changed = {(loss.where.question - 1, loss.where.field) for loss in exported.losses if loss.code == "field_not_held"}
    head = {loss.where.field for loss in exported.losses if loss.code == "head_not_held"}

    kept = [(i, question) for i, question in enumerate(given_bank.questions) if i not in lost]
    if not kept:
        return
    back = read_bank(exported.data, language=given_bank.language).bank
    assert back is not None
    assert len(back.questions) == len(kept)
    for (i, before), after in zip(kept, back.questions, strict=True):
        assert {k: v for k, v in fields(before).items() if (i, k) not in changed} == {
            k: v for k, v in fields(after).items() if (i, k) not in changed
        }
    for key in {"title", "about", "language", "author", "licence"} - head:
        assert spaced(getattr(back, key)) == spaced(getattr(given_bank, key))


@pytest.mark.parametrize("format", exports())
@given(given_bank=BANKS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_is_lost_that_the_format_could_hold(format: str, given_bank: Bank) -> None:
    for loss in write_bank(given_bank, format, FILES).losses:
        question = given_bank.questions[loss.where.question - 1] if loss.where.question else None
        if loss.code == "question_not_held":
            assert question is not None
            braces = question.kind == "ordering" and re.search(r"[{}\\]|//|::|\$", f"{question.items}{question.text}")
            unheld = format == "aiken" or (format == "gift" and braces)  # in GIFT nothing escapes an item to be ordered
            unheld = unheld or (format == "qti2" and question.kind == "hotspot")  # a region of less than a pixel
            assert question.kind not in TAKES[format] or unheld, question
        elif loss.code == "field_not_held":
            unheld = {"explanation"} if question_is_slide(question) else set()
            if format == "moodle" and question is not None and question.kind == "gaps":
                unheld |= {"text", "gaps", "options"}  # in the language of the bank; a bank has one spelling a gap
            if format in ("moodle", "gift") and question is not None and question.kind == "categorising":
                unheld |= {"options", "right"}  # the boxes come back in the order in which the items need them
            if format == "gift" and question is not None and question.kind == "ordering":
                unheld |= {"explanation"}
            if format == "gift" and question is not None and "]" in (question.topic or ""):
                unheld.add("topic")  # it ends a tag in GIFT, and nothing escapes it
            said = str(getattr(question, loss.where.field, ""))
            if format in ("gift", "moodle", "qti2") and re.search(r"\\[\[(]", said):
                unheld.add(loss.where.field)  # so Moodle writes a formula, and so it comes back
            assert loss.where.field in MAY_LOSE[format] | MADE_UP | unheld, question
        else:
            spots = all(one.kind == "hotspot" for one in given_bank.questions)  # a table of nothing has no head
            assert format not in ("toml", "json", "csv", "xlsx") or spots


def question_is_slide(question: Any) -> bool:
    return question is not None and question.kind == "slide"


@pytest.mark.parametrize("format", ["saual", "toml", "json", "csv", "xlsx"])
@given(given_bank=BANKS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_our_own_formats_keep_a_bank_whole_but_for_pictures_where_they_hold_none(format: str, given_bank: Bank) -> None:
    spots = [i for i, question in enumerate(given_bank.questions, 1) if question.kind == "hotspot"]

    losses = write_bank(given_bank, format, FILES).losses

    made_up = MADE_UP if format in ("csv", "xlsx", "saual") else {"pictures"}  # these keep captions
    lost = [loss.where.question for loss in losses if loss.where.question and loss.where.field not in made_up]
    assert lost == ([] if format == "saual" else spots)


@pytest.mark.parametrize("format", exports())
def test_the_same_bank_is_the_same_file(format: str) -> None:
    given_bank = tour()

    assert write_bank(given_bank, format).data == write_bank(given_bank, format).data


@pytest.mark.parametrize("text", ["=1+1", "+7 701", "-2", "@here", "'=quoted", "\t=1", "= ", "−5", "＝1"])
@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_text_never_becomes_a_formula_and_comes_back_as_it_was(format: str, text: str) -> None:
    given_bank = bank(single(options=(text, "b")))

    exported = write_bank(given_bank, format)

    assert exported.losses == ()
    if format == "csv":
        cells = exported.data.decode("utf-8-sig").splitlines()[-1].split(";")
        assert all(cell.strip('"')[:1] not in "=+-@\t＝＋－＠" or cell == "-2" for cell in cells if cell)
    else:
        rows = (
            python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(exported.data)).get_sheet_by_index(0).to_python()
        )
        assert text in [str(cell) for cell in rows[-1]]
        assert b"<f>" not in exported.data


@pytest.mark.parametrize("format", [f.name for f in known().formats])
def test_every_format_has_a_name_of_its_own(format: str) -> None:
    assert [f.name for f in known().formats].count(format) == 1


@given(st.sampled_from(LANGS), st.sampled_from(["single", "multiple", "short", "truefalse"]))
def test_three_languages_go_through_moodle_s_filter(lang: Any, kind: str) -> None:
    text = {"kk": "Сұрақ <1>", "ru": "Вопрос & ответ", "en": "Question {2} = ~ # :"}
    made: Any = {"single": single, "multiple": multiple, "short": short, "truefalse": truefalse}[kind](text)
    given_bank = msgspec.structs.replace(bank(made), language=lang)

    for format in ("gift", "moodle"):
        assert not [loss for loss in write_bank(given_bank, format).losses if loss.code != "head_not_held"]


THREE = {"kk": "Су", "ru": "Вода", "en": "Water"}
OPTIONS = ({"kk": "бу", "ru": "пар"}, {"kk": "мұз", "ru": "лёд"})
FEATURES: dict[str, Bank] = {
    "single": bank(single()),
    "multiple": bank(multiple()),
    "truefalse": bank(truefalse()),
    "short": bank(short(accept=("Abai", "Abay"))),
    "short: typos": bank(short(typos=1)),
    "short: spellings by language": bank(short(accept={"kk": ("Абай",), "en": ("Abai",)})),
    "number with tolerance": bank(number(right="3.14", tolerance="0.01")),
    "number: unit": bank(number(unit="kg")),
    "number: unit in several languages": bank(number(unit={"kk": "кг", "en": "kg"})),
    "ordering": bank(ordering()),
    "matching, options to spare": bank(matching()),
    "gaps, typed": bank(gaps()),
    "gaps from a bank of words": bank(gaps(gaps=("goes", "comes"), bank=True, options=("go",))),
    "gaps in several languages": bank(gaps({"kk": "А [1]", "en": "A [1]"}, gaps=({"kk": "а", "en": "a"},))),
    "categorising": bank(categorising()),
    "categorising: order of the boxes": bank(categorising(right=("B", "A", "A"))),
    "slider": bank(slider()),
    "hotspot": bank(hotspot(picture=PICTURE.name)),
    "poll": bank(poll()),
    "rating": bank(rating(low="no", high="yes")),
    "wordcloud": bank(wordcloud(words=2)),
    "open": bank(open_text()),
    "open: with names": bank(open_text(names=True)),
    "scale": bank(scale(steps=7, low="no", high="yes")),
    "nps": bank(nps(low="no", high="yes")),
    "brainstorm": bank(brainstorm(each=2, votes=2)),
    "slide": bank(slide(body="One\nTwo")),
    "text in several languages": bank(truefalse(THREE)),
    "options in several languages": bank(single(options=OPTIONS)),
    "explanation": bank(single(explanation="Because.")),
    "explanation of a slide": bank(slide(explanation="Because.")),
    "time, points": bank(single(time=45, points=2000)),
    "topic, level, bloom, skill": bank(
        single(topic="tenses", level="advanced", bloom="apply", skill="reading"),
    ),
    "title": bank(single()),
    "about, author, licence": bank(single(), about="About it", author="A. B.", licence="CC BY 4.0"),
}
COLUMNS = (("saual", "toml", "json"), ("xlsx", "csv"), ("moodle",), ("gift",), ("qti2",), ("aiken",))


def judged(losses: Iterable[Remark]) -> str:
    """✓ all of the question comes back; ≈ not all of it; – it does not."""
    codes = {loss.code for loss in losses}
    return "–" if "question_not_held" in codes else "≈" if "field_not_held" in codes else "✓"


def held(feature: str, format: str) -> str:
    """As `judged`, of the feature."""
    losses = write_bank(FEATURES[feature], format, FILES).losses
    if format in ("toml", "json"):  # they name pictures, which come in the zip
        losses = tuple(loss for loss in losses if loss.where.field != "picture")
    of_head = {loss.where.field for loss in losses if loss.code == "head_not_held"}
    if feature in ("title", "about, author, licence"):
        wanted = set(feature.split(", "))
        return "✓" if not wanted & of_head else "–" if wanted <= of_head else "≈"
    return judged(losses)


def table() -> list[str]:
    rows: list[str] = []
    for feature in FEATURES:
        marks = [{held(feature, format) for format in formats} for formats in COLUMNS]
        assert all(len(mark) == 1 for mark in marks)
        rows.append(f"| {feature} | {' | '.join(mark.pop() for mark in marks)} |")
    return rows


def test_the_documents_tell_what_each_format_holds() -> None:
    text = (Path(__file__).parents[2] / "docs" / "banks.md").read_text("utf-8")
    after = text.partition("test_round_trip.py -->\n")[2].split("\n")
    assert after[2 : 2 + len(FEATURES)] == table()
    assert {format for formats in COLUMNS for format in formats} == set(exports())
