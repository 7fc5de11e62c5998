"""Every fault of a bank file is told at once, on its line, in words that a teacher can act on."""

from __future__ import annotations

import pytest

from saual.banks.problem import BankFaults, Problem
from saual.banks.toml_format import parse
from saual.questions.single import Single
from saual.questions.slide import Slide

HEAD = 'format = "saual-bank/1"\ntitle = "T"\nlanguage = "en"\n'
GOOD = '[[question]]\ntype = "single"\ntext = "She ___"\noptions = ["go", "goes"]\nright = "B"\n'


def problems(source: str | bytes) -> list[Problem]:
    with pytest.raises(BankFaults) as caught:
        parse(source)
    return caught.value.problems


def told(body: str) -> list[tuple[int, str, str]]:
    """Line, place and code of every fault of a question that starts on line 4."""
    return [(p.line, p.place, p.code) for p in problems(f"{HEAD}[[question]]\n{body}\n")]


def test_a_good_file_is_a_bank_with_defaults_filled_in() -> None:
    bank = parse(
        f'\ufeff{HEAD}[defaults]\ntime = 30\n{GOOD}points = 2000\n[[question]]\ntype = "slide"\ntext = "Hi"\n'.encode()
    )
    assert bank.questions == (
        Single(text="She ___", options=("go", "goes"), right="B", time=30, points=2000),
        Slide(text="Hi"),
    )
    assert (bank.id, bank.title, bank.language) == ("", "T", "en")


def test_windows_line_ends_are_fine() -> None:
    assert parse((HEAD + GOOD).replace("\n", "\r\n")) == parse(HEAD + GOOD)


def test_all_faults_are_told_at_once_in_the_order_of_the_lines() -> None:
    source = """\
format = "saual-bank/2"
titel = "T"
language = "kz"

[defaults]
time = 3

# a remark with [[question]] in it
[[question]]
type = "single"
text = "Choose"
options = [
  "go",        # "the first"
  "goes",
  "go",
  5,
]
right = "E"
bloom = "rember"

[[question]]
type = "short"
text = \"\"\"
Several lines
right = "no key"
\"\"\"
explanation = { kk = "", en = 'ok' }
acept = ["x"]
"""
    assert [(p.line, p.place, p.code) for p in problems(source)] == [
        (1, "format", "not_allowed"),
        (2, "titel", "unknown_key"),
        (3, "language", "not_allowed"),
        (6, "defaults, time", "out_of_range"),
        (12, "question 1, options", "equal_options"),
        (16, "question 1, option D", "wrong_type"),
        (18, "question 1, right", "no_such_option"),
        (19, "question 1, bloom", "not_allowed"),
        (27, "question 2, explanation, kk", "empty"),
        (28, "question 2, acept", "unknown_key"),
    ]
    fixes = {p.place: p.fix for p in problems(source)}
    assert fixes["titel"] == "Did you mean `title`?"
    assert fixes["language"] == 'Did you mean "kk"?'
    assert fixes["question 1, bloom"] == 'Did you mean "remember"?'
    assert fixes["question 2, acept"] == "Did you mean `accept`?"
    assert fixes["question 1, option D"] == 'Put it in quotes: "5".'


def test_a_fault_in_one_field_does_not_hide_what_the_fields_say_together() -> None:
    assert told(f'type = "single"\ntext = 5\noptions = ["{"x" * 130}", "b", "b"]\nright = "D"\ntime = "20"') == [
        (6, "question 1, text", "wrong_type"),
        (7, "question 1, option A", "too_long"),
        (7, "question 1, options", "equal_options"),
        (8, "question 1, right", "no_such_option"),
        (9, "question 1, time", "wrong_type"),
    ]
    assert told('type = "multiple"\ntext = "?"\noptions = ["b", "b"]\nright = ["A", "z"]\n') == [
        (7, "question 1, options", "equal_options"),
        (8, "question 1, right, item 2", "not_allowed"),
    ]


