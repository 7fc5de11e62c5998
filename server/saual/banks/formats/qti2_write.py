"""Writes a QTI 2.1 package: a manifest, a test and one item a question, in the language of the bank."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping

from saual.banks.formats.base import Written
from saual.banks.formats.qti2_pieces import declaration, quoted, xhtml
from saual.banks.formats.qti2_spot import declared_spot, spot
from saual.banks.formats.qti2_write_placing import declared, gapped, interaction, processing
from saual.banks.tags import write_tags
from saual.questions.bank import AnyQuestion, Bank
from saual.questions.brainstorm import Brainstorm
from saual.questions.categorising import Categorising
from saual.questions.gaps import Gaps
from saual.questions.hotspot import Hotspot
from saual.questions.matching import Matching
from saual.questions.media import kind_of
from saual.questions.multiple import Multiple
from saual.questions.nps import Nps
from saual.questions.number import Number
from saual.questions.open_text import OpenText
from saual.questions.options import LETTERS, Letter
from saual.questions.ordering import Ordering
from saual.questions.pictured import WithPictures
from saual.questions.poll import Poll
from saual.questions.rating import Rating
from saual.questions.scale import Scale
from saual.questions.short import Short
from saual.questions.single import Single
from saual.questions.slide import Slide
from saual.questions.slider import Slider
from saual.questions.text import Lang, say
from saual.questions.truefalse import TrueFalse
from saual.questions.wordcloud import WordCloud

LABEL = "tags:"
"""An item's label that starts so holds tags, apart from each other by a semicolon."""

_NS = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_CORRECT = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"
_MAPPED = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"
_NOT_HELD = (Rating, Nps, Scale, WordCloud, Brainstorm)
_SAME_DATE = (2020, 1, 1, 0, 0, 0)
"""So that the same bank is the same file."""

_WORDS: dict[Lang, tuple[str, str]] = {
    "kk": ("Дұрыс", "Бұрыс"),
    "ru": ("Верно", "Неверно"),
    "en": ("True", "False"),
}


def write(bank: Bank, files: Mapping[str, bytes]) -> Written:
    lang = bank.language
    taken = [i for i, question in enumerate(bank.questions) if _held(question, files)]
    names = [f"items/q{number:03}.xml" for number in range(1, len(taken) + 1)]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        pictures = [_pictures(bank.questions[i], files) for i in taken]
        _put(package, "imsmanifest.xml", _manifest(names, pictures))
        _put(package, "test.xml", _test(say(bank.title, lang, lang), names))
        for name, i in zip(names, taken, strict=True):
            _put(package, name, "\n".join(_item(bank.questions[i], name[6:-4], lang, files)))
        for picture in sorted({one for of_item in pictures for one in of_item}):
            package.writestr(zipfile.ZipInfo(f"media/{picture}", _SAME_DATE), files[picture])
    return Written(buffer.getvalue(), taken)


def _held(question: AnyQuestion, files: Mapping[str, bytes]) -> bool:
    """A place on a picture is none without the picture."""
    return question.picture in files if isinstance(question, Hotspot) else not isinstance(question, _NOT_HELD)


