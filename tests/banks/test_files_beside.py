"""Pictures, sounds and films that come with a file of questions, and go out with it again."""

from __future__ import annotations

import base64
import io
import zipfile
from html import escape
from typing import Any

import pytest
from msgspec.structs import replace

from saual.banks.exporting import write_bank
from saual.banks.files import MOST_FILES
from saual.banks.importing import Imported, read_bank
from saual.media.names import for_phones, named
from saual.media.pictures import made
from saual.questions.bank import Bank, settled
from saual.questions.hotspot import Hotspot
from saual.questions.multiple import Multiple
from tests.helpers.banks import hotspot, single, slide
from tests.helpers.drawn import encoded, landscape, opened, photo, tone

PICTURE = made(photo())
FILES = {PICTURE.name: PICTURE.content, named(tone(), "wav"): tone()}
PNG = encoded(landscape(60, 40), "PNG")


def bank(**more: str) -> Bank:
    first = settled(single("Where is it?", picture=PICTURE.name, alt="A plain", **more))
    return Bank(
        title="Bank", language="en", questions=(first, settled(slide("Look", body="Here", picture=PICTURE.name)))
    )


@pytest.mark.parametrize("format", ["saual", "moodle", "qti2"])
def test_pictures_go_out_and_come_back_the_same(format: str) -> None:
    written = write_bank(bank(), format, FILES)
    back = read_bank(written.data)
    assert back.bank is not None
    assert [question.picture for question in back.bank.questions] == [PICTURE.name, PICTURE.name]
    assert back.bank.questions[0].alt == "A plain"
    assert back.files.keys() == {PICTURE.name, for_phones(PICTURE.name)}
    assert back.files[PICTURE.name] == PICTURE.content
    assert not [loss for loss in written.losses if loss.where.field in ("picture", "alt", "text")]


def test_our_own_zip_has_sound_too_and_nothing_is_lost() -> None:
    whole = bank(sound=named(tone(), "wav"), listen="phones")
    written = write_bank(whole, "saual", FILES)
    assert written.losses == ()
    back = read_bank(written.data)
    assert back.bank == replace(whole, id="")
    assert back.files[named(tone(), "wav")] == tone()


@pytest.mark.parametrize("format", ["toml", "json", "gift", "csv"])
def test_what_a_format_leaves_behind_is_told(format: str) -> None:
    losses = write_bank(bank(), format, FILES).losses
    assert [loss.where.question for loss in losses if loss.where.field == "picture"] == [1, 2]


SMALL = named(PNG, "png")
PICTURES = (PICTURE.name, "", SMALL)
OPTIONS: dict[str, Any] = {"options": ("a plain", "nothing", "the sun"), "right": "C", "pictures": PICTURES}


@pytest.mark.parametrize("captions", [False, True])
@pytest.mark.parametrize("format", ["saual", "moodle", "qti2"])
def test_options_that_are_pictures_go_out_and_come_back_the_same(format: str, captions: bool) -> None:
    questions = (
        settled(single("Which?", **OPTIONS, captions=captions)),
        settled(Multiple(text="Which ones?", **OPTIONS | {"right": ("A", "C")}, captions=captions)),
    )
    whole = Bank(title="Bank", language="en", questions=questions)
    written = write_bank(whole, format, FILES | {SMALL: PNG})
    assert [loss.where for loss in written.losses if loss.where.question] == []
    back = read_bank(written.data)
    assert back.bank is not None
    assert back.bank.questions == questions
    assert back.files.keys() == {name for one in (PICTURE.name, SMALL) for name in (one, for_phones(one))}


@pytest.mark.parametrize("format", ["toml", "gift", "csv", "aiken"])
def test_where_pictures_of_options_stay_behind_what_they_show_is_left_and_that_is_told(format: str) -> None:
    whole = Bank(title="Bank", language="en", questions=(settled(single("Which?", **OPTIONS)),))
    written = write_bank(whole, format, FILES | {SMALL: PNG})
    assert "pictures" in [loss.where.field for loss in written.losses]
    back = read_bank(written.data)
    assert back.bank is not None
    assert [getattr(question, "options", ()) for question in back.bank.questions] == [OPTIONS["options"]]


