"""One question as its teacher looks at it before a lesson: with its right answer and explanation. Pure."""

from __future__ import annotations

from saual.protocol.api import QuestionLine
from saual.questions.bank import AnyQuestion, Bank
from saual.questions.text import Lang, say
from saual.reports.identity import identity

_TAGS = ("topic", "level", "bloom", "skill")


def question_line(i: int, question: AnyQuestion, bank: Bank, lang: Lang) -> QuestionLine:
    return QuestionLine(
        i=i,
        kind=question.kind,
        text=say(question.text, lang, bank.language),
        ask=question.ask(lang, bank.language),
        solution=question.solution(lang, bank.language),
        time_s=question.time or 0,
        points=question.points or 0,
        tags={tag: value for tag in _TAGS if (value := getattr(question, tag)) is not None},
        media=question.media(lang, bank.language),
        key=identity(question),
    )
