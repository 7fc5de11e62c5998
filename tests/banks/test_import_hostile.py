# ruff: noqa: E501, PLW0108 - a hostile file is one line of the table
"""Files made to harm are refused with a sentence, in bounded time and memory, and nothing else is ever raised."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saual.banks.exporting import exports, write_bank
from saual.banks.importing import Imported, read_bank
from saual.banks.remark import Refused
from saual.banks.sentences import say_remark
from saual.banks.sources.source import MOST_BYTES
from saual.banks.toml_format import parse, serialise
from saual.questions.bank import Bank
from saual.questions.text import LANGS
from tests.helpers.any_bank import BANKS

MIB = 1024 * 1024
SECONDS = 20
"""Of the processor: far above what each takes here (below 3 s), for machines that are slower, and not for busy ones."""
MOST_MIB = 700
"""Address space of the process that reads, the interpreter and its libraries (about 250 MiB) among it."""

MOODLE = '<?xml version="1.0"?><quiz><question type="truefalse"><questiontext><text>{}</text></questiontext></question></quiz>'
BOMB = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))


def marked(piece: str) -> bytes:
    """As many questions as are looked at, each with as many tags and characters."""
    text = piece * (99_000 // len(unescape(piece)) if "&lt;" not in piece else 4_900 // piece.count("&lt;"))
    one = f"<question type='description'><questiontext format='html'><text>{text}</text></questiontext></question>"
    most = min(15 * MIB // len(one), 680_000 // (one.count("<") + one.count("&lt;")))
    return f"<quiz>{one * most}</quiz>".encode()


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        for name, data in files:
            package.writestr(name, data)
    return buffer.getvalue()


def workbook(sheet: str, strings: str = "<sst/>", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    rels = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
    book = '<workbook xmlns:r="x"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>'
    return zipped(
        ("xl/workbook.xml", book.encode()),
        ("xl/_rels/workbook.xml.rels", rels.encode()),
        ("xl/sharedStrings.xml", strings.encode()),
        ("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{sheet}</sheetData></worksheet>".encode()),
        method=method,
    )


def lying_zip() -> bytes:
    """The directory tells 100 bytes; 60 MiB are inside."""
    data = bytearray(zipped(("imsmanifest.xml", b"<manifest/>"), ("a.xml", b"<assessmentItem>" + b" " * 60 * MIB)))
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 100)
    return bytes(data)


def locked_zip() -> bytes:
    data = bytearray(zipped(("a.xml", b"<assessmentItem/>")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        data[at + offset] |= 1
    return bytes(data)


def nameless_zip() -> bytes:
    """In the directory the name has no length; its letter has become a comment."""
    data = bytearray(zipped(("x", b"x")))
    at = data.rfind(b"PK\x01\x02")
    data[at + 28], data[at + 32] = 0, 1
    return bytes(data)


def big_directory() -> bytes:
    """An end that promises a directory of 4 GiB."""
    data = bytearray(zipped(("a.xml", b"<assessmentItem/>")))
    at = data.rfind(b"PK\x05\x06")
    struct.pack_into("<I", data, at + 12, 0xFFFFFFF0)
    return bytes(data)


GIFT = "::Q:: Text {=a ~b}\n\n"
HOSTILE: dict[str, tuple[Callable[[], bytes], str | None]] = {
    # What it is: how it is made, and the code it is refused with (None: it is read, within bounds).
    "billion laughs": (lambda: f"<?xml version='1.0'?><!DOCTYPE quiz [<!ENTITY l0 'ha'>{BOMB}]><quiz>&l11;</quiz>".encode(), "xml_doctype"),
    "quadratic entity": (lambda: f"<!DOCTYPE quiz [<!ENTITY a '{'a' * MIB}'>]><quiz>{'&a;' * 9999}</quiz>".encode(), "xml_doctype"),
    "external entity": (lambda: b"<!DOCTYPE quiz [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><quiz>&x;</quiz>", "xml_doctype"),
    "external DTD": (lambda: b"<?xml version='1.0'?><!DOCTYPE quiz SYSTEM 'http://example.org/x.dtd'><quiz/>", "xml_doctype"),
    "parameter entity": (lambda: b"<!DOCTYPE quiz [<!ENTITY % x SYSTEM 'http://example.org/'> %x;]><quiz/>", "xml_doctype"),
    "DOCTYPE in UTF-16": (lambda: "<?xml version='1.0' encoding='UTF-16'?><!DOCTYPE quiz [<!ENTITY a 'b'>]><quiz/>".encode("utf-16"), "xml_doctype"),
    "entity bomb in a package": (lambda: zipped(("imsmanifest.xml", b"<manifest/>"), ("a.xml", b"<assessmentItem/>"), ("b.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><assessmentItem/>")), None),
    "entity bomb in a workbook": (lambda: workbook("", "<!DOCTYPE sst [<!ENTITY a 'b'>]><sst/>"), "xml_doctype"),
    "a million levels": (lambda: b"<quiz>" + b"<a>" * 1_000_000, "xml_too_big"),
    "a million elements": (lambda: b"<quiz>" + b"<a/>" * 1_000_000 + b"</quiz>", "xml_too_big"),
    "a name of megabytes": (lambda: b"<quiz><" + b"a" * 10 * MIB + b"/></quiz>", "no_questions"),
    "an attribute of megabytes": (lambda: b"<quiz a='" + b"a" * 10 * MIB + b"'/>", "unknown_xml"),
    "many attributes": (lambda: b"<quiz " + b" ".join(b"a%d='1'" % i for i in range(200_000)) + b"/>", "unknown_xml"),
    "200 MB": (lambda: b"::Q:: a {T}\n" * (200 * MIB // 12), "too_big"),
    "20 MiB of text": (lambda: GIFT.encode() * (MOST_BYTES // len(GIFT)), "too_big"),
    "4 MiB of GIFT": (lambda: GIFT.encode() * (4 * MIB // len(GIFT)), "many_questions"),
    "4 MiB of open braces": (lambda: b"::Q::" + b"{" * (4 * MIB - 10), None),
    "4 MiB of GIFT answers": (lambda: b"::Q::a{" + b"=a~b" * (MIB - 5) + b"}", "too_many"),
    "4 MiB of colons": (lambda: b"a {=b}\n" + b":" * (4 * MIB - 10), None),
    "4 MiB of lines that look like titles": (lambda: b"::a\n" * (MIB - 5), "unknown_format"),
    "4 MiB of Aiken options": (lambda: b"Q\n" + b"A. x\n" * 800_000 + b"ANSWER: A\n", "too_many"),
    "4 MiB of Aiken answers": (lambda: b"Q\nA. x\nB. y\nANSWER: A\n" * 150_000, "many_questions"),
    "4 MiB of quotes": (lambda: b"Question;Option A;Option B;Right answer\n" + b'"' * (4 * MIB - 100), "csv_quote"),
    "4 MiB of separators": (lambda: b"Question;Option A;Option B;Right answer\n" + b";" * (4 * MIB - 100), None),
    "4 MiB of rows": (lambda: b"Question;Option A;Option B;Right answer\n" + b"q;a;b;A\n" * 500_000, "sheet_long"),
    "4 MiB of JSON brackets": (lambda: b'{"question": ' + b"[" * (4 * MIB - 100) + b"}", "json_syntax"),
    "a JSON number of megabytes": (lambda: b'{"question": [{"type": "number", "text": "?", "right": ' + b"9" * 4_000_000 + b"}]}", None),
    "a JSON exponent": (lambda: b'{"question": [{"type": "number", "text": "?", "right": 1e999999999999}]}', None),
    "JSON that is not one object": (lambda: b'{"format": 1, "question": {}}', "no_questions"),
    "TOML brackets": (lambda: b"[[question]]\na = " + b"[" * 7000, "toml_syntax"),
    "a TOML of 2 MiB": (lambda: b"[[question]]\n" * 200_000, "too_big"),
    "an exponent in GIFT": (lambda: b"::Q:: a {#1e999999999}", None),
    "a range of exponents": (lambda: b"::Q:: a {#1e99..-1e99:5}", None),
    "HTML of unclosed tags": (lambda: marked("&lt;div&gt;&lt;span class=multilang lang=kk&gt;"), None),
    "HTML of unclosed quotes": (lambda: marked('&lt;a b="'), None),
    "HTML of comments": (lambda: marked("&lt;!--"), None),
    "HTML of scripts": (lambda: marked("&lt;script>"), None),
    "HTML of lists": (lambda: marked("&lt;ol>&lt;li>"), None),
    "HTML of entities": (lambda: marked("&amp;amp"), None),
    "15 MiB of tags": (lambda: MOODLE.format("&lt;p>a " * (15 * MIB // 9)).encode(), "xml_too_big"),
    "4 MiB of tags in GIFT": (lambda: (b"::Q::[html]" + b"<li>" * 4900 + b"{T}\n\n") * 210, None),
    "a text of 15 MiB": (lambda: MOODLE.format("&lt;p>" + "a" * 15 * MIB).encode(), "markup_long"),
    "a picture of 15 MiB": (lambda: MOODLE.format("&lt;img src='data:image/png;base64," + "A" * 15 * MIB + "'>").encode(), None),
    "a zip bomb": (lambda: zipped(("imsmanifest.xml", b"<manifest/>"), ("a.xml", b"<assessmentItem>" + b" " * 300 * MIB)), "zip_bomb"),
    "a zip that lies about sizes": (lying_zip, "zip_other"),
    "many big files in a zip": (lambda: zipped(*[(f"{i}.xml", b"<assessmentItem>" + bytes(range(32, 127)) * 20_000) for i in range(60)]), "zip_bomb"),
    "3,000 files in a zip": (lambda: zipped(*[(f"{i}.xml", b"<assessmentItem/>") for i in range(3000)]), "zip_many"),
    "a directory of 4 GiB": (big_directory, "zip_many"),
    "an absolute name": (lambda: zipped(("/etc/passwd", b"x")), "zip_path"),
    "a name that climbs": (lambda: zipped(("../../x.xml", b"<assessmentItem/>")), "zip_path"),
    "a Windows name": (lambda: zipped(("C:\\x.xml", b"x")), "zip_path"),
    "a name that climbs backwards": (lambda: zipped(("a\\..\\..\\x.xml", b"x")), "zip_path"),
    "a manifest that climbs": (lambda: zipped(("imsmanifest.xml", b'<manifest><resources><resource><file href="../../../etc/passwd"/></resource></resources></manifest>'), ("a.xml", b"<assessmentItem/>")), None),
    "a file without a name": (nameless_zip, "zip_path"),
    "a locked zip": (locked_zip, "zip_locked"),
    "an unusual method": (lambda: zipped(("a.xml", b"<assessmentItem/>"), method=zipfile.ZIP_LZMA), "zip_broken"),
    "half a zip": (lambda: zipped(("a.xml", b"<assessmentItem/>" * 99))[:-30], "zip_broken"),
    "a zip in a zip": (lambda: zipped(("a.zip", zipped(("a.xml", b"<assessmentItem/>")))), "zip_other"),
    "a workbook of two cells far apart": (lambda: workbook('<row r="1"><c r="A1" t="inlineStr"><is><t>Question</t></is></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "no_headings"),
    "a workbook of a million rows": (lambda: workbook('<row><c t="inlineStr"><is><t>Question</t></is></c></row>' * 300_000), "zip_bomb"),
    "a workbook merged to the end": (lambda: zipped(*[(n, zipfile.ZipFile(io.BytesIO(workbook("X"))).read(n).replace(b"X</sheetData>", b"</sheetData>" + b'<mergeCells><mergeCell ref="A1:A1048576"/></mergeCells>' * 20_000)) for n in zipfile.ZipFile(io.BytesIO(workbook("X"))).namelist()]), "zip_bomb"),
    "shared strings by the million": (lambda: workbook("", "<sst>" + "<si><t>a</t></si>" * 500_000 + "</sst>"), "zip_bomb"),
    "a workbook of many rows, stored": (lambda: workbook('<row><c t="inlineStr"><is><t>Question</t></is></c></row>' * 200_000, method=zipfile.ZIP_STORED), "sheet_long"),
    "shared strings, stored": (lambda: workbook("", "<sst>" + "<si><t>a</t></si>" * 500_000 + "</sst>", method=zipfile.ZIP_STORED), "xml_too_big"),
    "one long string in every cell": (lambda: workbook(('<row>' + '<c t="s"><v>0</v></c>' * 100 + '</row>') * 4000, "<sst><si><t>" + "&lt;p>a &lt;b>" * 2000 + "</t></si></sst>", method=zipfile.ZIP_STORED), "xml_too_big"),
    "merged to the end, stored": (lambda: workbook('<row r="1"><c r="A1"><v>1</v></c></row>' + "".join(f'<row r="{i}"><c r="B{i}"><v>1</v></c></row>' for i in range(2, 4000)) + "</sheetData><mergeCells>" + '<mergeCell ref="A1:A1048576"/>' * 20_000 + "</mergeCells><sheetData>", method=zipfile.ZIP_STORED), "no_headings"),
    "a long cell merged to the end": (lambda: workbook('<row r="1"><c r="A1" t="inlineStr"><is><t>' + "a" * 32_000 + "</t></is></c></row>" + "".join(f'<row r="{i}"><c r="B{i}"><v>1</v></c></row>' for i in range(2, 400)) + '</sheetData><mergeCells><mergeCell ref="A1:A1048576"/></mergeCells><sheetData>', method=zipfile.ZIP_STORED), "xml_too_big"),
    "a number format of megabytes": (lambda: zipped(*[(n, zipfile.ZipFile(io.BytesIO(workbook(""))).read(n)) for n in zipfile.ZipFile(io.BytesIO(workbook(""))).namelist()], ("xl/styles.xml", b'<styleSheet><numFmts><numFmt numFmtId="200" formatCode="' + b"[" * 5 * MIB + b'"/></numFmts><cellXfs>' + b'<xf numFmtId="200"/>' * 1000 + b"</cellXfs></styleSheet>"), method=zipfile.ZIP_STORED), "no_headings"),
    "4 MiB of line ends": (lambda: b"a" + b"\n" * (4 * MIB - 2) + b"a", "unknown_format"),
    "4 MiB of spaces": (lambda: b"::a" + b" " * (4 * MIB - 5) + b"a", "unknown_format"),
    "4 MiB of headings": (lambda: b"[[" * (2 * MIB - 5), "unknown_format"),
    "a path out of a workbook": (lambda: zipped(("xl/workbook.xml", b'<workbook xmlns:r="x"><sheets><sheet r:id="r"/></sheets></workbook>'), ("xl/_rels/workbook.xml.rels", b'<R><Relationship Id="r" Target="../../../../etc/passwd"/></R>')), "no_headings"),
}  # fmt: skip

READER = """
import json, os, resource, struct, sys
from saual.banks.importing import read_bank
from saual.banks.remark import Refused

