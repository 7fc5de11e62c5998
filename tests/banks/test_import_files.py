"""What comes of files as people have them: every file of tests/banks/files against the outcome written beside it.

An outcome is read by eye: a line for each question taken, with * before what is right; ! for what was not
taken, with its place and code; ~ for what came in changed. After a change that is meant, write them anew with
`python -m tests.banks.test_import_files` and read the difference.
"""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from saual.banks import importing
from saual.banks.importing import read_bank
from saual.banks.remark import Refused, Remark
from saual.banks.sentences import say_place, say_remark, sentences
from saual.banks.toml_format import parse, serialise
from saual.questions.bank import DEFAULT_POINTS, DEFAULT_TIME, AnyQuestion
from saual.questions.categorising import Categorising
from saual.questions.gaps import Gaps
from saual.questions.matching import Matching
from saual.questions.number import Number
from saual.questions.options import LETTERS, WithOptions
from saual.questions.ordering import Ordering
from saual.questions.rating import Rating
from saual.questions.short import Short
from saual.questions.slide import Slide
from saual.questions.slider import Slider
from saual.questions.text import LANGS, Text
from saual.questions.truefalse import TrueFalse

FILES = Path(__file__).parent / "files"
FORMATS = sorted(folder.name for folder in FILES.iterdir() if folder.is_dir())
NAMES = [
    f"{format}/{file.name}"
    for format in FORMATS
    for file in sorted((FILES / format).iterdir())
    if file.name != "outcomes.txt"
]


def outcome(name: str) -> str:
    try:
        read = read_bank((FILES / name).read_bytes(), name)
    except Refused as refused:
        return f"refused {told(refused.remark)}"
    lines = [f"{read.format} {read.bank.language if read.bank else '-'} {read.bank.title if read.bank else '-'}"]
    lines += [f"{n} {said(q)}" for n, q in zip(read.numbers, read.bank.questions if read.bank else (), strict=True)]
    lines += [f"! {told(remark)}" for remark in read.problems]
    lines += [f"~ {told(remark)}" for remark in read.notes]
    return "\n".join(line.replace("\n", "⏎") for line in lines)


def told(remark: Remark) -> str:
    params = " ".join(f"{key}={str(value)[:40]}" for key, value in remark.params.items())
    return f"{remark.code} [{say_place(remark.where, 'en')}] {params}".strip()


def said(question: AnyQuestion) -> str:
    """The whole question on one line, without what is as usual."""
    parts = [f"{question.kind}: {words(question.text)}"]
    match question:
        case Ordering():
            parts += [f"{i}. {words(item)}" for i, item in enumerate(question.written().items, 1)]
        case Matching() | Categorising():
            marks = zip(LETTERS, question.options, strict=False)
            parts += [
                f"{words(item)} → {letter}" for item, letter in zip(question.items, question.letters(), strict=True)
            ]
            parts += [f"{letter}) {words(option)}" for letter, option in marks]
        case Gaps():
            parts += [f"[{i}] = {words(gap)}" for i, gap in enumerate(question.gaps, 1)]
            parts += [f"bank + {', '.join(map(words, question.options))}"] if question.bank else []
        case Slider():
            parts.append(f"{question.min} … {question.max} by {question.step}")
            parts.append(
                f"= {question.right} ± {question.tolerance} ({question.near}) {words(question.unit or '')}".rstrip()
            )
        case WithOptions():
            right = getattr(question, "right", ())
            marks = zip(LETTERS, question.options, strict=False)
            parts += [f"{'*' if letter in right else ''}{letter}) {words(option)}" for letter, option in marks]
        case TrueFalse():
            parts.append(str(question.right))
        case Short():
            parts.append(f"= {question.accept} typos {question.typos}")
        case Number():
            parts.append(f"= {question.right} ± {question.tolerance} {words(question.unit or '')}".rstrip())
        case Rating():
            parts.append(f"{words(question.low or '')} … {words(question.high or '')}")
        case Slide():
            parts.append(words(question.body or ""))
    if question.explanation:
        parts.append(f"({words(question.explanation)})")
    usual = {"time": DEFAULT_TIME, "points": DEFAULT_POINTS if question.marked else 0}
    for key in ("time", "points", "topic", "level", "bloom", "skill"):
        value = getattr(question, key)
        if value is not None and value != usual.get(key):
            parts.append(f"{key}={value}")
    return " | ".join(part for part in parts if part)