def test_a_picture_of_an_option_that_nobody_has_described_is_numbered_and_told() -> None:
    content = base64.b64encode(PNG).decode()
    file = f'<file name="a.png" path="/" encoding="base64">{content}</file>'
    html = escape('<img src="@@PLUGINFILE@@/a.png">')
    answers = (
        f'<answer fraction="100" format="html"><text>{html}</text>{file}</answer>'
        '<answer fraction="0" format="html"><text>none</text></answer>'
    )
    text = "<name><text>1</text></name><questiontext><text>Which?</text></questiontext><single>true</single>"
    back = read_bank(f'<quiz><question type="multichoice">{text}{answers}</question></quiz>'.encode())
    assert back.bank is not None
    assert back.bank.questions[0].own_pictures() == (SMALL,)
    assert getattr(back.bank.questions[0], "options", ()) == ("№ 1", "none")
    assert [(note.code, note.params["letter"]) for note in back.notes] == [("picture_without_words", "A")]


REGIONS = ("rectangle 100 200 300 150", "ellipse 500 500 80 60", "polygon 100 100 400 120 250 300")


@pytest.mark.parametrize("format", ["saual", "qti2"])
def test_a_place_on_a_picture_goes_out_and_comes_back_the_same(format: str) -> None:
    question = settled(hotspot(picture=PICTURE.name, alt="A plain", regions=REGIONS, explanation="So it is."))
    written = write_bank(Bank(title="Bank", language="en", questions=(question,)), format, FILES)
    assert [loss for loss in written.losses if loss.where.question] == []
    back = read_bank(written.data)
    assert back.bank is not None
    assert back.bank.questions == (question,)
    assert back.files[PICTURE.name] == PICTURE.content


@pytest.mark.parametrize("format", ["toml", "moodle", "gift", "csv", "aiken"])
def test_where_a_place_on_a_picture_is_not_held_it_is_told(format: str) -> None:
    question = settled(hotspot(picture=PICTURE.name, regions=REGIONS))
    losses = write_bank(Bank(title="Bank", language="en", questions=(question,)), format, FILES).losses
    told = [(loss.code, loss.where.field) for loss in losses if loss.where.question]
    assert told == ([("field_not_held", "picture")] if format == "toml" else [("question_not_held", "")])


QTI = """<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q" title="Sun">
<responseDeclaration identifier="RESPONSE" cardinality="{many}" baseType="identifier"><correctResponse>
<value>A</value>{also}</correctResponse></responseDeclaration>
<itemBody><p>Where is the sun?</p><hotspotInteraction responseIdentifier="RESPONSE" maxChoices="1">
<object type="image/png" data="map.png" {size}>A plain</object>
<hotspotChoice identifier="A" shape="circle" coords="15,10,6"/>
<hotspotChoice identifier="B" shape="rect" coords="0, 0, 30, 20"/>
<hotspotChoice identifier="C" shape="poly" coords="0,0,60,0,60,40,0,0"/>
</hotspotInteraction></itemBody></assessmentItem>"""


def item(**more: str) -> Imported:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("item.xml", QTI.format(**{"many": "single", "also": "", "size": ""} | more))
        package.writestr("map.png", PNG)
    return read_bank(buffer.getvalue())


@pytest.mark.parametrize("size", ['width="60" height="40"', ""])
def test_hotspots_of_qti_become_regions_in_thousandths_of_the_picture(size: str) -> None:
    back = item(size=size)
    assert back.bank is not None
    [question] = back.bank.questions
    assert isinstance(question, Hotspot)
    assert (question.text, question.alt, question.picture) == ("Where is the sun?", "A plain", SMALL)
    assert question.regions == ("ellipse 250 250 100 150",)
    assert [note.code for note in back.notes] == ["wrong_regions_left_out"]


