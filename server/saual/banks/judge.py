"""Drafts judged by the same checks as a bank file: what is wrong with a question, and the bank of those that are
ready. Knows no file and no store.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any, cast

import msgspec
from msgspec import inspect

from saual.banks import toml_check
from saual.banks.remark import Remark
from saual.banks.toml_write import FORMAT
from saual.questions.bank import KINDS, AnyQuestion, Bank, settled
from saual.questions.draft import Draft, DraftHead, DraftQuestion
from saual.questions.text import Lang, Text

_NUMBER = re.compile(r"[+-]?[0-9]{1,40}(\.[0-9]{0,40})?|[+-]?\.[0-9]{1,40}")
_MINUS = str.maketrans(dict.fromkeys("−–—", "-") | {",": "."})
# A text without a language of its own means the bank's here; anywhere else it is the same in every language.
_SPOKEN = ("text", "explanation", "body", "alt")
_LONGEST_TITLE = 120
_LEAST_OPTIONS = 2


class FieldFault(msgspec.Struct, frozen=True):
    """One thing wrong, beside the field that it is about: `index` counts the items of a list from 1."""

    remark: Remark
    field: str
    index: int = 0
    lang: str = ""


def question_faults(question: DraftQuestion, head: DraftHead) -> list[FieldFault]:
    """Everything that keeps the question out of a game."""
    fields, faults = _fields(question, head), list[FieldFault]()
    for key, value in fields.items():
        if isinstance(value, _NotANumber):
            faults.append(FieldFault(Remark("no_number", params={"value": value.typed[:40]}), key))
    unread = {fault.field for fault in faults}
    for misfit in toml_check.question_faults({key: value for key, value in fields.items() if key not in unread}, ()):
        code, params = misfit.code, misfit.params
        field = str(params["key"]) if code == "missing" else str(misfit.path[0]) if misfit.path else ""
        if field in unread:
            continue
        if code == "missing" or (code == "empty" and field in ("right", "accept")):
            unmarked = field in ("right", "accept", "regions")
            code = "no_right" if unmarked else "empty" if field in _texts(question) else code
        elif code == "not_allowed" and params.get("value") == '""':
            code = "no_right"
        index = next((step + 1 for step in misfit.path[1:] if isinstance(step, int)), 0)
        if code == "empty" and field == "options" and _pictured(fields)[index - 1 : index] not in ([], [""]):
            code = "no_description"
        lang = next((str(step) for step in misfit.path[1:] if isinstance(step, str)), "")
        faults.append(FieldFault(Remark(code, params=params), field, index, lang))
    if any(fault.remark.code == "no_right" for fault in faults):  # which says enough
        faults = [fault for fault in faults if fault.remark.code != "not_as_many"]
    return faults


def head_faults(head: DraftHead) -> list[FieldFault]:
    """What is wrong with what stands above the questions."""
    plain = {"format": FORMAT, "language": head.language, "author": head.author, "licence": head.licence}
    fields = plain | {"title": _said(head.title, head), "about": _said(head.about, head)}
    return [
        FieldFault(
            Remark("empty" if misfit.code == "missing" else misfit.code, params=misfit.params),
            str(misfit.path[0]) if misfit.path else "title",
            lang=str(misfit.path[1]) if len(misfit.path) > 1 else "",
        )
        for misfit in toml_check.head_faults({key: value for key, value in fields.items() if value != {}})
    ]


def ready(draft: Draft) -> tuple[list[int], Bank | None]:
    """The places of the questions that a game can take, from 0, and the bank of them; None if there are none."""
    found = [(i, question) for i, one in enumerate(draft.questions) if (question := finished(one, draft)) is not None]
    if not found:
        return [], None
    questions = tuple(question for _, question in found)
    wrong = {fault.field for fault in head_faults(draft)}
    about = _said(draft.about, draft)
    bank = Bank(
        title=_title(draft, questions[0]) if "title" in wrong else _said(draft.title, draft),
        about=about if about and "about" not in wrong else None,
        language=draft.language,
        author="" if "author" in wrong else draft.author,
        licence="" if "licence" in wrong else draft.licence,
        questions=questions,
    )
    return [i for i, _ in found], bank


def finished(question: DraftQuestion, head: DraftHead) -> AnyQuestion | None:
    """The question as a game takes it; None while there is anything wrong with it."""
    if question_faults(question, head):
        return None
    return settled(msgspec.convert(_fields(question, head), AnyQuestion))


def draft_of(bank: Bank) -> Draft:
    """The draft from which this bank would come out again."""
    questions: list[DraftQuestion] = []
    spoken = {bank.language, *_languages(bank.title), *_languages(bank.about)}
    for i, question in enumerate(bank.questions):
        plain: dict[str, Any] = msgspec.to_builtins(question.written(), builtin_types=(Decimal,))
        fields = {key: _loose(key, value, bank.language) for key, value in plain.items() if key != "type"}
        questions.append(DraftQuestion(f"q{i + 1}", question.kind, fields))
        spoken.update(*map(_languages, fields.values()))
    return Draft(
        title=_table(bank.title, bank.language),
        about=_table(bank.about or {}, bank.language),
        language=bank.language,
        languages=sorted(spoken, key=("kk", "ru", "en").index),
        author=bank.author,
        licence=bank.licence,
        questions=questions,
    )


def _languages(value: Any) -> set[Lang]:
    """Those of a text, or of a list of texts."""
    if isinstance(value, list):
        return set().union(*map(_languages, value))
    return set(value) if isinstance(value, dict) else set()


class _NotANumber(msgspec.Struct):
    typed: str


def _fields(question: DraftQuestion, head: DraftHead) -> dict[str, Any]:
    """The keys and values that a bank file would have: no empty texts, no keys of other types."""
    kind = KINDS.get(question.type)
    fields: dict[str, Any] = {"type": question.type}
    known = _types(question.type)
    for key, value in question.fields.items():
        if key not in known or (
            kind and ((key == "time" and not kind.answered) or (key == "points" and not kind.marked))
        ):
            continue
        said = _number(value) if key in _numbers(question.type) and isinstance(value, str) else _said(value, head)
        said = _without_last_blanks(said) if _keeps_blanks(known[key]) else _without_blanks(said)
        if said not in ("", {}, []) and said is not None:
            fields[key] = said
    last = max((i for i, name in enumerate(_pictured(fields), 1) if name), default=0)
    if isinstance(options := fields.get("options"), list):
        # A picture is an option that has still to be put into words.
        fields["options"] = options + [""] * (last - len(options))
    return fields


def _pictured(fields: dict[str, Any]) -> list[Any]:
    """The pictures of the options, "" for those without."""
    pictures = fields.get("pictures")
    return pictures if isinstance(pictures, list) else []


def _said(value: Any, head: DraftHead) -> Any:
    """Without the languages that the bank is not written in, spaces at the ends, and what is empty."""
    match value:
        case str():
            return value.strip()
        case dict():
            said = {lang: _said(item, head) for lang, item in value.items() if lang in head.languages}
            return {lang: item for lang, item in said.items() if item}
        case list():
            return [_said(item, head) or "" for item in value]
        case _:
            return value


def _keeps_blanks(type: inspect.Type) -> bool:
    """An empty option is still to be written, an empty letter to be chosen, and some options have no picture; an empty
    spelling is nothing."""
    lists = type.types if isinstance(type, inspect.UnionType) else (type,)
    items = [a.item_type for a in lists if isinstance(a, inspect.VarTupleType)]
    kinds = inspect.UnionType | inspect.LiteralType
    return any(isinstance(a, kinds) or (isinstance(a, inspect.StrType) and not a.min_length) for a in items)


def _without_last_blanks(value: Any) -> Any:
    """Empty fields below the last option are an invitation, not options."""
    while isinstance(value, list) and len(value) > _LEAST_OPTIONS and not value[-1]:
        value = value[:-1]
    return value


def _without_blanks(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: kept for key, item in value.items() if (kept := _without_blanks(item))}
    return [item for item in value if item] if isinstance(value, list) else value


def _number(typed: str) -> Decimal | _NotANumber | str:
    bare = "".join(typed.translate(_MINUS).split())
    if not bare:
        return ""
    return Decimal(bare) if _NUMBER.fullmatch(bare) else _NotANumber(typed)


def _loose(key: str, value: Any, language: Lang) -> Any:
    """The value of a question as a draft has it."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, dict):
        return {lang: list(item) if isinstance(item, tuple) else item for lang, item in value.items()}
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text if language == "en" else text.replace(".", ",")
    return {language: value} if key in _SPOKEN and isinstance(value, str) else value


def _table(text: Text, language: Lang) -> dict[Lang, str]:
    return {language: text} if isinstance(text, str) else dict(text)


def _title(draft: Draft, first: AnyQuestion) -> Text:
    """A bank without a title goes by its first question."""
    text = first.text if isinstance(first.text, dict) else {draft.language: first.text}
    return {lang: line[:_LONGEST_TITLE] for lang, line in text.items()}


@cache
def _types(kind: str) -> dict[str, inspect.Type]:
    if kind not in KINDS:
        return {}
    return {field.name: field.type for field in cast(inspect.StructType, inspect.type_info(KINDS[kind])).fields}


@cache
def _numbers(kind: str) -> frozenset[str]:
    return frozenset(key for key, type in _types(kind).items() if isinstance(type, inspect.DecimalType))


def _texts(question: DraftQuestion) -> Iterator[str]:
    for key, type in _types(question.type).items():
        if isinstance(type, inspect.UnionType) and isinstance(type.types[0], inspect.StrType):
            yield key
