"""Writes Moodle XML, one element a question. What a question has beyond it goes into tags."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from saual.banks.formats.base import Written
from saual.banks.formats.placing import pairs_of, spellings_of, split_marks
from saual.banks.sources.html import write_html
from saual.banks.tags import write_tags
from saual.questions.bank import AnyQuestion, Bank
from saual.questions.categorising import Categorising
from saual.questions.gaps import Gaps
from saual.questions.matching import Matching
from saual.questions.multiple import Multiple
from saual.questions.number import Number
from saual.questions.open_text import OpenText
from saual.questions.options import LETTERS
from saual.questions.ordering import Ordering
from saual.questions.short import Short
from saual.questions.single import Single
from saual.questions.slide import Slide
from saual.questions.slider import Slider
from saual.questions.text import Lang, Text, say
from saual.questions.truefalse import TrueFalse

_TYPES = {
    "single": "multichoice",
    "multiple": "multichoice",
    "truefalse": "truefalse",
    "short": "shortanswer",
    "number": "numerical",
    "ordering": "ordering",
    "matching": "matching",
    "categorising": "matching",
    "slider": "numerical",
    "open": "essay",
    "slide": "description",
}


def write(bank: Bank, files: Mapping[str, bytes]) -> Written:
    taken = [i for i, question in enumerate(bank.questions) if _type(question)]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    for number, i in enumerate(taken, 1):
        question = bank.questions[i]
        lines.append(f'<question type="{_type(question)}">')
        lines.append(f"<name><text>{number:03}. {escape(_name(question, bank))}</text></name>")
        lines.extend(_body(question, bank.language, files))
        tags = "".join(f"<tag><text>{escape(tag)}</text></tag>" for tag in write_tags(question))
        lines.append(f"<tags>{tags}</tags>" if tags else "<tags></tags>")
        lines.append("</question>")
    return Written("\n".join([*lines, "</quiz>", ""]).encode(), taken)


def _type(question: AnyQuestion) -> str:
    """Moodle's name; empty for what it does not have."""
    if isinstance(question, Gaps):
        return "gapselect" if question.bank else "cloze"
    return _TYPES.get(question.kind, "")


def _name(question: AnyQuestion, bank: Bank) -> str:
    """Short, and with the number first, so that Moodle's list stays in order."""
    return " ".join(say(question.text, bank.language, bank.language).split())[:80]


def _body(question: AnyQuestion, lang: Lang, files: Mapping[str, bytes]) -> Iterator[str]:
    picture, file = _picture(question.picture, say(question.alt or "", lang, lang), files)
    if isinstance(question, Slide) and question.body is not None:
        html = f"<h3>{write_html(question.text)}</h3><div>{write_html(question.body)}</div>{picture}"
        yield f'<questiontext format="html"><text>{escape(html)}</text>{file}</questiontext>'
    elif isinstance(question, Gaps):
        html = f"<p>{_gapped(question, lang)}</p>{picture}"
        yield f'<questiontext format="html"><text>{escape(html)}</text>{file}</questiontext>'
    elif picture:
        html = f"<p>{write_html(question.text)}</p>{picture}"
        yield f'<questiontext format="html"><text>{escape(html)}</text>{file}</questiontext>'
    else:
        yield _said("questiontext", question.text)
    yield _said("generalfeedback", question.explanation or "")
    if isinstance(question, Slide):
        return
    yield f"<defaultgrade>{(question.points or 0) / 1000:.7f}</defaultgrade>"
    yield "<penalty>0.3333333</penalty><hidden>0</hidden>"
    yield from _answers(question, lang, files)


def _picture(name: str | None, alt: str, files: Mapping[str, bytes]) -> tuple[str, str]:
    """The picture as it stands in the text, and as the file beside it; empty where there is none."""
    if name is None or name not in files:
        return "", ""
    content = base64.b64encode(files[name]).decode()
    shown = f'<p><img src="@@PLUGINFILE@@/{name}" alt={quoteattr(alt)}></p>'
    return shown, f'<file name="{name}" path="/" encoding="base64">{content}</file>'


def _option(question: Single | Multiple, i: int, lang: Lang, files: Mapping[str, bytes]) -> str:
    """An answer with its share; with a picture what it shows is its `alt`, or the words above it."""
    option, letter = question.options[i], LETTERS[i]
    attributes = f' fraction="{_share(letter, question)}"'
    words = "" if question.captions else say(option, lang, lang)
    picture, file = _picture(question.picture_of(i), words, files)
    if not picture:
        return _said("answer", option, attributes)
    html = f"<p>{write_html(option)}</p>{picture}" if question.captions else picture
    return f'<answer{attributes} format="html"><text>{escape(html)}</text>{file}</answer>'


