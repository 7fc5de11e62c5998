"""What is known of the questions of a bank together."""

from __future__ import annotations

from saual.questions.bank import KINDS, Bank, explanation_languages, kinds, languages, settled
from saual.questions.poll import Poll
from saual.questions.single import Single
from saual.questions.slide import Slide

TRI = {"kk": "а", "ru": "б", "en": "c"}
SINGLE = Single(text=TRI, options=("42", TRI), right="A")


def test_every_type_is_known_by_its_tag() -> None:
    assert list(KINDS) == [
        *("single", "multiple", "truefalse", "short", "number"),
        *("ordering", "matching", "gaps", "categorising", "slider", "hotspot"),
        *("poll", "rating", "slide"),
        *("wordcloud", "open", "scale", "nps", "brainstorm"),
    ]
    assert all(cls.__struct_config__.tag == kind for kind, cls in KINDS.items())


def test_defaults_fill_in_what_a_question_does_not_say() -> None:
    assert (settled(SINGLE).time, settled(SINGLE).points) == (20, 1000)
    own = Single(text="?", options=("a", "b"), right="A", time=60, points=0)
    assert (settled(own, 30, 2000).time, settled(own, 30, 2000).points) == (60, 0)
    poll = settled(Poll(text="?", options=("a", "b")), 30, 2000)
    assert (poll.time, poll.points) == (30, 0)
    assert (settled(Slide(text="?")).time, settled(Slide(text="?")).points) == (None, None)


def test_the_languages_of_a_bank_are_those_of_every_question_plain_options_aside() -> None:
    assert languages(Bank(title="t", language="en", questions=(SINGLE,))) == ("kk", "ru", "en")
    plain = Single(text="?", options=("a", "b"), right="A", explanation={"kk": "а", "ru": "б"})
    assert languages(Bank(title="t", language="en", questions=(SINGLE, plain))) == ("en",)
    assert explanation_languages(Bank(title="t", language="en", questions=(SINGLE, plain))) == ("kk", "ru")
    assert explanation_languages(Bank(title="t", language="en", questions=(SINGLE,))) == ()
    low = Single(text=TRI, options=({"kk": "а"}, {"kk": "б"}), right="A")
    assert languages(Bank(title="t", language="en", questions=(SINGLE, low))) == ("kk",)


def test_kinds_are_counted_in_order_of_appearance() -> None:
    bank = Bank(title="t", language="en", questions=(Slide(text="?"), SINGLE, SINGLE))
    assert kinds(bank) == {"slide": 1, "single": 2}
