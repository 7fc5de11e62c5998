"""Any question and any bank of them, for properties that must hold for all."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from saual.questions.bank import AnyQuestion, Bank, settled
from saual.questions.base import Answer, RawAnswer
from saual.questions.brainstorm import Brainstorm
from saual.questions.categorising import Categorising
from saual.questions.gaps import MARK, Gaps
from saual.questions.hotspot import Hotspot
from saual.questions.matching import Matching
from saual.questions.multiple import Multiple
from saual.questions.nps import Nps
from saual.questions.number import Number
from saual.questions.open_text import OpenText
from saual.questions.options import LETTERS
from saual.questions.ordering import Ordering
from saual.questions.poll import Poll
from saual.questions.rating import Rating
from saual.questions.scale import Scale
from saual.questions.short import Short, normal_form
from saual.questions.single import Single
from saual.questions.slide import Slide
from saual.questions.slider import Slider
from saual.questions.text import LANGS
from saual.questions.truefalse import TrueFalse
from saual.questions.wordcloud import WordCloud
from tests.helpers.drawn import PICTURE

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

_NAMES = st.lists(st.integers(1, 10**9), min_size=8, max_size=8, unique=True)
_PICTURED: st.SearchStrategy[dict[str, Any]] = st.just({"pictures": ()}) | st.builds(
    lambda names, empty, captions: {
        "pictures": tuple("" if i in empty else f"{name:040x}.jpg" for i, name in enumerate(names)),
        "captions": captions,
    },
    _NAMES,
    st.sets(st.integers(0, 7)),
    st.booleans(),
)


@st.composite
def with_options(draw: st.DrawFn) -> AnyQuestion:
    # In one language or in all: options that differ in their languages are a fault.
    options = draw(st.lists(LINES.map(str.split).map(" ".join), min_size=2, max_size=8, unique=True).map(tuple))
    letters = st.sampled_from(LETTERS[: len(options)])
    kind = draw(st.sampled_from(["single", "multiple", "poll"]))
    pictured = draw(_PICTURED)
    pictured = pictured | {"pictures": pictured["pictures"][: len(options)]}
    if kind == "poll":
        return Poll(options=options, **pictured, **{key: draw(value) for key, value in TIMED.items()})
    common = pictured | {key: draw(value) for key, value in SCORED.items()}
    if kind == "single":
        return Single(options=options, right=draw(letters), **common)
    right = draw(st.lists(letters, min_size=1, unique=True).map(tuple))
    return Multiple(options=options, right=right, **common)


def items(least: int, most: int) -> st.SearchStrategy[Any]:
    """Different ones, in one language or each in the same two."""
    texts = st.lists(LINES.map(str.split).map(" ".join), min_size=least, max_size=most, unique=True)
    return texts.map(tuple) | texts.map(lambda all_: tuple({"kk": text, "ru": text} for text in all_))


def different(least: int, most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(LINES.map(str.split).map(" ".join), min_size=least, max_size=most, unique=True).map(tuple)


# Built once: a strategy that is built anew for each question is validated anew, and that is what takes the time.
_SCORED = st.fixed_dictionaries(SCORED)
_ORDERED, _ITEMS, _MATCHED, _BOXES = different(3, 8), different(2, 12), different(2, 8), different(2, 5)
_LETTERS = {n: st.sampled_from(LETTERS[:n]) for n in range(2, 9)}
_ORDERS = {n: st.just(()) | st.permutations(LETTERS[:n]).map(tuple) for n in range(3, 9)}
FILLED = st.text(alphabet="абвқәөі'-5", min_size=1, max_size=20).filter(normal_form)
_GAPS = st.lists(FILLED | st.lists(FILLED, min_size=2, max_size=3).map(" | ".join), min_size=1, max_size=8)
_WORDS_OF_BANK = st.lists(FILLED, max_size=4, unique=True).map(tuple)
_GAPPED = told(LINES.map(lambda line: MARK.sub("", line)))
_STEPS = st.sampled_from(["0.01", "0.5", "1", "25", "1000"]).map(Decimal)
_UNIT = st.none() | told(st.sampled_from(["м", "кг", "%"]))


@st.composite
def ordering(draw: st.DrawFn) -> AnyQuestion:
    items = draw(_ORDERED)
    return Ordering(items=items, right=draw(_ORDERS[len(items)]), **draw(_SCORED))


@st.composite
def assigning(draw: st.DrawFn) -> AnyQuestion:
    matching = draw(st.booleans())
    items, options = (draw(_MATCHED), draw(_MATCHED)) if matching else (draw(_ITEMS), draw(_BOXES))
    right = tuple(draw(_LETTERS[len(options)]) for _ in items)
    if not matching:
        return Categorising(items=items, options=options, right=right, **draw(_SCORED))
    in_order = len(items) <= len(options) and draw(st.booleans())
    return Matching(items=items, options=options, right=() if in_order else right, **draw(_SCORED))


@st.composite
def gaps(draw: st.DrawFn) -> AnyQuestion:
    said, bank, text = draw(_GAPS), draw(st.booleans()), draw(_GAPPED)
    marks = " " + " ".join(f"[{i}]" for i in range(1, len(said) + 1))
    common = draw(_SCORED) | {
        "text": text + marks if isinstance(text, str) else {lang: one + marks for lang, one in text.items()}
    }
    options = draw(_WORDS_OF_BANK) if bank else ()
    return Gaps(gaps=tuple(said), bank=bank, options=options, typos=draw(st.integers(0, 2)), **common)


@st.composite
def slider(draw: st.DrawFn) -> AnyQuestion:
    step, steps = draw(_STEPS), draw(st.integers(1, 1000))
    low = draw(st.integers(-1000, 1000)) * step
    right = low + draw(st.integers(0, steps)) * step
    near = {key: draw(st.integers(0, 100)) * step for key in ("tolerance", "near")}
    return Slider(min=low, max=low + steps * step, step=step, right=right, unit=draw(_UNIT), **near, **draw(_SCORED))


_PLACES = st.tuples(st.integers(0, 500), st.integers(0, 500), st.integers(1, 500), st.integers(1, 500))
_SHAPES = st.sampled_from(["rectangle", "ellipse"])
_REGIONS = st.lists(
    st.builds(lambda shape, place: " ".join(map(str, (shape, *place))), _SHAPES, _PLACES)
    | st.lists(st.integers(0, 1000), min_size=3, max_size=6).map(
        lambda at: " ".join(["polygon", *(f"{x} {1000 - x}" for x in at)])
    ),
    min_size=1,
    max_size=8,
)


@st.composite
def hotspot(draw: st.DrawFn) -> AnyQuestion:
    return Hotspot(
        picture=PICTURE.name, alt=draw(st.none() | told(LINES)), regions=tuple(draw(_REGIONS)), **draw(_SCORED)
    )


MARKED: st.SearchStrategy[AnyQuestion] = st.one_of(
    with_options().filter(lambda question: question.marked),
    ordering(),
    assigning(),
    gaps(),
    slider(),
    hotspot(),
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


def answers_to(question: AnyQuestion) -> list[Answer]:
    """Some that this question takes; none for what is not answered."""
    raws: list[RawAnswer] = [0, 1, 5, 6, "40", "41", "C4", [0], [1], [0, 1], [2, 1, 1], ["idea"]]
    for size in range(1, 13):
        raws += [[*range(size)], [*reversed(range(size))], [1] * size, ["one"] * size, ["one", *[""] * (size - 1)]]
    return [answer for raw in raws if question.answered and (answer := question.read(raw)) is not None]
