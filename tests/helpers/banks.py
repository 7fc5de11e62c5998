"""Small banks to play with: one builder a question type, each with words enough to be valid."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from saual.questions.bank import AnyQuestion, Bank, settled
from saual.questions.brainstorm import Brainstorm
from saual.questions.categorising import Categorising
from saual.questions.gaps import Gaps
from saual.questions.hotspot import Hotspot
from saual.questions.matching import Matching
from saual.questions.multiple import Multiple
from saual.questions.nps import Nps
from saual.questions.number import Number
from saual.questions.open_text import OpenText
from saual.questions.ordering import Ordering
from saual.questions.poll import Poll
from saual.questions.rating import Rating
from saual.questions.scale import Scale
from saual.questions.short import Short
from saual.questions.single import Single
from saual.questions.slide import Slide
from saual.questions.slider import Slider
from saual.questions.text import Text
from saual.questions.truefalse import TrueFalse
from saual.questions.wordcloud import WordCloud


def single(text: Text = "She ___ to school.", right: Any = "A", options: Any = ("goes", "go", "went"), **more: Any):
    return Single(text=text, options=options, right=right, **more)


def multiple(text: Text = "Which are cities?", right: Any = ("A", "C"), options: Any = None, **more: Any):
    return Multiple(text=text, options=options or ("Astana", "Ertis", "Almaty", "Ile"), right=right, **more)


def truefalse(text: Text = "Water boils at 100 °C.", right: bool = True, **more: Any):
    return TrueFalse(text=text, right=right, **more)


def short(text: Text = "Wrote “Words of Edification”?", accept: Any = ("Abai",), **more: Any):
    return Short(text=text, accept=accept, **more)


def number(text: Text = "6 × 7?", right: str = "42", tolerance: str = "0", **more: Any):
    return Number(text=text, right=Decimal(right), tolerance=Decimal(tolerance), **more)


def ordering(text: Text = "From small to large", items: Any = ("gram", "kilogram", "tonne"), **more: Any):
    return Ordering(text=text, items=items, **more)


def matching(
    text: Text = "Capitals", items: Any = ("France", "Japan"), options: Any = ("Paris", "Tokyo", "Rome"), **more: Any
):
    return Matching(text=text, items=items, options=options, **more)


def gaps(text: Text = "She [1] to school and [2] home.", gaps: Any = ("goes", "comes | walks"), **more: Any):
    return Gaps(text=text, gaps=gaps, **more)


def categorising(
    text: Text = "Sort the animals",
    items: Any = ("eagle", "horse", "sheep"),
    options: Any = ("birds", "mammals"),
    right: Any = ("A", "B", "B"),
    **more: Any,
):
    return Categorising(text=text, items=items, options=options, right=right, **more)


def hotspot(text: Text = "Where is the sun?", regions: Any = ("rectangle 400 100 200 200",), **more: Any):
    return Hotspot(text=text, regions=regions, **{"picture": f"{9:040x}.jpg"} | more)


def slider(text: Text = "How high is Khan Tengri?", right: str = "7010", **more: Any):
    scale = {"min": "0", "max": "10000", "step": "10", "tolerance": "20", "near": "500"}
    numbers = {key: Decimal(more.pop(key, value)) for key, value in scale.items()}
    return Slider(text=text, right=Decimal(right), **numbers, **more)


def poll(text: Text = "How was it?", options: Any = ("easy", "hard"), **more: Any):
    return Poll(text=text, options=options, **more)


def rating(text: Text = "The lesson was clear.", **more: Any):
    return Rating(text=text, **more)


def wordcloud(text: Text = "A good lesson is …", **more: Any):
    return WordCloud(text=text, **more)


def open_text(text: Text = "What was hard today?", **more: Any):
    return OpenText(text=text, **more)


def scale(text: Text = "About this week", items: Any = ("The video was clear.", "I was ready."), **more: Any):
    return Scale(text=text, items=items, **more)


def nps(text: Text = "Would you recommend this course?", **more: Any):
    return Nps(text=text, **more)


def brainstorm(text: Text = "What could our class do in spring?", **more: Any):
    return Brainstorm(text=text, **more)


def slide(text: Text = "Conditionals", **more: Any):
    return Slide(text=text, **more)


def bank(*questions: AnyQuestion, **more: Any) -> Bank:
    """Questions settled as a shelf would settle them: 20 s and 1000 points unless they say otherwise."""
    return Bank(title="A bank", language="en", questions=tuple(settled(q) for q in questions), **more)


def survey() -> list[AnyQuestion]:
    """One question of every type to which students write or in which they rate several things."""
    return [wordcloud(), open_text(), scale(), nps(), brainstorm()]


def tour() -> Bank:
    """One question of every type."""
    marked = (single(), multiple(), truefalse(), short(), number())
    return bank(slide(), *marked, poll(), rating(), *survey(), *placing())


def placing() -> list[AnyQuestion]:
    """One question of every type in which something is put somewhere."""
    return [ordering(), matching(), gaps(), gaps(bank=True, options=("go",)), categorising(), slider()]