def words(text: Text) -> str:
    return text if isinstance(text, str) else " / ".join(f"{lang}:{words}" for lang, words in text.items())


def expected(format: str) -> dict[str, str]:
    blocks = (FILES / format / "outcomes.txt").read_text("utf-8").split("\n== ")
    named = (block.removeprefix("== ").split("\n", 1) for block in blocks)
    return {f"{format}/{name.strip()}": rest.strip() for name, rest in named}


@pytest.mark.parametrize("name", NAMES)
def test_a_file_comes_in_as_is_written_beside_it(name: str) -> None:
    assert outcome(name) == expected(name.split("/", maxsplit=1)[0])[name]


@pytest.mark.parametrize("name", NAMES)
def test_what_came_in_satisfies_the_check_of_bank_files_and_the_rest_is_listed(name: str) -> None:
    try:
        read = read_bank((FILES / name).read_bytes(), name)
    except Refused:
        return
    assert all(str(say_remark(remark, lang)) for remark in (*read.problems, *read.notes) for lang in LANGS)
    listed = {remark.where.question for remark in read.problems}
    if read.bank is not None:
        assert parse(serialise(read.bank)) == read.bank
        most = max([*read.numbers, *listed])
        assert set(read.numbers) | listed >= set(range(1, most + 1))
    else:
        assert read.problems
    assert not set(read.numbers) & listed


@pytest.mark.parametrize("format", FORMATS)
def test_each_format_is_known_from_many_files(format: str) -> None:
    assert sum(name.startswith(f"{format}/") for name in NAMES) >= 25
    assert set(expected(format)) == {name for name in NAMES if name.startswith(f"{format}/")}


@pytest.mark.parametrize("code", sorted(sentences()))
def test_every_sentence_is_there_in_three_languages_with_the_same_parameters(code: str) -> None:
    sentence = sentences()[code]
    assert list(sentence) == list(LANGS)
    named = [[{n for _, n, _, _ in string.Formatter().parse(part) if n} for part in sentence[lang]] for lang in LANGS]
    assert named[0] == named[1] == named[2]
    assert all(len(parts) == 2 and all(parts) for parts in sentence.values())


def test_every_code_that_an_import_or_an_export_gives_has_a_sentence_and_none_is_idle() -> None:
    package = Path(importing.__file__).parents[1]
    source = "\n".join(
        file.read_text("utf-8")
        for file in (*package.glob("banks/**/*.py"), *package.glob("questions/*.py"), package / "classlist.py")
    )
    idle = [code for code in sentences() if f'"{code}"' not in source and f'"{code.partition("_")[2]}"' not in source]
    given = set(re.findall(r"""(?:Refused|Untaken|Remark|scribe\.note)\(\s*"([a-z_]+)\"""", source))

    assert not idle
    assert given <= set(sentences())


def test_a_remark_reads_as_a_sentence_with_its_place() -> None:
    read = read_bank((FILES / "quizizz" / "05-unsupported.xlsx").read_bytes())
    drawing = next(remark for remark in read.problems if remark.params.get("kind") == "drawing")

    en, ru, kk = (str(say_remark(drawing, lang)) for lang in ("en", "ru", "kk"))
    assert en.startswith("question 2, row 4: A question of this type cannot be taken from this file: drawing. Make it")
    assert ru.startswith("вопрос 2, строка 4: Вопрос такого типа из этого файла взять нельзя: рисование. Создайте")
    assert kk.startswith("2-сұрақ, 4-жол: Мұндай сұрақ түрін бұл файлдан алу мүмкін емес: сурет салу. Оны")


if __name__ == "__main__":
    for format in FORMATS:
        names = [name for name in NAMES if name.startswith(f"{format}/")]
        blocks = (f"== {name.split('/')[1]}\n{outcome(name)}\n" for name in names)
        (FILES / format / "outcomes.txt").write_text("\n".join(blocks), "utf-8")