@pytest.mark.parametrize(
    ("body", "line", "place", "code", "problem", "fix"),
    [
        ('text = "?"', 4, "", "missing", "has no `type`", "one of single, multiple"),
        ('type = "singel"', 5, ", type", "unknown_type", '"singel" is no question type', 'Did you mean "single"?'),
        ("type = [[[1]]]", 5, ", type", "unknown_type", "a list is no question type", "Write one of single"),
        (
            'type = "truefalse"\ntext = "?"\nright = "True"',
            7,
            ", right",
            "wrong_type",
            "needs true or false",
            "without quotes: true",
        ),
        (
            'type = "truefalse"\ntext = "?"\nanswer = true',
            7,
            ", answer",
            "unknown_key",
            "not a known key",
            "Did you mean `right`?",
        ),
        (
            'type = "number"\ntext = "?"\nright = "3,5"',
            7,
            ", right",
            "wrong_type",
            'the text "3,5"',
            "without quotes: 3.5",
        ),
        (
            'type = "number"\ntext = "?"\nright = nan',
            7,
            ", right",
            "not_typable",
            "not a number that a student",
            "at most 12 digits",
        ),
        (
            'type = "number"\ntext = "?"\nright = 1e99999999999999999999',
            7,
            ", right",
            "not_typable",
            "not a number",
            "Write",
        ),
        ('type = "number"\ntext = "?"\nright = 0x' + "f" * 6000, 7, ", right", "not_typable", "not a number", "Write"),
        (
            'type = "poll"\ntext = "?"\noptions = ["a", "b"]\nright = "A"',
            8,
            ", right",
            "unknown_key",
            "not a known key",
            "change the type",
        ),
        (
            'type = "poll"\ntext = "?"\noptions = ["a", "b"]\npoints = 1000',
            8,
            ", points",
            "not_here",
            "nothing is right",
            "Delete",
        ),
        ('type = "poll"\ntext = "?"\noptions = ["a"]', 7, ", options", "too_few", "has 1; at least 2", "Add more"),
        ('type = "poll"\ntext = "?"\noptions = "a"', 7, ", options", "wrong_type", "needs a list", '["a"]'),
        (
            'type = "poll"\ntext = "?"\noptions = ["a", "b"]\ntitle = "x"',
            8,
            ", title",
            "unknown_key",
            "known key",
            "top of the file",
        ),
        (
            'type = "poll"\ntext = "?"\noptions = ["a", "b"]\nxyzzy = 1',
            8,
            ", xyzzy",
            "unknown_key",
            "known key",
            "Delete it. Known here: text",
        ),
        (
            'type = "slide"\ntext = "' + "x" * 312 + '"',
            6,
            ", text",
            "too_long",
            "has 312 characters; 300 are allowed",
            "Shorten it by 12.",
        ),
        ('type = "slide"\ntext = ""', 6, ", text", "empty", "is empty", "between the quotes"),
        ('type = "slide"\ntext = {}', 6, ", text", "empty", "is empty", "at least one language"),
        ('type = "slide"\ntext = { kz = "а" }', 6, ", text", "unknown_key", '"kz" is not one of', 'Did you mean "kk"?'),
        (
            'type = "slide"\ntext = "Сәлем, дocтар!"',
            6,
            ", text",
            "mixed_letters",
            "“дocтар” mixes alphabets: Latin o, c",
            "Cyrillic",
        ),
        ('type = "slide"\ntext = "hеllo"', 6, ", text", "mixed_letters", "Cyrillic е among Latin", "Latin letters"),
        (
            'type = "slide"\ntext = "a\u200bb"',
            6,
            ", text",
            "hidden_character",
            "U+200B (zero width space)",
            "Delete it",
        ),
        ('type = "slide"\ntext = 2026-01-01', 6, ", text", "wrong_type", "a date or time", "text in quotes"),
        (
            'type = "single"\ntext = "?"\noptions = ["a", "b"]\nright = "В"',
            8,
            ", right",
            "not_allowed",
            "another alphabet",
            'keyboard: "B"',
        ),
        (
            'type = "single"\ntext = "?"\noptions = ["a", "b"]\nright = "b"',
            8,
            ", right",
            "not_allowed",
            "is not one of",
            'Did you mean "B"?',
        ),
        (
            'type = "single"\ntext = "?"\noptions = ["a", "b"]\nright = ["B"]',
            8,
            ", right",
            "wrong_type",
            "has a list",
            'without square brackets: "B"',
        ),
        (
            'type = "multiple"\ntext = "?"\noptions = ["a", "b"]\nright = "B"',
            8,
            ", right",
            "wrong_type",
            "needs a list",
            '["B"]',
        ),
        (
            'type = "multiple"\ntext = "?"\noptions = ["a", "b"]\nright = []',
            8,
            ", right",
            "empty",
            "has none",
            "at least one",
        ),
        (
            'type = "short"\ntext = "?"\naccept = ["…"]',
            7,
            ", accept",
            "unmatchable",
            "nothing to compare",
            "Write a word",
        ),
        (
            'type = "short"\ntext = "?"\naccept = { kk = ["а", 5] }',
            7,
            ", accept, kk, item 2",
            "wrong_type",
            "the number 5",
            '"5"',
        ),
        (
            'type = "slide"\ntext = "?"\npoints = 500',
            7,
            ", points",
            "not_allowed",
            "500 is not one of 0, 1000, 2000",
            "Write one",
        ),
        ('type = "slide"\ntext = "?"\npoints = true', 7, ", points", "wrong_type", "has true", "one of 0"),
    ],
)
def test_a_fault_says_where_what_and_how_to_mend(
    body: str, line: int, place: str, code: str, problem: str, fix: str
) -> None:
    found = problems(f"{HEAD}[[question]]\n{body}\n")[0]
    assert (found.line, found.place, found.code) == (line, f"question 1{place}", code)
    assert problem in found.problem
    assert fix in found.fix


