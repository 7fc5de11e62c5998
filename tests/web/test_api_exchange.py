"""Files of banks over HTTP: what would come in, kept only when that is said; taken out in every format."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx2
import pytest

from saual.banks.exporting import exports
from saual.banks.formats.table_template import examples
from saual.clerk.clerk import ClerkFailed
from saual.store.sessions import Scope
from tests.helpers.plugins import CARDS, install_cards, installed, packages
from tests.web.conftest import BANK, Endless, Site

FILES = Path(__file__).parents[1] / "banks" / "files"
BYTES = {"content-type": "application/octet-stream"}
ONE_OF_EACH = {
    "moodle": "moodle/01-single.xml",
    "gift": "gift/02-all-types.gift",
    "aiken": "aiken/01-plain.txt",
    "qti1": "qti1/24-canvas-package.zip",
    "qti2": "qti2/01-choice.xml",
    "kahoot": "kahoot/01-template.xlsx",
    "quizizz": next(file.relative_to(FILES).as_posix() for file in sorted((FILES / "quizizz").glob("01*"))),
    "csv": "csv/01-semicolon.csv",
    "xlsx": next(file.relative_to(FILES).as_posix() for file in sorted((FILES / "xlsx").glob("01*"))),
    "toml": next(file.relative_to(FILES).as_posix() for file in sorted((FILES / "toml").glob("01*"))),
    "json": "json/01-good.json",
}
DOCTYPE = b"<!DOCTYPE quiz [<!ENTITY a 'b'>]><quiz>&a;</quiz>"


def zip_bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("imsmanifest.xml", b"<manifest/>")
        package.writestr("a.xml", b"<assessmentItem>" + b" " * 100 * 1024 * 1024)
    return buffer.getvalue()


async def sent(teacher: httpx2.AsyncClient, data: bytes, query: str = "lang=en") -> dict[str, Any]:
    answer = await teacher.post(f"/api/banks/import?{query}", content=data, headers=BYTES)
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


async def own(site: Site) -> list[str]:
    return [summary.id for summary in await site.services.library.list() if summary.own]


@pytest.mark.parametrize("format", ONE_OF_EACH)
async def test_a_file_of_every_format_is_seen_and_kept_when_that_is_said(
    site: Site, teacher: httpx2.AsyncClient, format: str
) -> None:
    page = await sent(teacher, (FILES / ONE_OF_EACH[format]).read_bytes(), "lang=kk&name=x")

    assert page["format"] == format
    assert len(page["questions"]) == len(page["numbers"]) == len(page["draft"]["questions"]) > 0
    assert await own(site) == []

    draft = page["draft"] | {"title": {page["draft"]["language"]: "Mine"}}
    kept = await teacher.post("/api/banks", json=draft)

    assert kept.status_code == 201
    assert (kept.json()["own"], kept.json()["unfinished"]) == (True, 0)
    assert list(kept.json()["title"].values()) == ["Mine"]
    shown = (await teacher.get(f"/api/banks/{kept.json()['id']}?lang=kk")).json()["questions"]
    # Its key is that of the kept one, whose texts name their language.
    assert [one | {"key": ""} for one in shown] == [one | {"key": ""} for one in page["questions"]]


@pytest.mark.parametrize(("lang", "word"), [("kk", "сұрақ"), ("ru", "вопрос"), ("en", "question")])
async def test_every_question_that_cannot_come_is_listed_in_the_teachers_language(
    teacher: httpx2.AsyncClient, lang: str, word: str
) -> None:
    page = await sent(teacher, (FILES / "moodle" / "07-unsupported.xml").read_bytes(), f"lang={lang}")

    assert page["problems"]
    assert all(word in problem["place"].lower() for problem in page["problems"])
    assert all(problem["problem"] and problem["fix"] and problem["question"] for problem in page["problems"])


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: DOCTYPE, "DOCTYPE"),
        (zip_bomb, "unpack"),
        (lambda: b"", "The file is empty."),
        (lambda: b"PK\x03\x04 half a zip", ""),
        (lambda: b"%PDF-1.7", "PDF"),
        (lambda: b"<quiz>" + b"<a>" * 500_000, "nested too deep"),
    ],
    ids=["doctype", "zip bomb", "nothing", "half a zip", "PDF", "levels"],
)
async def test_a_hostile_file_is_answered_with_a_reason_and_nothing_is_kept(
    site: Site, teacher: httpx2.AsyncClient, made: Callable[[], bytes], said: str
) -> None:
    page = await sent(teacher, made())

    assert (page["format"], page["questions"], page["draft"]) == ("", [], None)
    [problem] = page["problems"]
    assert said in problem["problem"] + problem["fix"]
    assert await own(site) == []


async def test_more_than_twenty_mebibytes_are_refused_while_they_are_still_coming(teacher: httpx2.AsyncClient) -> None:
    body = Endless(1024 * 1024)

    answer = await teacher.post("/api/banks/import", content=body, headers=BYTES)

    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_big")
    assert body.given_up


@pytest.mark.parametrize("query", ["lang=xx", "language=xx", "lang=", f"name={'x' * 201}"])
async def test_an_address_that_makes_no_sense_is_refused(teacher: httpx2.AsyncClient, query: str) -> None:
    answer = await teacher.post(f"/api/banks/import?{query}", content=b"x", headers=BYTES)

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


async def test_a_file_goes_as_bytes_and_as_nothing_else(teacher: httpx2.AsyncClient) -> None:
    answer = await teacher.post("/api/banks/import", content=b"x", headers={"content-type": "text/html"})

    assert answer.status_code == 415


@pytest.mark.parametrize(
    ("code", "status", "told"),
    [("slow", 422, "file_slow"), ("heavy", 422, "file_heavy"), ("broken", 422, "file_broken"), ("busy", 503, "busy")],
)
async def test_what_the_clerk_could_not_do_is_said(
    site: Site, teacher: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch, code: str, status: int, told: str
) -> None:
    def fail(*_: object) -> None:
        raise ClerkFailed(code)

    monkeypatch.setattr(site.services.clerk, "_work", fail)

    read = await teacher.post("/api/banks/import", content=b"x", headers=BYTES)
    written = await teacher.get("/api/banks/capitals/as/gift")

    assert (read.status_code, read.json()["code"]) == (written.status_code, written.json()["code"]) == (status, told)


async def test_the_remote_of_a_room_can_neither_bring_nor_take(site: Site) -> None:
    async with site.holder(Scope("room")) as remote:
        for answer in (
            await remote.post("/api/banks/import", content=BANK.encode(), headers=BYTES),
            await remote.get("/api/banks/capitals/as/gift"),
            await remote.get("/api/banks/capitals/as/gift/file"),
            await remote.get("/api/templates/questions.csv"),
            await remote.get("/api/formats"),
        ):
            assert answer.status_code == 401


@pytest.mark.parametrize("format", exports())
async def test_a_bank_goes_out_in_every_format_and_comes_back(teacher: httpx2.AsyncClient, format: str) -> None:
    listed = (await teacher.get("/api/formats")).json()
    assert listed["broken"] == []
    assert {"name": format, "writes": True, "package": ""}.items() <= next(
        line for line in listed["formats"] if line["name"] == format
    ).items()
    page = (await teacher.get(f"/api/banks/capitals/as/{format}?lang=ru")).json()
    file = await teacher.get(f"/api/banks/capitals/as/{format}/file?lang=kk")

    assert (file.status_code, len(file.content)) == (200, page["size"])
    assert file.headers["content-disposition"].startswith('attachment; filename="')
    assert unquote(file.headers["content-disposition"]).endswith(f"UTF-8''Астаналар{page['suffix']}")
    assert file.headers["cache-control"] == "no-store"
    back = await sent(teacher, file.content)
    lost = {loss["question"] for loss in page["losses"] if loss["question"]}
    assert back["format"] == format
    assert [question["kind"] for question in back["questions"]] == ["single", "slide"][: 1 if format == "aiken" else 2]
    assert all(loss["place"] and loss["problem"] for loss in page["losses"])
    assert bool(lost) == (format in ("aiken", "qti2"))


async def test_a_stranger_s_format_is_listed_read_and_written(
    teacher: httpx2.AsyncClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with packages(tmp_path, monkeypatch) as folder:
        install_cards(folder)
        installed(folder, "saual-broken", "1 / 0", "[saual.bank_formats]\nbroken = saual_broken:FORMAT\n")

        listed = (await teacher.get("/api/formats")).json()
        page = await sent(teacher, CARDS.encode(), "lang=kk")
        id = (await teacher.post("/api/banks", json=page["draft"])).json()["id"]
        file = await teacher.get(f"/api/banks/{id}/as/cards/file")

    [cards] = [line for line in listed["formats"] if line["name"] == "cards"]
    assert (cards["title"]["ru"], cards["writes"], cards["package"]) == ("Карточки", True, "saual-cards")
    [broken] = listed["broken"]
    assert (broken["package"], broken["why"]) == ("saual-broken", "ZeroDivisionError: division by zero")
    assert (page["format"], page["format_title"], len(page["questions"])) == ("cards", "Карточкалар", 2)
    assert file.content == b"#cards\nCapital of Kazakhstan? = Astana\nLongest river? = Irtysh"


async def test_a_title_never_makes_a_name_that_leads_elsewhere(site: Site, teacher: httpx2.AsyncClient) -> None:
    page = await sent(teacher, BANK.encode())
    title = '../../etc/"passwd"\r\nX: y\u202e.exe'
    draft = page["draft"] | {"title": {"en": title}, "languages": ["en", "kk"]}
    id = (await teacher.post("/api/banks", json=draft)).json()["id"]

    file = await teacher.get(f"/api/banks/{id}/as/gift/file")

    shown = file.headers["content-disposition"]
    assert "/" not in unquote(shown)
    assert 'filename="etc passwd X y exe.' in shown
    assert "x" not in file.headers


@pytest.mark.parametrize("path", ["capitals/as/word", "nowhere/as/gift", "capitals/as/qti1", "nowhere/as/gift/file"])
async def test_what_cannot_be_written_is_404(teacher: httpx2.AsyncClient, path: str) -> None:
    assert (await teacher.get(f"/api/banks/{path}")).status_code == 404


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
async def test_the_table_to_fill_in_is_a_bank_by_itself(teacher: httpx2.AsyncClient, lang: str, suffix: str) -> None:
    file = await teacher.get(f"/api/templates/questions.{suffix}?lang={lang}")

    assert f'filename="saual-questions.{suffix}"' in file.headers["content-disposition"]
    page = await sent(teacher, file.content)
    assert (page["format"], page["problems"], len(page["questions"])) == (suffix, [], len(examples(lang)))
    assert page["draft"]["language"] == lang


async def test_there_is_no_other_table(teacher: httpx2.AsyncClient) -> None:
    assert (await teacher.get("/api/templates/questions.exe")).status_code == 404