def _put(package: zipfile.ZipFile, name: str, text: str) -> None:
    info = zipfile.ZipInfo(name, _SAME_DATE)
    info.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(info, f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n')


def _manifest(names: list[str], pictures: list[list[str]]) -> str:
    test = '<resource identifier="test" type="imsqti_test_xmlv2p1" href="test.xml"><file href="test.xml"/>'
    needs = "".join(f'<dependency identifierref="{name[6:-4]}"/>' for name in names)
    items = (
        f'<resource identifier="{name[6:-4]}" type="imsqti_item_xmlv2p1" href="{name}"><file href="{name}"/>'
        + "".join(f'<file href="media/{picture}"/>' for picture in of_item)
        + "</resource>"
        for name, of_item in zip(names, pictures, strict=True)
    )
    return (
        '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="saual"><metadata><schema>IMS Content'
        "</schema><schemaversion>1.1.3</schemaversion></metadata><organizations/><resources>\n"
        + "\n".join([f"{test}{needs}</resource>", *items])
        + "\n</resources></manifest>"
    )


def _test(title: str, names: list[str]) -> str:
    refs = "\n".join(f'<assessmentItemRef identifier="{name[6:-4]}" href="{name}"/>' for name in names)
    return (
        f'<assessmentTest xmlns="{_NS}" identifier="test" title={quoted(title)}>'
        '<testPart identifier="part" navigationMode="nonlinear" submissionMode="simultaneous">'
        f'<assessmentSection identifier="section" title="1" visible="true">\n{refs}\n'
        "</assessmentSection></testPart></assessmentTest>"
    )


def _item(question: AnyQuestion, ident: str, lang: Lang, files: Mapping[str, bytes]) -> Iterator[str]:
    text = say(question.text, lang, lang)
    more = ["type:gaps"] if isinstance(question, Gaps) else []
    if isinstance(question, Slider) and question.unit:
        more = [f"unit:{say(question.unit, lang, lang)}"]
    tags = ";".join([*write_tags(question), *more])
    label = f" label={quoted(LABEL + tags)}" if tags else ""
    yield f'<assessmentItem xmlns="{_NS}" identifier="{ident}" title={quoted(" ".join(text.split())[:80])}{label}'
    yield f'  adaptive="false" timeDependent="false" xml:lang="{lang}">'
    yield from _declared(question, lang, files)
    explained = question.explained(lang, lang)
    if question.answered:
        yield '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
    if explained:
        yield '<outcomeDeclaration identifier="FEEDBACK" cardinality="single" baseType="identifier">'
        yield "<defaultValue><value>general</value></defaultValue></outcomeDeclaration>"
    shown = ""
    if question.picture is not None and question.picture in files and not isinstance(question, Hotspot):
        shown = f"<div>{_image(question.picture, say(question.alt or '', lang, lang))}</div>"
    if isinstance(question, Slide) and question.body is not None:
        yield f"<itemBody><h3>{xhtml(text)}</h3><div>{xhtml(say(question.body, lang, lang))}</div>{shown}</itemBody>"
    elif isinstance(question, Gaps):
        yield f"<itemBody>{''.join(gapped(question, lang))}{shown}</itemBody>"
    else:
        yield f"<itemBody><p>{xhtml(text)}</p>{shown}{''.join(_interaction(question, lang, files))}</itemBody>"
    yield from _processing(question)
    if explained:
        yield '<modalFeedback outcomeIdentifier="FEEDBACK" identifier="general" showHide="show">'
        yield f"<p>{xhtml(explained)}</p></modalFeedback>"
    yield "</assessmentItem>"


def _pictures(question: AnyQuestion, files: Mapping[str, bytes]) -> list[str]:
    return [name for name in question.files() if kind_of(name) == "picture" and name in files]


def _image(name: str, alt: str) -> str:
    return f'<img src="../media/{name}" alt={quoted(alt)}/>'


def _option(question: WithPictures, i: int, lang: Lang, files: Mapping[str, bytes]) -> str:
    """Its words; or its picture, and the words only where they are to be seen."""
    said, picture = say(question.options[i], lang, lang), question.picture_of(i)
    if picture not in files:
        return xhtml(said)
    return xhtml(said) + _image(picture, "") if question.captions else _image(picture, said)


def _letters(question: WithPictures) -> tuple[Letter, ...]:
    return LETTERS[: len(question.options)]


def _declared(question: AnyQuestion, lang: Lang, files: Mapping[str, bytes]) -> Iterator[str]:
    match question:
        case Single():
            yield declaration("single", "identifier", [question.right])
        case Multiple():
            share = 1 / len(question.right)
            entries = ((letter, share if letter in question.right else -share) for letter in _letters(question))
            lines = "".join(f'<mapEntry mapKey="{letter}" mappedValue="{value:.6f}"/>' for letter, value in entries)
            mapping = f'<mapping lowerBound="0" upperBound="1" defaultValue="0">{lines}</mapping>'
            yield declaration("multiple", "identifier", list(question.right), mapping)
        case TrueFalse():
            yield declaration("single", "identifier", [str(question.right).lower()])
        case Short():
            spellings = question.accept if isinstance(question.accept, tuple) else sum(question.accept.values(), ())
            lines = "".join(f'<mapEntry mapKey={quoted(s)} mappedValue="1" caseSensitive="false"/>' for s in spellings)
            yield declaration("single", "string", [spellings[0]], f'<mapping defaultValue="0">{lines}</mapping>')
        case Number() | Slider():
            yield declaration("single", "float", [f"{question.right:f}"])
        case Ordering() | Matching() | Categorising() | Gaps():
            yield from declared(question, lang)
        case Hotspot():
            yield declared_spot(question, files[question.picture])
        case Poll():
            yield '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier"/>'
        case OpenText():
            yield '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="string"/>'
        case _:
            return


def _interaction(question: AnyQuestion, lang: Lang, files: Mapping[str, bytes]) -> Iterator[str]:
    match question:
        case Ordering() | Matching() | Categorising() | Slider():
            yield from interaction(question, lang)
        case WithPictures():
            most = 0 if isinstance(question, Multiple) else 1
            options = [(letter, _option(question, i, lang, files)) for i, letter in enumerate(_letters(question))]
            yield f'<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="{most}">'
            yield from (f'<simpleChoice identifier="{ident}">{said}</simpleChoice>' for ident, said in options)
            yield "</choiceInteraction>"
        case Hotspot():
            yield from spot(question, files[question.picture], lang)
        case TrueFalse():
            yield '<choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="1">'
            for ident, said in zip(("true", "false"), _WORDS[lang], strict=True):
                yield f'<simpleChoice identifier="{ident}">{said}</simpleChoice>'
            yield "</choiceInteraction>"
        case Short() | Number():
            unit = say(question.unit, lang, lang) if isinstance(question, Number) and question.unit else ""
            yield f'<p><textEntryInteraction responseIdentifier="RESPONSE"/> {xhtml(unit)}</p>'
        case OpenText():
            yield '<extendedTextInteraction responseIdentifier="RESPONSE" expectedLength="200"/>'
        case _:
            return


def _processing(question: AnyQuestion) -> Iterator[str]:
    match question:
        case Single() | TrueFalse() | Ordering():
            yield f'<responseProcessing template="{_CORRECT}"/>'
        case Gaps():
            yield from processing(question)
        case Hotspot():
            yield f'<responseProcessing template="{_MAPPED}_point"/>'
        case Multiple() | Short() | Matching() | Categorising():
            yield f'<responseProcessing template="{_MAPPED}"/>'
        case Number() | Slider():
            amount = f"{question.tolerance:f}"
            yield "<responseProcessing><responseCondition><responseIf>"
            yield f'<equal toleranceMode="absolute" tolerance="{amount} {amount}" includeLowerBound="true"'
            yield ' includeUpperBound="true"><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></equal>'
            yield '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue>'
            yield "</responseIf></responseCondition></responseProcessing>"
        case _:
            return