def test_every_word_of_two_alphabets_is_told() -> None:
    assert told('type = "slide"\ntext = "aлма, aлма, кіtап IT-маман"') == [(6, "question 1, text", "mixed_letters")] * 2


def test_the_frame_of_the_file_is_checked_too() -> None:
    assert [(p.line, p.code) for p in problems(HEAD)] == [(1, "no_questions")]
    one_bracket = problems(HEAD + GOOD.replace("[[question]]", "[question]"))
    assert [(p.line, p.fix) for p in one_bracket] == [(4, "Write [[question]] with two brackets on each side.")]
    plural = problems(HEAD + GOOD.replace("question", "questions"))
    assert [(p.line, p.fix) for p in plural] == [(4, "Write [[question]] with two brackets on each side.")]
    assert [(p.line, p.code) for p in problems("defaults = 5\nquestion = [1]\n" + HEAD)] == [
        (1, "wrong_type"),
        (2, "wrong_type"),
    ]


def test_lines_are_found_in_sub_tables_dotted_keys_and_lists_of_several_lines() -> None:
    source = HEAD + GOOD + '[[question]]\ntype = "poll"\noptions = [\n  { kk = "а" },\n\n  { kk = "" }, # x\n]\n'
    assert [(p.line, p.place) for p in problems(source + '[question.text]\nkk = "б"\nru = ""\n')] == [
        (14, "question 2, option B, kk"),
        (18, "question 2, text, ru"),
    ]
    assert [(p.line, p.place) for p in problems(HEAD + GOOD + "explanation.kk = 'а'\nexplanation.ru = ''\n")] == [
        (10, "question 1, explanation, ru")
    ]


def test_five_hundred_questions_are_enough() -> None:
    slide = '[[question]]\ntype = "slide"\ntext = "Hi"\n'
    assert len(parse(HEAD + slide * 500).questions) == 500
    [problem] = problems(HEAD + slide * 502)
    assert (problem.line, problem.code) == (4 + 3 * 500, "too_many")
    assert "502 questions; 500 are allowed" in problem.problem


def test_a_megabyte_is_enough() -> None:
    [problem] = problems(b"#" * (1024 * 1024 + 1))
    assert problem.code == "too_big"
    [problem] = problems(HEAD + "#" * 8001)
    assert (problem.line, problem.code) == (4, "too_long")


