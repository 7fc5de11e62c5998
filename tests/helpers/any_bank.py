"""Any question and any bank of them, for properties that must hold for all."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from saual.questions.bank import AnyQuestion, Bank, settled
from saual.questions.brainstorm import Brainstorm
from saual.questions.multiple import Multiple
from saual.questions.nps import Nps
from saual.questions.number import Number
from saual.questions.open_text import OpenText
from saual.questions.options import LETTERS
from saual.questions.poll import Poll
from saual.questions.rating import Rating
from saual.questions.scale import Scale
from saual.questions.short import Short
from saual.questions.single import Single
from saual.questions.slide import Slide
from saual.questions.text import LANGS
from saual.questions.truefalse import TrueFalse
from saual.questions.wordcloud import WordCloud

# One alphabet, so that no word mixes two; with everything that TOML has to escape.
WORDS = st.text(alphabet="абвқәөі \"'\\#[]{}=,.\n\t5№😀", min_size=1, max_size=60).filter(
    lambda t: t.strip(" .\n\t'\"")
)
LINES = WORDS.filter(lambda text: "\n" not in text)


def told(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return texts | st.dictionaries(st.sampled_from(LANGS), texts, min_size=1)


COMMON: dict[str, st.SearchStrategy[Any]] = {
    "text": told(WORDS),
    "explanation": st.none() | told(WORDS),
    "topic": st.none() | LINES,
    "level": st.sampled_from([None, "elementary", "advanced"]),
    "bloom": st.sampled_from([None, "remember", "create"]),
    "skill": st.sampled_from([None, "reading"]),
}
TIMED = COMMON | {"time": st.none() | st.integers(5, 600)}
SCORED = TIMED | {"points": st.sampled_from([None, 0, 1000, 2000])}
NUMBERS = st.decimals(-(10**12), 10**12, places=4, allow_nan=False)
SPELLINGS = st.lists(LINES, min_size=1, max_size=4).map(tuple)


@st.composite
def with_options(draw: st.DrawFn) -> AnyQuestion:
    # In one language or in all: options that differ in their languages are a fault.
    options = draw(st.lists(LINES.map(str.split).map(" ".join), min_size=2, max_size=8, unique=True).map(tuple))
    letters = st.sampled_from(LETTERS[: len(options)])
    kind = draw(st.sampled_from(["single", "multiple", "poll"]))
    if kind == "poll":
        return Poll(options=options, **{key: draw(value) for key, value in TIMED.items()})
    common = {key: draw(value) for key, value in SCORED.items()}
    if kind == "single":
        return Single(options=options, right=draw(letters), **common)
    right = draw(st.lists(letters, min_size=1, unique=True).map(tuple))
    return Multiple(options=options, right=right, **common)


def items(least: int, most: int) -> st.SearchStrategy[Any]:
    """Different ones, in one language or each in the same two."""
    texts = st.lists(LINES.map(str.split).map(" ".join), min_size=least, max_size=most, unique=True)
    return texts.map(tuple) | texts.map(lambda all_: tuple({"kk": text, "ru": text} for text in all_))


MARKED: st.SearchStrategy[AnyQuestion] = st.one_of(
    with_options().filter(lambda question: question.marked),
    st.builds(TrueFalse, right=st.booleans(), **SCORED),
    st.builds(
        Short,
        accept=SPELLINGS | st.dictionaries(st.sampled_from(LANGS), SPELLINGS, min_size=1),
        typos=st.integers(0, 2),
        **SCORED,
    ),
    st.builds(
        Number,
        right=NUMBERS,
        tolerance=NUMBERS.map(abs),
        unit=st.none() | told(st.sampled_from(["м", "кг", "%"])),
        **SCORED,
    ),
)
ENDS: dict[str, st.SearchStrategy[Any]] = TIMED | {"low": st.none() | LINES, "high": st.none() | LINES}
QUESTIONS: st.SearchStrategy[AnyQuestion] = st.one_of(
    MARKED,
    with_options(),
    st.builds(Rating, **ENDS),
    st.builds(WordCloud, words=st.integers(1, 5), **TIMED),
    st.builds(OpenText, names=st.booleans(), **TIMED),
    st.builds(Scale, items=items(2, 12), steps=st.integers(2, 7), **ENDS),
    st.builds(Nps, **ENDS),
    st.builds(Brainstorm, each=st.integers(1, 5), votes=st.integers(1, 10), ideas=st.none() | items(2, 12), **TIMED),
    st.builds(Slide, body=st.none() | told(WORDS), **COMMON),
)
BANKS = st.builds(
    Bank,
    title=told(LINES),
    about=st.none() | told(LINES),
    language=st.sampled_from(LANGS),
    author=st.just("") | LINES,
    licence=st.just("") | LINES,
    questions=st.lists(QUESTIONS.map(settled), min_size=1, max_size=6).map(tuple),
)
