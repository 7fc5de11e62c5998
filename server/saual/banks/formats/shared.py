"""What several formats have in common: options with weights, typed answers, numbers. Knows no format."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from saual.banks.found import Scribe
from saual.banks.remark import Untaken
from saual.banks.sources.html import MOST_CHARACTERS, TooLong, has_tags, read_html
from saual.questions.options import LETTERS
from saual.questions.text import Text

_NUMBER = re.compile(r"[+-]?(?:\d{1,30}(?:[.,]\d{0,30})?|[.,]\d{1,30})(?:[eE][+-]?\d{1,2})?", re.ASCII)

_TRUTHS = (("true", "false"), ("дұрыс", "бұрыс"), ("верно", "неверно"), ("правда", "ложь"))

_MOST_OPTIONS = 100
"""Twenty spellings and as many wrong answers with feedback are in real files."""


class Choice(NamedTuple):
    text: Text
    weight: float
    """Per cent of the credit: 100 is right, 0 or less wrong, between them partly right."""
    picture: str = ""
    alt: str = ""


def cleaned(scribe: Scribe, text: str, form: str = "html", field: str = "") -> Text:
    """The text without markup. `form`: html; auto (line ends count, tags if there are any); plain (as it is)."""
    if form == "plain" or (form == "auto" and not has_tags(text) and "{mlang" not in text and "&" not in text):
        return text
    try:
        plain = read_html(text, strict=form == "auto")
    except TooLong as long:
        raise Untaken("markup_long", field, n=long.args[0], most=MOST_CHARACTERS) from None
    said = plain.text()
    for code in sorted(plain.left_out):
        scribe.note(code, field)
    for address, alt in plain.pictures:
        scribe.see(address, alt, field)
    return said


def choice(scribe: Scribe, read: Callable[[], Text], weight: float) -> Choice:
    """An option as `read` says it, with its picture."""
    text, picture, alt = scribe.option(read)
    return Choice(text, weight, picture, alt)


def options_of(scribe: Scribe, choices: Sequence[Choice]) -> dict[str, Any]:
    """The words of options, and their pictures: of one without words, what it shows. Raises Untaken."""
    if not any(choice.picture for choice in choices):
        return {"options": [choice.text for choice in choices]}
    captions = any(choice.picture and choice.text for choice in choices)
    options: list[Text] = []
    for i, choice in enumerate(choices, 1):
        said = choice.text or choice.alt
        if choice.picture and not said:
            said = f"№ {i}"
            scribe.note("picture_without_words", f"options{i}", letter="ABCDEFGH"[i - 1 : i], text=said)
        options.append(said)
    return {"options": options, "pictures": [choice.picture for choice in choices], "captions": captions}


def bounded(options: Sequence[object]) -> None:
    """Raises Untaken for more options than are worth a closer look."""
    if len(options) > _MOST_OPTIONS:
        raise Untaken("too_many", "options", n=len(options), most=len(LETTERS), over=len(options) - len(LETTERS))


def flat(text: Text) -> str:
    """One string, for places that have no languages."""
    return text if isinstance(text, str) else next(iter(text.values()), "")


def take_choices(scribe: Scribe, choices: Sequence[Choice], *, several: bool, text: Text, **more: Any) -> None:
    """A question with options: `single`, or `multiple` where several may be chosen."""
    if not any(choice.weight > 0 for choice in choices):
        raise Untaken("no_right", "right")
    options = options_of(scribe, choices)
    empty = next((i for i, option in enumerate(options["options"]) if not option), None)
    if empty is not None:
        raise Untaken("option_without_text", "options", n=empty + 1)
    if several:
        weights = {round(choice.weight, 1) for choice in choices if choice.weight > 0}
        right = [i for i, choice in enumerate(choices) if choice.weight > 0]
        if len(weights) > 1:
            scribe.note("weights_evened", "right")
        scribe.take("multiple", text=text, right=_letters(right), **options, **more)
        return
    best = [i for i, choice in enumerate(choices) if choice.weight >= 99.9]
    if len(best) != 1:
        raise Untaken("no_right" if not best else "several_right", "right")
    if any(0 < choice.weight < 99.9 for choice in choices):
        scribe.note("partial_credit_left_out", "right")
    scribe.take("single", text=text, right=_letters(best)[0], **options, **more)


def truth_of(choices: Sequence[Choice]) -> bool | None:
    """Of two options that say true and false and nothing else, which is right; None for all others."""
    words = {flat(choice.text).strip().lower(): choice.weight > 0 for choice in choices}
    for true, false in _TRUTHS:
        if len(choices) == 2 and words.keys() == {true, false} and words[true] != words[false]:
            return words[true]
    return None


def take_numbered(scribe: Scribe, said: Sequence[str], right: Collection[int], *, several: bool, **more: Any) -> None:
    """A question with the options of a row's columns, empty ones left out; `right` has the numbers of the right ones.

    Two that say true and false are `truefalse`, for which such spreadsheets have no word.
    """
    missing = [n for n in sorted(right) if not 0 < n <= len(said) or not said[n - 1].strip()]
    if missing:
        raise Untaken("no_such_answer", "right", n=missing[0])
    choices = [
        Choice(cleaned(scribe, text, "auto", "options"), 100.0 if n in right else 0.0)
        for n, text in enumerate(said, 1)
        if text.strip()
    ]
    truth = truth_of(choices)
    if truth is not None:
        scribe.take("truefalse", right=truth, **more)
    else:
        take_choices(scribe, choices, several=several or len(right) > 1, **more)


def seconds(text: str) -> int | None:
    """The number with which the text begins."""
    digits = re.match(r"\s*(\d{1,4})", text, re.ASCII)
    return int(digits[1]) if digits else None


def take_spellings(scribe: Scribe, answers: Sequence[Choice], *, text: Text, **more: Any) -> None:
    """A typed answer; wildcards are Moodle's, \\* is an asterisk."""
    right = [flat(answer.text) for answer in answers if answer.weight >= 99.9]
    if any(re.search(r"(?<!\\)\*", spelling) for spelling in right):
        raise Untaken("wildcard", "accept")
    if not right:
        raise Untaken("no_right", "accept")
    if any(0 < answer.weight < 99.9 for answer in answers):
        scribe.note("partial_credit_left_out", "accept")
    scribe.take("short", text=text, accept=list(dict.fromkeys(s.replace("\\*", "*") for s in right)), **more)


