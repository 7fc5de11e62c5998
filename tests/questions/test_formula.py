"""Formulas: what is one, what becomes of it, and that nothing but mathematics gets through."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saual.banks.exporting import write_bank
from saual.banks.formulas import ours
from saual.banks.importing import read_bank
from saual.questions.bank import Bank, settled
from saual.questions.formula import NotDrawn, formulas, strings, tree, trees
from tests.helpers.banks import single
from tests.helpers.play import Table


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Solve $x^2 = 4$.", ["x^2 = 4"]),
        ("$a$ and $b$", ["a", "b"]),
        ("It costs $5 or $10.", []),
        (r"A \$sign\$ and $x$", ["x"]),
        ("one $ alone", []),
        ("$$x$$", []),
        ("$ x $", []),
    ],
)
def test_formulas_stand_between_dollar_signs_and_prices_do_not(text: str, found: list[str]) -> None:
    assert formulas(text) == found


def test_a_formula_becomes_a_tree_of_mathml() -> None:
    assert tree(r"\frac{1}{2}")[2][2] == ["mfrac", {}, ["mrow", {}, ["mn", {}, "1"]], ["mrow", {}, ["mn", {}, "2"]]]


@pytest.mark.parametrize(
    "latex",
    [
        r"x^2",
        r"\sqrt[3]{x}",
        r"\int_0^1 x\,dx",
        r"\vec{a}\perp\vec{b}",
        r"\begin{pmatrix}1&2\\3&4\end{pmatrix}",
        r"60^\circ",
        r"\sin\alpha",
        r"5\,\text{м/с}",
        r"\left(\frac{a}{b}\right)",
        r"x\in\mathbb{R}",
        r"a<b",
        r"\begin{cases}x=1\\y=2\end{cases}",
        r"\log_2 8",
        r"\overline{AB}",
        r"\lim_{x\to 0}",
        r"\sum_{i=1}^n i",
    ],
)
def test_what_schools_write_is_drawn(latex: str) -> None:
    assert tree(latex)[0] == "math"


@pytest.mark.parametrize(
    ("latex", "command"),
    [
        (r"\foo{x}", r"\foo"),
        (r"\ce{H2O}", r"\ce"),
        (r"x + \href{javascript:alert(1)}{y}", r"\href"),
        (r"\style{color:red}{x}", r"\style"),
        (r"\color{red}{x}", r"\color"),
        (r"\frac{1}", ""),
        (r"{x", ""),
        ("x" * 301, ""),
        (r"\left(x", ""),
    ],
)
def test_what_is_unknown_broken_or_more_than_mathematics_is_not_drawn_but_told(latex: str, command: str) -> None:
    with pytest.raises(NotDrawn) as why:
        tree(latex)
    assert why.value.command == command
    [fault] = [fault for fault in single(f"What is ${latex}$?").faults() if fault.field == "text"]
    assert fault.code == ("formula_unknown" if command else "formula_broken")
    assert trees([f"${latex}$"]) == {}


@given(st.text(st.sampled_from(r"\{}^_&$%#<>'" + '"abfrcsqtx123 ()[]~'), max_size=60))
def test_no_text_brings_in_anything_but_known_elements_within_bounded_time(latex: str) -> None:
    began = time.thread_time()
    try:
        drawn = tree(latex)
    except NotDrawn:
        drawn = []
    assert time.thread_time() - began < 5
    assert not [word for word in strings(drawn) if word in ("script", "href", "style", "onclick", "maction")]


def test_every_screen_gets_the_formulas_of_its_texts_and_no_others() -> None:
    question = single("Is $x^2$ ever $<0$?", options=("$x$", "no", "maybe"), explanation="$x^2 \\ge 0$")
    lesson = Table(question, students=1, reading_ms=3_000)
    phone = lesson.phones[1].picture
    lesson.advance()
    assert phone["q"]["math"].keys() == {"x^2", "<0"}
    lesson.to("answering")
    assert phone["ask"]["math"].keys() == {"x"}
    assert lesson.staff["projector"].stage["math"].keys() == {"x^2", "<0", "x"}
    lesson.close()
    assert phone["solution"]["math"].keys() == {r"x^2 \ge 0"}


@pytest.mark.parametrize("typed", [r"\(x^2\)", r"\[ x^2 \]", "$$x^2$$", "$x^2$"])
def test_formulas_come_in_from_wherever_they_are_written(typed: str) -> None:
    assert ours(f"Draw {typed} now") == "Draw $x^2$ now"


@pytest.mark.parametrize("format", ["moodle", "gift", "qti2"])
def test_formulas_go_out_as_others_read_them_and_come_back(format: str) -> None:
    question = settled(single(r"Solve $\frac{x}{2} = 1$!", options=("$x=2$", "$x=1$", "$x<0$")))
    written = write_bank(Bank(title="Formulas", language="en", questions=(question,)), format)
    back = read_bank(written.data)
    assert back.bank is not None
    assert back.bank.questions == (question,)


def test_an_unknown_command_does_not_keep_a_question_out_of_an_import() -> None:
    back = read_bank(rb"What is $\\foo\{x\}$? {T}")
    assert back.bank is not None
    assert "formula_unknown" in [note.code for note in back.notes]