def test_of_several_right_hotspots_one_is_enough_here() -> None:
    back = item(many="multiple", also="<value>B</value><value>C</value>")
    assert back.bank is not None
    regions = ("ellipse 250 250 100 150", "rectangle 0 0 500 500", "polygon 0 0 1000 0 1000 1000")
    assert getattr(back.bank.questions[0], "regions", ()) == regions
    assert [note.code for note in back.notes] == ["one_region_enough"]


def zipped(toml: str, **files: bytes) -> Imported:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("My bank/bank.toml", toml)
        for name, content in files.items():
            package.writestr(f"My bank/{name.replace('__', '/').replace('_', '.')}", content)
    return read_bank(buffer.getvalue())


TOML = """
format = "saual-bank/1"
title = "By hand"
language = "en"

[[question]]
type = "truefalse"
text = "The map shows the steppe."
right = true
picture = "map.png"
"""


def test_a_zip_put_together_by_hand_has_pictures_of_options() -> None:
    options = 'options = ["a", "b", "c"]\nright = "B"\npictures = ["", "map.png", "no.png"]'
    toml = TOML.replace('right = true\npicture = "map.png"', options)
    back = zipped(toml.replace("truefalse", "single"), media__map_png=PNG)
    assert back.bank is not None
    assert back.bank.questions[0].written().own_pictures() == (named(PNG, "png"),)
    assert [note.code for note in back.notes] == ["picture_missing"]


@pytest.mark.parametrize("place", ["map_png", "media__map_png"])
def test_a_zip_put_together_by_hand_names_files_as_it_likes(place: str) -> None:
    back = zipped(TOML, **{place: PNG})
    assert back.bank is not None
    assert back.bank.questions[0].picture == named(PNG, "png")
    assert not back.notes


@pytest.mark.parametrize(
    ("content", "code"), [(None, "picture_missing"), (b"<svg/>", "picture_bad"), (tone(), "picture_bad")]
)
def test_a_question_comes_in_without_a_picture_that_cannot_and_that_is_told(content: bytes | None, code: str) -> None:
    back = zipped(TOML, **({"map_png": content} if content else {}))
    assert back.bank is not None
    assert back.bank.questions[0].picture is None
    assert [note.code for note in back.notes] == [code]


def gift(html: str) -> Imported:
    body = "".join(f"\\{c}" if c in "~=#{}:" else c for c in html)
    return read_bank(f"[html]{body} {{T}}".encode())


def test_a_picture_within_the_text_itself_is_taken_with_what_it_shows() -> None:
    uri = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"
    back = gift(f'<p>See <img src="{uri}" alt="a plain"></p>')
    assert back.bank is not None
    assert (back.bank.questions[0].picture, back.bank.questions[0].alt) == (named(PNG, "png"), "a plain")


def test_a_second_picture_and_one_in_an_option_are_told() -> None:
    uri = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"
    back = gift(f'<p>See <img src="{uri}"><img src="{uri}"></p>')
    assert [note.code for note in back.notes] == ["picture_left_out"]


def test_more_pictures_than_any_lesson_needs_are_left_out() -> None:
    def one(n: int) -> str:
        picture = base64.b64encode(encoded(landscape(8 + n, 8), "PNG")).decode()
        html = escape(f'<p>{n}?<img src="@@PLUGINFILE@@/a.png"></p>')
        file = f'<file name="a.png" path="/" encoding="base64">{picture}</file>'
        answers = '<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer>'
        text = f'<questiontext format="html"><text>{html}</text>{file}</questiontext>'
        return f'<question type="truefalse"><name><text>{n}</text></name>{text}{answers}</question>'

    back = read_bank(f"<quiz>{''.join(map(one, range(MOST_FILES + 3)))}</quiz>".encode())
    assert back.bank is not None
    assert sum(question.picture is not None for question in back.bank.questions) == MOST_FILES
    assert [note.code for note in back.notes] == ["picture_bad"] * 3
    assert opened(next(iter(back.files.values()))).size