most, seconds = int(sys.argv[1]) * 1024 * 1024, int(sys.argv[2])

def read(data):
    resource.setrlimit(resource.RLIMIT_AS, (most + len(data), most + len(data)))
    try:
        return [None, sorted({problem.code for problem in read_bank(data, "x").problems})]
    except Refused as refused:
        return [refused.remark.code, []]

while head := sys.stdin.buffer.read(8):
    data = sys.stdin.buffer.read(*struct.unpack("<Q", head))
    reading = os.fork()
    if not reading:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        print(json.dumps(read(data)))
        sys.exit()
    del data
    _, status = os.waitpid(reading, 0)
    print(json.dumps(os.waitstatus_to_exitcode(status)), flush=True)
"""
"""Each file in a process of its own, which is a copy of one that has only imported what it takes."""


@pytest.fixture(scope="module")
def reader() -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-c", READER, str(MOST_MIB), str(SECONDS)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        yield running


@pytest.mark.skipif(sys.platform != "linux", reason="the bound on memory is the system's")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_made_to_harm_ends_in_bounded_time_and_memory(name: str, reader: subprocess.Popen[bytes]) -> None:
    make, expected = HOSTILE[name]
    data = make()
    assert reader.stdin is not None
    assert reader.stdout is not None

    reader.stdin.write(struct.pack("<Q", len(data)) + data)
    reader.stdin.flush()

    answer = json.loads(reader.stdout.readline())
    assert isinstance(answer, list), f"it ended with {answer}"
    code, said = answer
    assert json.loads(reader.stdout.readline()) == 0
    assert code == expected or (code is None and expected in said), (code, said)


def test_a_script_in_a_question_never_comes_in() -> None:
    html = "&lt;p&gt;One&lt;script&gt;alert(1)&lt;/script&gt;&lt;b onclick='x()'&gt; two&lt;/b&gt;&lt;/p&gt;"
    source = MOODLE.format(html).replace(
        "</questiontext>", '</questiontext><answer fraction="100"><text>true</text></answer>'
    )

    read = read_bank(source.replace("<questiontext>", '<questiontext format="html">').encode())

    assert read.bank is not None
    assert read.bank.questions[0].text == "One two"
    assert [note.code for note in read.notes] == ["script_left_out"]


def test_words_of_a_file_cannot_steer_a_terminal_or_break_an_encoding() -> None:
    read = read_bank(b'{"question": [{"type": "\\u001b[2J\\ud800", "text": "x", "\\u001b]0;x\\u0007": 1}]}')
    gift = read_bank("::\x1b[31mRed\x9b:: Why? {}".encode())

    for remark in (*read.problems, *gift.problems):
        sentence = str(say_remark(remark, "en"))
        sentence.encode()
        assert sentence.isprintable()
        msgspec.json.encode(remark)


def taken(data: bytes, name: str = "") -> Imported | None:
    """What was read, as good as a bank file; None if the file was refused, with a sentence in each language."""
    try:
        read = read_bank(data, name)
    except Refused as refused:
        read, remarks = None, (refused.remark,)
    else:
        remarks = (*read.problems, *read.notes)
    assert all(str(say_remark(remark, lang)) for remark in remarks for lang in LANGS)
    if read is not None and read.bank is not None:
        assert parse(serialise(read.bank)) == read.bank  # the check of bank files finds nothing in it
    return read


@given(st.binary(max_size=400), st.text(max_size=20))
def test_any_bytes_are_refused_politely_or_read(data: bytes, name: str) -> None:
    taken(data, name)


STARTS = {
    "gift": "::Q:: a {",
    "aiken": "Q\nA. a\nB. b\nANSWER: A\n",
    "moodle": "<quiz><question type='multichoice'><answer fraction='100'><text>",
    "qti1": "<questestinterop><item><presentation><response_lid><render_choice>",
    "qti2": "<assessmentItem><responseDeclaration identifier='R'/><itemBody><choiceInteraction responseIdentifier='R'>",
    "csv": "Question;Option A;Option B;Right answer;Time\n",
    "kahoot": "Question;Answer 1;Answer 2;Time limit;Correct answer(s)\n",
    "quizizz": "Question Text;Question Type;Option 1;Option 2;Correct Answer\n",
    "toml": 'format = "saual-bank/1"\n[[question]]\ntype = "single"\n',
    "json": '{"question": [{"type": "single", ',
}
PIECES = st.lists(
    st.sampled_from(
        ["{", "}", "=", "~", "#", ":", "::", "\\", "##", "####", "->", "%", "%50%", "%-100%", "..", "1", "3.14", "1e9", "TRUE", "F", "[html]", "[plain]", "$CATEGORY:", "//", "\n", "\n\n", "\t", ";", ",", "|", '"', "'", "</text>", "</answer>", "</question>", "</quiz>", "<text>", "<answer", "fraction='50'>", "<tolerance>", "<![CDATA[", "]]>", "&lt;", "&amp;", "&#0;", "</item>", "<varequal>", "<simpleChoice", "identifier='A'>", "<value>", "ANSWER:", "A)", "B.", "[[question]]", "right", "accept", "null", "[1]", "A", "2", "{mlang", "en}", "{mlang}", "<span", "class='multilang'", "lang='kk'>", "<img>", "<p>", "<ol><li>", "қ", "Қазақ", "\ufeff", "\u200b", "😀", "\x00", "\ud7ff"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(st.sampled_from(sorted(STARTS)), PIECES, st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
@settings(max_examples=300)
def test_any_text_in_the_marks_of_a_format_is_refused_politely_or_read(start: str, pieces: str, encoding: str) -> None:
    taken((STARTS[start] + pieces).encode(encoding))


CELLS = st.tuples(
    st.sampled_from(["A1", "B2", "C2", "D2", "E2", "XFD1048576", "A0", "a1", "", "ZZZZ9999999"]),
    st.sampled_from(["s", "n", "b", "e", "d", "str", "inlineStr", "", "x"]),
    st.sampled_from(["0", "1", "2", "-1", "9999999", "00000000000009", "x", "²", ""]),
    st.sampled_from(["0", "1", "4", "-1", "99", "1e999", "nan", "45293", "00000000000009", "²", "", "_xD800_", "A"]),
    st.sampled_from(["", "<f>1</f>", "<is><t>Question</t></is>", "<is><t>q</t></is>"]),
).map(lambda cell: '<c r="{}" t="{}" s="{}"><v>{}</v>{}</c>'.format(*cell))
HEADS = "".join(
    f'<c r="{ref}" t="inlineStr"><is><t>{name}</t></is></c>'
    for ref, name in zip(("A1", "B1", "C1", "D1"), ("Question", "A", "B", "Right"), strict=True)
)
STYLES = '<styleSheet><numFmts><numFmt numFmtId="200" formatCode="d[$-419]mmm"/></numFmts><cellXfs><xf/><xf numFmtId="200"/><xf numFmtId="x"/></cellXfs></styleSheet>'


@given(st.lists(CELLS, max_size=12), st.sampled_from(["A1:A9", "A2:B9", ":", "A1", "B2:B1048576", "A9:A1"]))
@settings(max_examples=200)
def test_any_cells_of_a_workbook_are_refused_politely_or_read(cells: list[str], merge: str) -> None:
    sheet = f'<row r="1">{HEADS}</row><row r="2">{"".join(cells)}</row></sheetData><mergeCells><mergeCell ref="{merge}"/></mergeCells><sheetData>'
    whole = zipfile.ZipFile(io.BytesIO(workbook(sheet, "<sst><si><t>Question</t></si><si><r><t>B</t></r></si></sst>")))
    taken(zipped(*[(name, whole.read(name)) for name in whole.namelist()], ("xl/styles.xml", STYLES.encode())))


@pytest.mark.parametrize("format", exports())
@given(given_bank=BANKS, data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_file_is_refused_politely_or_read(format: str, given_bank: Bank, data: st.DataObject) -> None:
    whole = write_bank(given_bank, format).data
    start = data.draw(st.integers(0, len(whole)))
    junk = data.draw(st.binary(max_size=6) | st.sampled_from([b"<", b">", b'"', b"\n", b"{", b"}", b"\x00", b";"]))
    taken(whole[:start] + junk + whole[start + data.draw(st.integers(0, 20)) :])


REAL = sorted(file for file in (Path(__file__).parent / "files").glob("*/*") if file.name != "outcomes.txt")


@given(st.sampled_from(REAL), st.data())
@settings(max_examples=300)
def test_a_real_file_that_is_damaged_is_refused_politely_or_read(file: Path, data: st.DataObject) -> None:
    whole, other = file.read_bytes(), data.draw(st.sampled_from(REAL)).read_bytes()
    start, end = data.draw(st.integers(0, len(whole))), data.draw(st.integers(0, len(whole)))
    place = data.draw(st.integers(0, len(other)))
    junk = data.draw(st.sampled_from([b"", b"<", b"{", b'"', b"\n\n", b"%", other[place : place + 30]]))
    taken(whole[: min(start, end)] + junk + whole[max(start, end) :], file.name)


def test_the_command_refuses_a_file_that_is_too_big_without_reading_all_of_it(tmp_path: Path) -> None:
    file = tmp_path / "huge.xml"
    with file.open("wb") as stream:
        stream.truncate(5 * 1024 * MIB)

    result = subprocess.run(
        [sys.executable, "-m", "saual", "bank", "import", str(file)], capture_output=True, timeout=SECONDS, check=False
    )

    assert result.returncode == 1
    assert "too big" in result.stdout.decode()
