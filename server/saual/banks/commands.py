"""`saual bank import`, `export` and `template`: files in, files out, lists of what did not come."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from saual.banks.check import read_file
from saual.banks.exporting import exports, write_bank
from saual.banks.formats import bundle
from saual.banks.formats.registry import known
from saual.banks.formats.table_template import template
from saual.banks.importing import read_bank
from saual.banks.problem import BankFaults
from saual.banks.remark import Refused, Remark
from saual.banks.sentences import say_remark
from saual.banks.sources.source import MOST_BYTES
from saual.banks.toml_write import serialise
from saual.questions.text import Lang

_WORDS: dict[str, dict[Lang, str]] = {
    "taken": {
        "kk": "{file}: алынған сұрақ: {n} ({format}); алынбағандар туралы хабар: {left}; ескерту: {notes}",
        "ru": "{file}: взято вопросов: {n} ({format}); не взято, сообщений: {left}; замечаний: {notes}",
        "en": "{file}: questions taken: {n} ({format}); messages on what was not: {left}; notes: {notes}",
    },
    "left": {"kk": "Алынбады", "ru": "Не взято", "en": "Not taken"},
    "changed": {"kk": "Өзгеріп алынды", "ru": "Взято с изменениями", "en": "Taken with changes"},
    "lost": {"kk": "Файлға сыймады", "ru": "Не вошло в файл", "en": "Not in the file"},
    "more": {"kk": "… және тағы {n}", "ru": "… и ещё {n}", "en": "… and {n} more"},
    "unreadable": {"kk": "оқылмады: {why}", "ru": "не читается: {why}", "en": "cannot be read: {why}"},
    "unwritable": {"kk": "жазылмады: {why}", "ru": "не записывается: {why}", "en": "cannot be written: {why}"},
    "faulty": {
        "kk": "банкте қате бар: saual bank check {name}",
        "ru": "в банке есть ошибки: saual bank check {name}",
        "en": "the bank has faults: saual bank check {name}",
    },
    "format": {
        "kk": "«{name}» пішімі жазылмайды; мыналар жазылады: {known}",
        "ru": "формат «{name}» не записывается; можно: {known}",
        "en": "“{name}” cannot be written; these can: {known}",
    },
    "suffix": {
        "kk": "үлгі .xlsx немесе .csv болады",
        "ru": "шаблон бывает .xlsx или .csv",
        "en": "a template is .xlsx or .csv",
    },
    "written": {"kk": "{file} жазылды", "ru": "Записано: {file}", "en": "Written: {file}"},
}


def import_file(file: Path, output: Path | None, lang: Lang, language: Lang | None) -> int:
    """0 if every question came in; 1 if one did not, or nothing could be read or written."""
    try:
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        return _fail(file, "unreadable", lang, why=error.strerror or "")
    try:
        taken = read_bank(data, file.name, language=language)
    except Refused as refused:
        _print(f"{file}: {say_remark(refused.remark, lang)}")
        return 1
    _list("left", taken.problems, lang)
    _list("changed", taken.notes, lang)
    if taken.beyond:
        _print(_say("more", lang, n=taken.beyond))
    count = len(taken.bank.questions) if taken.bank else 0
    left, notes = len(taken.problems), len(taken.notes)
    _print(_say("taken", lang, file=file, n=count, format=taken.format, left=left, notes=notes))
    if taken.bank is None:
        return 1
    if output is not None:
        whole = output.suffix.lower() == ".zip"  # with the pictures
        data = bundle.write(taken.bank, taken.files).data if whole else serialise(taken.bank).encode()
        if not _put(output, data, lang):
            return 1
    return 1 if taken.problems else 0


def export_file(file: Path, format: str, output: Path | None, lang: Lang) -> int:
    """0 if the whole bank is in the file; 1 if the format could not hold all, or nothing could be written."""
    if format not in exports():
        return _fail(file, "format", lang, name=format, known=", ".join(exports()))
    try:
        bank = read_file(file)
    except BankFaults:
        return _fail(file, "faulty", lang, name=file)
    try:
        exported = write_bank(bank, format)
    except Refused as refused:  # somebody's plug-in failed
        _print(f"{file}: {say_remark(refused.remark, lang)}")
        return 1
    _list("lost", exported.losses, lang)
    stem = file.with_suffix("") if file.suffix == ".toml" else file
    written = _put(output or stem.with_name(stem.name + exported.suffix), exported.data, lang)
    return 0 if written and not exported.losses else 1


def list_formats(lang: Lang) -> int:
    """0 if all plug-ins that are installed can be used; 1 if not: which and why is said by the search for them."""
    formats, packages, broken = known()
    for format in sorted(formats, key=lambda one: one.name):
        ways = "←→" if format.write else "← "
        package = f" ({packages[format.name]})" if format.name in packages else ""
        _print(f"{ways} {format.name:<10} {format.title[lang]}{package}")
    return 1 if broken else 0


def template_file(file: Path, lang: Lang) -> int:
    """0 if the table is written; 1 if not."""
    try:
        data = template(file.suffix.lower(), lang)
    except KeyError:
        return _fail(file, "suffix", lang)
    return 0 if _put(file, data, lang) else 1


def _list(heading: str, remarks: Iterable[Remark], lang: Lang) -> None:
    lines = [f"  {say_remark(remark, lang)}" for remark in remarks]
    if lines:
        _print("\n".join([f"{_say(heading, lang)}:", *lines]))


def _put(file: Path, data: bytes, lang: Lang) -> bool:
    try:
        with file.open("xb") as stream:
            stream.write(data)
    except OSError as error:
        _fail(file, "unwritable", lang, why=error.strerror or "")
        return False
    _print(_say("written", lang, file=file))
    return True


def _say(word: str, lang: Lang, **values: object) -> str:
    return _WORDS[word][lang].format(**values)


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")


def _fail(file: Path, word: str, lang: Lang, **values: object) -> int:
    sys.stderr.write(f"saual: {file}: {_say(word, lang, **values)}\n")
    return 1