def _answers(question: AnyQuestion, lang: Lang, files: Mapping[str, bytes]) -> Iterator[str]:
    match question:
        case Single() | Multiple():
            yield f"<single>{str(isinstance(question, Single)).lower()}</single>"
            yield "<shuffleanswers>true</shuffleanswers><answernumbering>ABCD</answernumbering>"
            yield from (_option(question, i, lang, files) for i in range(len(question.options)))
        case TrueFalse():
            for value in (True, False):
                fraction = 100 if question.right == value else 0
                yield f'<answer fraction="{fraction}" format="moodle_auto_format">'
                yield f"<text>{str(value).lower()}</text></answer>"
        case Short():
            yield "<usecase>0</usecase>"
            spellings = question.accept if isinstance(question.accept, tuple) else sum(question.accept.values(), ())
            for spelling in spellings:
                text = escape(spelling.replace("*", r"\*"))
                yield f'<answer fraction="100" format="moodle_auto_format"><text>{text}</text></answer>'
        case Ordering():
            yield "<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype><selectcount>0</selectcount>"
            yield "<gradingtype>RELATIVE_ALL_PREVIOUS_AND_NEXT</gradingtype><showgrading>SHOW</showgrading>"
            yield "<numberingstyle>none</numberingstyle>"
            for place, item in enumerate(question.written().items, 1):
                yield _said("answer", item, f' fraction="{place}.0000000"')
        case Matching() | Categorising():
            yield "<shuffleanswers>true</shuffleanswers>"
            pairs, extras = pairs_of(question)
            for item, option in [*pairs, *(("", extra) for extra in extras)]:
                answer = write_html(option) if isinstance(option, dict) else option
                yield _said("subquestion", item).replace("</subquestion>", "")
                yield f"<answer><text>{escape(answer)}</text></answer></subquestion>"
        case Gaps():
            yield "<shuffleanswers>1</shuffleanswers>" if question.bank else ""
            for word in question.bank_words() if question.bank else ():
                yield f"<selectoption><text>{escape(say(word, lang, lang))}</text><group>1</group></selectoption>"
        case Number() | Slider():
            yield f'<answer fraction="100" format="moodle_auto_format"><text>{question.right:f}</text>'
            yield f"<tolerance>{question.tolerance:f}</tolerance></answer>"
            if question.unit is not None:
                name = escape(say(question.unit, lang, lang))
                yield f"<units><unit><multiplier>1</multiplier><unit_name>{name}</unit_name></unit></units>"
        case OpenText():
            yield "<responseformat>plain</responseformat><responserequired>1</responserequired>"
            yield "<responsefieldlines>3</responsefieldlines><attachments>0</attachments>"
            yield '<graderinfo format="html"><text></text></graderinfo>'


def _gapped(question: Gaps, lang: Lang) -> str:
    """The text as HTML, with what is right in its gaps: the number of a word, or the spellings themselves."""
    right = question.solution(lang, lang).right
    parts: list[str] = []
    for part in split_marks(say(question.text, lang, lang)):
        if isinstance(part, str):
            parts.append(write_html(part))
        elif question.bank:
            parts.append(f"[[{right[part] + 1}]]")
        else:
            spellings = (str(say(one, lang, lang)) for one in spellings_of(question)[part])
            parts.append(f"{{1:SHORTANSWER:{'~'.join('=' + _cloze(one) for one in spellings)}}}")
    return "".join(parts)


def _cloze(text: str) -> str:
    return write_html(re.sub(r'[}#~/"\\]', r"\\\g<0>", text))


def _share(letter: str, question: Single | Multiple) -> str:
    if isinstance(question, Single):
        return "100" if letter == question.right else "0"
    share = f"{100 / len(question.right):.7f}".rstrip("0").rstrip(".")
    return share if letter in question.right else "-100"


def _said(element: str, text: Text, attributes: str = "") -> str:
    """Plain where one language is enough, so that "a < b" stays what it is; Moodle wants HTML for several."""
    several = isinstance(text, dict)
    form, words = ("html", write_html(text)) if several else ("plain_text", str(text))
    return f'<{element}{attributes} format="{form}"><text>{escape(words)}</text></{element}>'
