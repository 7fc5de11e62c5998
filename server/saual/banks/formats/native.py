"""Our own bank file, TOML, and the same as JSON; question by question, so that one fault does not keep out the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import msgspec

from saual.banks.formats.base import Format, Written
from saual.banks.found import Found
from saual.banks.lines import Path, line_numbers, line_of
from saual.banks.problem import BankFaults
from saual.banks.remark import Refused, Remark, Untaken, Where
from saual.banks.sources.source import Source
from saual.banks.toml_check import Defaults, defaults_faults
from saual.banks.toml_format import MOST_BYTES, exact, read_toml
from saual.banks.toml_write import FORMAT as NAME
from saual.banks.toml_write import serialise
from saual.questions.bank import UNMARKED, Bank

_TOML = re.compile(r"(?m)^[ \t]*\[\[[ \t]*question[ \t]*\]\]|^[ \t]*format[ \t]*=[ \t]*\"saual-bank/")
_JSON = re.compile(r'"(?:format|question|questions)"\s*:')
_MOST_DIGITS = 4000


def sniff_toml(source: Source) -> bool:
    return bool(_TOML.search(source.text))


def sniff_json(source: Source) -> bool:
    text = source.text.lstrip()
    return text.startswith("{") and text.rstrip().endswith("}") and bool(_JSON.search(text[:100_000]))


def read_toml_bank(source: Source, found: Found) -> None:
    if len(source.data) > MOST_BYTES:
        raise Refused("too_big", mib=len(source.data) // MOST_BYTES, most=1)
    try:
        tree = read_toml(source.text)
    except BankFaults as faults:
        first = faults.problems[0]
        raise Refused("toml_syntax", Where(line=first.line), detail=f"{first.problem}. {first.fix}") from None
    _tree(tree, line_numbers(source.text), found)


def read_json_bank(source: Source, found: Found) -> None:
    try:
        tree = json.loads(source.text, parse_float=exact, parse_int=_whole, parse_constant=exact)
    except json.JSONDecodeError as error:
        raise Refused("json_syntax", Where(line=error.lineno), column=error.colno) from None
    except RecursionError:
        raise Refused("json_syntax", Where(line=1), column=1) from None
    if not isinstance(tree, dict):
        raise Refused("unknown_format")
    _tree(tree, {}, found)


def _tree(tree: dict[str, Any], lines: dict[Path, int], found: Found) -> None:
    questions = tree.get("question", tree.get("questions"))
    if not isinstance(questions, list):
        raise Refused("no_questions")
    found.head = {
        key: value for key, value in tree.items() if key not in ("format", "question", "questions", "defaults")
    }
    defaults = _defaults(tree.get("defaults", {}), lines, found)
    for i, fields in enumerate(questions):
        line = line_of(lines, ("question", i)) if lines else 0
        with found.question(line=line) as scribe:
            if not isinstance(fields, dict) or not fields:
                raise Untaken("missing", key="type")
            scribe.fields = {key: value for key, value in fields.items() if value is not None}
            answered = fields.get("type") != "slide"
            if answered:
                scribe.fields.setdefault("time", defaults.time)
            if answered and fields.get("type") not in UNMARKED:
                scribe.fields.setdefault("points", defaults.points)


def _defaults(table: object, lines: dict[Path, int], found: Found) -> Defaults:
    known: dict[str, Any] = {str(key): value for key, value in table.items()} if isinstance(table, dict) else {}
    for misfit in list(defaults_faults(known)):
        key = str(misfit.path[1]) if len(misfit.path) > 1 else ""
        known.pop(key, None)
        found.note(Remark(misfit.code, Where(line=line_of(lines, misfit.path), field=key), misfit.params))
    return msgspec.convert(known, Defaults)


def _whole(digits: str) -> int | Decimal:
    return int(digits) if len(digits) < _MOST_DIGITS else Decimal("NaN")


def write_toml(bank: Bank, files: Mapping[str, bytes]) -> Written:
    return Written(serialise(bank).encode(), list(range(len(bank.questions))))


def write_json(bank: Bank, files: Mapping[str, bytes]) -> Written:
    """The keys of the TOML file, every question's time and points among them."""
    head = {"format": NAME} | msgspec.to_builtins(bank, builtin_types=(Decimal,))
    head.pop("id", None)
    head["question"] = head.pop("questions")
    text = msgspec.json.format(msgspec.json.Encoder(decimal_format="number").encode(head), indent=2)
    return Written(text + b"\n", list(range(len(bank.questions))))


TOML = Format(
    "toml",
    ".toml",
    {"kk": "Saual (TOML)", "ru": "Saual (TOML)", "en": "Saual (TOML)"},
    sniff_toml,
    read_toml_bank,
    write_toml,
    about={
        "kk": "Бәрі толық: өз мәтін пішіміміз",
        "ru": "Всё без потерь: наш текстовый формат",
        "en": "Everything: our own text format",
    },
    rank=15,
)
JSON = Format(
    "json",
    ".json",
    {"kk": "Saual (JSON)", "ru": "Saual (JSON)", "en": "Saual (JSON)"},
    sniff_json,
    read_json_bank,
    write_json,
    about={
        "kk": "Бәрі толық: бағдарламалар үшін",
        "ru": "Всё без потерь: для программ",
        "en": "Everything: for programs",
    },
    rank=14,
)