def number(text: str, field: str = "right") -> Decimal:
    """The number as typed, with a point or a comma. Raises Untaken."""
    if not is_number(text):
        raise Untaken("no_number", field, value=text.strip()[:40])
    return Decimal(_bare(text).replace(",", "."))


def take_number(scribe: Scribe, **fields: Any) -> None:
    """A number; a slider where the tags say that it was one."""
    kind = fields.pop("type", "")
    scribe.take("slider" if kind == "slider" and "max" in fields else "number", **fields)


def is_number(text: str) -> bool:
    return _NUMBER.fullmatch(_bare(text)) is not None


def _bare(text: str) -> str:
    return re.sub(r"[\s\xa0\u202f]", "", text).replace("−", "-")


def between(low: Decimal, high: Decimal) -> dict[str, Decimal]:
    """The middle and the tolerance of a range."""
    return {"right": (low + high) / 2, "tolerance": abs(high - low) / 2}


def split_heading(html: str) -> tuple[str, str] | None:
    """A text that starts with a heading: the heading and the rest; None if it does not."""
    match = re.match(r"\s*<h([1-6])\b[^>]*>(.*?)</h\1\s*>(.*)", html[:100_000], re.DOTALL | re.IGNORECASE)
    return (match[2], match[3]) if match else None


def take_slide(scribe: Scribe, text: Text, body: Text, title: str, **more: Any) -> None:
    """A text that asks nothing. A long one is the body below the title that the file gives it."""
    if not body and title and len(flat(text)) > 300:
        text, body = title, text
    if not text:
        raise Untaken("empty", "text")
    scribe.take("slide", text=text, body=body, **{key: v for key, v in more.items() if key not in ("time", "points")})


def _letters(indexes: Sequence[int]) -> list[str]:
    """What is beyond the letters is a fault of the number of options, told by the check."""
    return [LETTERS[i] for i in indexes if i < len(LETTERS)] or [LETTERS[0]]
