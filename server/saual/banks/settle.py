"""Drafts become questions here, by the same checks as a bank file: what does not fit is listed and left out."""

from __future__ import annotations

import re
from typing import Any, cast

import msgspec
from msgspec.structs import replace

from saual.banks.fit import Misfit
from saual.banks.formulas import ours
from saual.banks.found import Draft, Found
from saual.banks.remark import Remark
from saual.banks.toml_check import MOST_QUESTIONS, Head, head_faults, question_faults
from saual.banks.words import without_hidden
from saual.questions.bank import KINDS, AnyQuestion, Bank, settled
from saual.questions.text import LANGS, Lang, Text

# A question is one without these, too: where they do not fit it comes in without them.
_OPTIONAL = frozenset(
    (
        "explanation",
        "picture",
        "pictures",
        "captions",
        "alt",
        "sound",
        "film",
        "listen",
        "plays",
        "time",
        "points",
        "topic",
        "level",
        "bloom",
        "skill",
        "unit",
        "low",
        "high",
    )
)

_MENDED_LATER = frozenset(("formula_unknown", "formula_broken"))
"""A question comes in with these, and waits in the editor until they are mended."""

_FORMULA = re.compile(r"\$\$|\\[(\[]|\\[a-z]{2,10}\{")

_MOST_CHARACTERS = 5000
"""A longer text fits no field and is refused as it is."""

_KAZAKH = re.compile("[ӘәҒғҚқҢңӨөҰұҮүҺһІі]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z]")


class Settled(msgspec.Struct):
    bank: Bank | None
    numbers: tuple[int, ...]
    """Which question of the file each question of the bank was, from 1."""
    told: bool = False
    """The file itself says which language its plain texts are in."""


def settle(found: Found, title: str, language: Lang | None) -> Settled:
    """The bank of all that fits. What does not is added to the problems and notes of `found`."""
    questions: list[tuple[int, AnyQuestion]] = []
    for draft in found.drafts:
        question = _question(draft, found)
        if question is None:
            continue
        if len(questions) == MOST_QUESTIONS:
            found.problem(Remark("beyond_most", draft.where, {"most": MOST_QUESTIONS}))
            continue
        questions.append((draft.where.question, settled(question)))
    if not questions:
        return Settled(None, ())
    taken = tuple(question for _, question in questions)
    told = found.head.get("language") in LANGS
    head = _head(found, title, language or _language(taken))
    bank = Bank(
        title=head.title,
        about=head.about,
        language=head.language,
        author=head.author,
        licence=head.licence,
        questions=taken,
    )
    return Settled(bank, tuple(number for number, _ in questions), told)


def _question(draft: Draft, found: Found) -> AnyQuestion | None:
    fields = {key: _clean(value) for key, value in draft.fields.items()}
    if fields != draft.fields and _hidden(draft.fields):
        found.note(Remark("hidden_left_out", draft.where))
    if any(isinstance(value, str) and _FORMULA.search(value) for value in fields.values()):
        found.note(Remark("formula_as_text", draft.where))
    misfits = list(question_faults(fields, ()))
    optional = _OPTIONAL - _required(fields.get("type"))
    for misfit in misfits:
        if misfit.path and misfit.path[0] in optional and misfit.code not in _MENDED_LATER:
            found.note(_remark(misfit, draft))
            fields.pop(str(misfit.path[0]), None)
    for misfit in misfits:
        if misfit.code in _MENDED_LATER:
            found.note(_remark(misfit, draft))
    kept = [misfit for misfit in misfits if misfit.code not in _MENDED_LATER]
    left = [misfit for misfit in kept if not misfit.path or misfit.path[0] not in optional]
    for misfit in left:
        found.problem(_remark(misfit, draft))
    return None if left else msgspec.convert(fields, AnyQuestion)


def _required(kind: object) -> set[str]:
    """What a question of this type is none without."""
    cls = KINDS.get(kind) if isinstance(kind, str) else None
    return {field.name for field in msgspec.structs.fields(cls) if field.required} if cls else set()


def _remark(misfit: Misfit, draft: Draft) -> Remark:
    field = str(misfit.path[0]) if misfit.path else ""
    index = misfit.path[1] + 1 if len(misfit.path) > 1 and isinstance(misfit.path[1], int) else 0
    cell = draft.cells.get(f"{field}{index}", draft.cells.get(field, draft.where.cell))
    return Remark(misfit.code, replace(draft.where, field=field, index=index, cell=cell), misfit.params)


def _head(found: Found, title: str, language: Lang) -> Head:
    head = {"title": title, "language": language} | {key: _clean(value) for key, value in found.head.items()}
    head["format"] = "saual-bank/1"
    for misfit in list(head_faults(head)):
        key = str(misfit.path[0])
        if key in found.head:
            found.note(Remark(misfit.code, params=misfit.params, where=replace(Remark("").where, field=key)))
        head.pop(key, None)
    sure = {"title": "Import", "language": language, "format": head["format"]}
    if not list(head_faults(sure | {"title": title})):
        sure["title"] = title
    return msgspec.convert(sure | head, Head)


def _clean(value: Any) -> Any:
    """Texts without spaces at their ends and without what nobody sees."""
    if isinstance(value, str):
        return ours(without_hidden(value).strip()) if len(value) <= _MOST_CHARACTERS else value
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    return [_clean(item) for item in value] if isinstance(value, list) else value


def _hidden(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= _MOST_CHARACTERS and without_hidden(value) != value
    if isinstance(value, dict | list):
        return any(_hidden(item) for item in (value.values() if isinstance(value, dict) else value))
    return False


def _language(questions: tuple[AnyQuestion, ...]) -> Lang:
    """The language of the plain texts, by their letters; else the first that every table has."""
    texts: list[Text] = [question.text for question in questions]
    plain = "".join(text for text in texts if isinstance(text, str))
    if not plain:
        common = set(LANGS).intersection(*(cast("dict[Lang, str]", text) for text in texts))
        return next((lang for lang in LANGS if lang in common), "en")
    cyrillic, kazakh = len(_CYRILLIC.findall(plain)), len(_KAZAKH.findall(plain))
    if cyrillic * 2 < len(_LATIN.findall(plain)):
        return "en"
    return "kk" if kazakh * 50 > cyrillic else "ru" if cyrillic else "en"
