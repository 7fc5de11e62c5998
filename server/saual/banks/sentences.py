"""Says a remark in kk, ru or en: where, what is wrong, what to do. The words are in `sentences.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from msgspec.structs import replace

from saual.banks.remark import Remark, Where
from saual.questions.options import LETTERS
from saual.questions.text import Lang


class Said(NamedTuple):
    place: str
    """"" where it concerns the whole file."""
    problem: str
    fix: str

    def __str__(self) -> str:
        return " ".join([f"{self.place}:" if self.place else "", self.problem, self.fix]).strip()


def say_remark(remark: Remark, lang: Lang) -> Said:
    """The remark as a teacher reads it."""
    known = sentences()
    if remark.code not in known:  # that of somebody's plug-in
        remark = replace(remark, code="plugin_remark", params={"code": remark.code})
    sentence = known[remark.code][lang]
    params = {key: _shown(key, value, lang) for key, value in remark.params.items()}
    return Said(say_place(remark.where, lang), *(part.format(**params) for part in sentence))


def say_place(where: Where, lang: Lang) -> str:
    """The place, from the file inside a package down to the option."""
    words = _words()
    parts: list[str] = [where.file] if where.file else []
    if where.question:
        parts.append(words["question"][lang].format(n=where.question))
    if where.item:
        parts.append(f"“{where.item}”" if lang == "en" else f"«{where.item}»")
    if where.line:
        parts.append(words["line"][lang].format(n=where.line))
    if where.cell:
        key = "row" if where.cell.isdecimal() else "cell"
        parts.append(words[key][lang].format(n=where.cell))
    if where.field:
        parts.append(_field(where, lang))
    return ", ".join(parts)


def _field(where: Where, lang: Lang) -> str:
    words = _words()
    if where.field == "options" and 0 < where.index <= len(LETTERS):
        return words["option"][lang].format(letter=LETTERS[where.index - 1])
    if where.field.startswith("options") and (number := where.field[7:]).isdecimal():
        return words["option"][lang].format(letter=number)
    return words.get(where.field, {}).get(lang, where.field)


def _shown(key: str, value: str | int, lang: Lang) -> str:
    """Kinds, keys and languages have names; everything else stands as it is."""
    if key in ("kind", "key", "lang"):
        return _words().get(str(value), {}).get(lang, str(value))
    return str(value)


@cache
def _catalogue() -> dict[str, Any]:
    source = resources.files("saual.banks").joinpath("sentences.toml")
    return tomllib.loads(source.read_text("utf-8"))


def sentences() -> dict[str, dict[str, list[str]]]:
    """Code → language → what is wrong, what to do."""
    known: dict[str, dict[str, list[str]]] = _catalogue()["sentence"]
    return known


def _words() -> dict[str, dict[str, str]]:
    known: dict[str, dict[str, str]] = _catalogue()["word"]
    return known
