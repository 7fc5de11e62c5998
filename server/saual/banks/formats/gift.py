"""Moodle GIFT: questions as text. Reads what Moodle 2 to 5 and people write; `gift_write` writes."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from saual.banks.formats import shared
from saual.banks.formats.base import Format
from saual.banks.formats.gift_text import Chunk, chunks, hold, release
from saual.banks.formats.gift_write import write
from saual.banks.formats.placing import Pair, take_pairs
from saual.banks.found import Found, Scribe
from saual.banks.remark import Untaken
from saual.banks.sources.source import Source
from saual.banks.tags import read_tags
from saual.questions.text import Text

_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
_FORM = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_FORMS = {"html": "html", "moodle": "auto", "plain": "plain", "markdown": "auto"}
_TRUTH = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?:#(.*))?", re.DOTALL)
_BLOCK = re.compile(r"\s*+(?:[=~#>].*|(?:T|TRUE|F|FALSE)\s*+(?:#.*)?)?", re.DOTALL)
_WEIGHT = re.compile(r"\s*%([+-]?\d{1,3}(?:[.,]\d{1,8})?)%")
_GAP = "_____"


class _Answer(NamedTuple):
    mark: str
    weight: float | None
    text: str
    feedback: str


def sniff(source: Source) -> bool:
    held = hold(source.text)
    return bool(
        re.search(r"(?m)^[ \t]*::.*?::|^[ \t]*\$CATEGORY:", held)
        or re.search(r"\{[^{}]*(?:[~=#]|T|F)[^{}]*\}|\{\s*>\s*\d", held)
    )


def read(source: Source, found: Found) -> None:
    for chunk in chunks(source.text):
        title = _TITLE.match(chunk.text)
        with found.question(line=chunk.line, item=release(title[1]) if title else "") as scribe:
            _question(chunk, chunk.text[title.end() :] if title else chunk.text, scribe)


def _question(chunk: Chunk, text: str, scribe: Scribe) -> None:
    form = "auto"
    if match := _FORM.match(text):
        form, text = _FORMS[match[1].lower()], text[match.end() :]
    fields = read_tags(chunk.tags, scribe, category=chunk.category)
    if "{" not in text and "}" not in text:
        html = release(text)
        heading = shared.split_heading(html) if form == "html" else None
        said, body = heading or (html, "")
        shared.take_slide(
            scribe,
            shared.cleaned(scribe, said, form, "text"),
            shared.cleaned(scribe, body, form, "body"),
            scribe.where.item,
            **{key: value for key, value in fields.items() if key != "type"},
        )
        return
    before, block, after = _parts(text)
    if after.strip():
        before = f"{before.rstrip()} {_GAP}{after if after.lstrip()[:1] in '.,;:!?' else ' ' + after.lstrip()}"
    _answers(block, shared.cleaned(scribe, release(before).strip(), form, "text"), form, fields, scribe)


def _answers(block: str, text: Text, form: str, fields: dict[str, Any], scribe: Scribe) -> None:
    block, _, general = (block, "", "") if block.lstrip().startswith(">") else block.partition("####")
    explanation = _said(scribe, general, form, "explanation")
    more: dict[str, Any] = {**fields, "text": text, "explanation": explanation}
    if truth := _TRUTH.fullmatch(block):
        if truth[2] and truth[2].strip():
            _feedback(scribe, truth[2].split("#"), more, form)
        more.pop("type", None)
        scribe.take("truefalse", right=truth[1].startswith("T"), **more)
    elif not block.strip():
        scribe.take("open", **{key: value for key, value in more.items() if key != "points"})
    elif block.lstrip().startswith(">"):
        _ordering(block, more, scribe)
    elif block.lstrip().startswith("#"):
        _number(block.lstrip()[1:], more, form, scribe)
    else:
        _choices(_split(block), more, form, scribe)


def _choices(answers: list[_Answer], more: dict[str, Any], form: str, scribe: Scribe) -> None:
    if not answers:
        raise Untaken("gift_answers")
    shared.bounded(answers)
    if all(answer.mark == "=" and "->" in answer.text for answer in answers):
        _pairs(answers, more, form, scribe)
        return
    more.pop("type", None)
    feedback = [answer.feedback for answer in answers if answer.mark == "=" or (answer.weight or 0) > 0]
    _feedback(scribe, feedback, more, form, others=any(a.feedback for a in answers if a.mark == "~"))
    options: list[shared.Choice] = []
    for answer in answers:
        weight = answer.weight if answer.weight is not None else 100.0 if answer.mark == "=" else 0.0
        options.append(shared.Choice(_said(scribe, answer.text, form, "options"), weight))
    if all(answer.mark == "=" for answer in answers):
        shared.take_spellings(scribe, options, **more)
    else:
        shared.take_choices(scribe, options, several=not any(answer.mark == "=" for answer in answers), **more)


def _pairs(answers: list[_Answer], more: dict[str, Any], form: str, scribe: Scribe) -> None:
    """Matching; an answer without an item before it belongs to none."""
    pairs: list[Pair] = []
    for answer in answers:
        item, _, option = answer.text.partition("->")
        pairs.append((_said(scribe, item, form, "items"), _said(scribe, option, form, "options")))
    _feedback(scribe, [], more, form, others=any(answer.feedback for answer in answers))
    options = [option for _, option in sorted(pairs, key=lambda pair: not pair[0])]  # first those of items
    take_pairs(scribe, [pair for pair in pairs if pair[0]], options, **more)


def _ordering(block: str, more: dict[str, Any], scribe: Scribe) -> None:
    """Moodle's type "ordering": on the first line how many are shown, to what rule; then an item a line, from the first
    to the last. The older type "order" has = before each. There is no feedback: all that follows is items.
    """
    head, _, rest = block.strip()[1:].partition("\n")
    old = head.strip().startswith("=")
    lines = f"{head}\n{rest}".split("=") if old else rest.split("\n")
    if not old and not head.strip()[:1].isdigit():
        lines.insert(0, head)
    items = [shared.cleaned(scribe, release(line).strip(), "auto", "items") for line in lines if line.strip()]
    shared.bounded(items)
    more.pop("type", None)
    scribe.take("ordering", items=items, **more)


def _number(block: str, more: dict[str, Any], form: str, scribe: Scribe) -> None:
    answers = _split(block) if re.match(r"\s*[=~]", block) else [_plain_answer(block)]
    right = [a for a in answers if a.mark == "=" and (a.weight is None or a.weight >= 99.9)]
    if len(right) != 1:
        raise Untaken("several_numbers" if right else "no_right", "right")
    if any(a.weight is not None and 0 < a.weight < 99.9 for a in answers):
        scribe.note("partial_credit_left_out", "right")
    _feedback(scribe, [right[0].feedback], more, form, others=any(a.feedback for a in answers if a is not right[0]))
    value = release(right[0].text).strip()
    if ".." in value:
        low, _, high = value.partition("..")
        shared.take_number(scribe, **shared.between(shared.number(low), shared.number(high)), **more)
        return
    middle, _, tolerance = value.partition(":")
    shared.take_number(
        scribe, right=shared.number(middle), tolerance=shared.number(tolerance or "0", "tolerance"), **more
    )


def _plain_answer(block: str) -> _Answer:
    text, _, feedback = block.partition("#")
    return _Answer("=", None, text, feedback)


def _split(block: str) -> list[_Answer]:
    """The answers, each from its mark to the next."""
    answers: list[_Answer] = []
    for match in re.finditer(r"([=~])([^=~]*)", block):
        text, _, feedback = match[2].partition("#")
        weight = None
        if percent := _WEIGHT.match(text):
            weight, text = float(percent[1].replace(",", ".")), text[percent.end() :]
        answers.append(_Answer(match[1], weight, text, feedback.strip()))
    return answers


def _feedback(scribe: Scribe, right: list[str], more: dict[str, Any], form: str, others: bool = False) -> None:
    """What was said to the right answer explains it, if nothing else does."""
    said = next((text for text in right if text.strip()), "")
    if said and not more["explanation"]:
        more["explanation"] = _said(scribe, said, form, "explanation")
    elif said:
        others = True
    if others:
        scribe.note("feedback_left_out", "explanation")


def _said(scribe: Scribe, text: str, form: str, field: str) -> Text:
    """The text in its own format, if it names one, else in that of the question."""
    own = _FORM.match(text)
    said = release(text[own.end() :] if own else text).strip()
    return shared.cleaned(scribe, said, _FORMS[own[1].lower()] if own else form, field)


def _parts(text: str) -> tuple[str, str, str]:
    """The text before the answers, the answers, the text after. Braces of formulas hold no answers: \\frac{1}{2}."""
    blocks: list[tuple[int, int]] = []
    depth = start = 0
    for match in re.finditer("[{}]", text):
        depth += 1 if match[0] == "{" else -1
        if depth == 1 and match[0] == "{":
            start = match.start()
        elif depth == 0:
            blocks.append((start, match.start()))
        elif depth < 0:
            break
    if depth:
        raise Untaken("gift_braces")
    answers = [(i, j) for i, j in blocks if _BLOCK.fullmatch(text, i + 1, j)]
    if len(answers) != 1:
        raise Untaken("unsupported", kind="cloze") if answers else Untaken("gift_answers")
    i, j = answers[0]
    return text[:i], text[i + 1 : j], text[j + 1 :]


FORMAT = Format(
    "gift",
    ".gift.txt",
    {"kk": "Moodle (GIFT)", "ru": "Moodle (GIFT)", "en": "Moodle (GIFT)"},
    sniff,
    read,
    write,
    about={
        "kk": "Moodle үшін мәтін, өңдеуге болады",
        "ru": "Текст для Moodle, его можно править",
        "en": "Text for Moodle that can be edited",
    },
    mathjax=True,
    rank=90,
)
