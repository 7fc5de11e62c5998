"""A bank while it is written: whatever its author has put down so far, right or not. Judges nothing.

A finished bank is a `Bank`; a draft may be empty, half typed or at fault, and is kept as it is.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from saual.questions.text import LANGS, Lang

MOST_QUESTIONS = 500

Words = Annotated[str, Meta(max_length=2000)]
"""Longer than any field allows, so that what was pasted can be cut where it stands."""
Item = Words | Annotated[dict[Lang, Words], Meta(max_length=3)]
Value = (
    bool
    | Annotated[int, Meta(ge=0, le=1_000_000)]
    | Words
    | Annotated[list[Item], Meta(max_length=40)]
    | Annotated[dict[Lang, Words | Annotated[list[Words], Meta(max_length=40)]], Meta(max_length=3)]
)
"""What a field may hold: a number as it was typed is a text, a text in several languages a table."""

QuestionId = Annotated[str, Meta(pattern=r"^[a-z0-9]{1,24}\Z")]


class DraftQuestion(Struct, frozen=True, forbid_unknown_fields=True):
    """`type` and `fields` are the keys of a bank file. `fields` may hold keys of other types, too: what was typed
    before the type was changed is still there when it is changed back.
    """

    id: QuestionId
    type: Annotated[str, Meta(max_length=20)]
    fields: Annotated[dict[Annotated[str, Meta(max_length=20)], Value], Meta(max_length=40)]


class DraftHead(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`languages`: those that the bank is written in, `language` among them. Texts in others are kept, but do not
    count.
    """

    title: dict[Lang, Words]
    about: dict[Lang, Words] = {}
    language: Lang
    languages: Annotated[list[Lang], Meta(min_length=1, max_length=3)]
    author: Words = ""
    licence: Words = ""


class Draft(DraftHead, frozen=True, kw_only=True, forbid_unknown_fields=True):
    questions: Annotated[list[DraftQuestion], Meta(max_length=MOST_QUESTIONS)] = []


class Edit(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What changes in a draft, all of it or nothing. A question in `put` takes the place of the one with its id, or
    comes at the end; `order` names every question there is then.
    """

    head: DraftHead | None = None
    put: Annotated[list[DraftQuestion], Meta(max_length=MOST_QUESTIONS)] = []
    drop: Annotated[list[QuestionId], Meta(max_length=MOST_QUESTIONS)] = []
    order: Annotated[list[QuestionId], Meta(max_length=MOST_QUESTIONS)] | None = None


class BadEdit(ValueError):
    """The edit does not fit the draft that it was made on."""


def edited(draft: Draft, edit: Edit) -> Draft:
    """The draft after the edit. Raises BadEdit."""
    questions = {question.id: question for question in draft.questions}
    if len(questions) + len(edit.put) > MOST_QUESTIONS * 2:
        raise BadEdit(f"a bank has at most {MOST_QUESTIONS} questions")
    for id in edit.drop:
        questions.pop(id, None)  # gone already is as good
    questions |= {question.id: question for question in edit.put}
    if edit.order is not None:
        if len(edit.order) != len(questions) or set(edit.order) != set(questions):
            raise BadEdit("the order does not name every question once")
        questions = {id: questions[id] for id in edit.order}
    if len(questions) > MOST_QUESTIONS:
        raise BadEdit(f"a bank has at most {MOST_QUESTIONS} questions")
    head = edit.head or draft
    languages = [lang for lang in LANGS if lang in head.languages]
    return Draft(
        title=head.title,
        about=head.about,
        language=head.language if head.language in languages else languages[0],
        languages=languages,
        author=head.author,
        licence=head.licence,
        questions=list(questions.values()),
    )