@pytest.mark.parametrize(
    ("source", "line", "problem"),
    [
        (
            (HEAD + '# Сәлем\nabout = "Ағылшын"\n').replace("ә", "а").replace("ғ", "г").encode("cp1251"),
            4,
            "Windows-1251",
        ),
        (HEAD.encode("utf-16"), 1, "UTF-16"),
        (HEAD.encode("utf-16-le"), 1, "UTF-16"),
        (HEAD.encode() + b"\n\xff\xff", 5, "not UTF-8"),
        ("text = '\ud800'", 1, "not UTF-8"),
    ],
)
def test_another_encoding_is_named_with_the_way_out(source: bytes | str, line: int, problem: str) -> None:
    [found] = problems(source)
    assert (found.line, found.code) == (line, "not_utf8")
    assert problem in found.problem
    assert "UTF-8" in found.fix


@pytest.mark.parametrize(
    ("line", "problem", "fix"),
    [
        ("text = hello world", "no quotes", "straight quotes"),
        ("right = B", "no quotes", "straight quotes"),
        ("text = “hello”", "curly quotes", "straight quotes"),
        ('options = ["a", “b”]', "curly quotes", "straight quotes"),
        ("text = «сәлем»", "curly quotes", "straight quotes"),
        ('text = "hello', "no closing quote", "End it"),
        ('options = ["a" "b"]', "comma is missing", "after each item"),
        ('text = { kk = "а" ru = "б" }', "comma is missing", "between the languages"),
        ('text = { kk = "а", ru = "б"', "braces are not closed", "same line"),
        ('text = { kk = "а",\n  ru = "б" }', "go on in the next line", "on one line"),
        ('text = { kk = "а", }', "comma before }", "Delete"),
        ('text = "She said "hi" to"', "quotes inside", r"\""),
        ("text = 'it's'", "apostrophe", "double quotes"),
        ('text = "C:\\dir"', "backslash", "twice"),
        ('text = "C:\\Users"', "backslash", "twice"),
        ("right = True", "small letters", "true"),
        ("right = 3,14", "decimal comma", "3.14"),
        ("right = 1 000", "no number", "1000"),
        ("right = 007", "no number", "1000"),
        ("text =", "nothing after", "Write a value"),
        ('text = "a",', "not needed", "Delete"),
        ('text = "a" right = "B"', "two keys", "new line"),
        ('tеxt = "a"', "not English", "English keyboard"),
        ('сұрақ = "a"', "not English", "English keyboard"),
        ('text: "a"', "colon", "="),
        ("hello there", "no heading, no key", "key = value"),
        ("Сұрақ", "no heading, no key", "key = value"),
        ("[[question]", "not closed", "two brackets"),
        ("right = " + "1" * 5000, "thousands of digits", "shorter"),
        ('text = "a\x01"', "nobody sees", "anew"),
        ('text = "a"\ntext = "b"', "stands twice", "Delete one"),
    ],
)
def test_what_is_no_toml_is_explained_by_the_likely_slip(line: str, problem: str, fix: str) -> None:
    [found] = problems(f'{HEAD}[[question]]\ntype = "single"\n{line}\nlevel = "advanced"\n')
    assert found.code == "syntax"
    assert found.line in ((7,) if line.startswith('text = "a"\n') else (6,)) or "thousands" in found.problem
    assert problem in found.problem
    assert fix in found.fix


@pytest.mark.parametrize(
    ("source", "line", "problem"),
    [
        ('options = [\n  "a",\n  "b"\n\n  "c",\n]\n', 3, "comma is missing"),
        ('options = ["a",\n "b"\nright = "A"\n', 3, "not closed"),
        ('text = "a"\noptions = ["a",\n "b"\n\n', 2, "not closed"),
        ('text = """a\nb\n\n', 1, "no end"),
        ("[question]\ntext = 'a'\n[question]\ntext = 'b'\n", 3, "one bracket"),
        ("[question]\ntext = 'a'\n[[question]]\ntext = 'b'\n", 3, "above, this heading has one bracket"),
        ("[defaults]\n[defaults]\n", 2, "stands twice"),
        ("a = " + "[" * 7000, 1, "nested too deep"),
    ],
)
def test_slips_over_several_lines_are_found_where_they_are_mended(source: str, line: int, problem: str) -> None:
    [found] = problems(source)
    assert found.line == line
    assert problem in found.problem
