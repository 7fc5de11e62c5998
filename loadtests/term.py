"""A class's lessons over weeks as records: students who know more or less, questions that are harder or easier.

Made without playing, so that hundreds of lessons are there in seconds; the same seed gives the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp
from random import Random

from saual.game.settings import Settings
from saual.questions.bank import settled
from saual.questions.base import Bloom, Level, Skill
from saual.questions.single import Single
from saual.reports.identity import identity
from saual.reports.record import AskedRow, GameRecord, ItemRow, ResponseRow, SpokenRow, StudentRow

WEEK_MS = 7 * 24 * 3_600_000
FIRST_MS = 1_790_000_000_000
TOPICS = ("present simple", "past simple", "passive", "conditionals")
SKILLS: tuple[Skill, ...] = ("listening", "reading", "writing", "speaking")
BLOOMS: tuple[Bloom, ...] = ("remember", "understand", "apply", "analyse")
LEVELS: tuple[Level, ...] = ("pre-intermediate", "intermediate", "upper-intermediate")


def question(n: int) -> Single:
    made = settled(
        Single(
            text={"en": f"Question {n}?", "kk": f"Сұрақ {n}?"},
            options=(f"right {n}", f"near {n}", f"far {n}", f"odd {n}"),
            right="A",
            topic=TOPICS[n % 4],
            skill=SKILLS[n // 2 % 4],
            bloom=BLOOMS[n // 3 % 4],
            level=LEVELS[n % 3],
            explanation=f"Because of {n}.",
        )
    )
    assert isinstance(made, Single)
    return made


def term(
    lessons: int, students: int, questions: int, seed: int = 7, banks: int = 1, class_id: str | None = None
) -> Iterator[GameRecord]:
    """One record a lesson, a fifth of a week apart, oldest first. Every bank has its own questions.

    In a class the student of seat 3 has the id "<class>-3".
    """
    random = Random(seed)  # noqa: S311
    ability = [random.gauss(0, 1) for _ in range(students)]
    hard = [random.gauss(-0.3, 1) for _ in range(questions * banks)]
    asked = [question(n) for n in range(questions * banks)]
    keys = [identity(one) for one in asked]
    for no in range(lessons):
        bank = no % banks
        places = range(bank * questions, (bank + 1) * questions)
        yield _lesson(no, f"bank{bank}", [(asked[n], keys[n], hard[n]) for n in places], ability, random, class_id)


def _lesson(
    no: int,
    bank: str,
    asked: list[tuple[Single, str, float]],
    ability: list[float],
    random: Random,
    class_id: str | None,
) -> GameRecord:
    began = FIRST_MS + no * WEEK_MS // 5
    here = [seat for seat in range(1, len(ability) + 1) if random.random() < 0.93]
    responses: list[ResponseRow] = []
    items: list[ItemRow] = []
    for i, (question, key, hard) in enumerate(asked):
        shown = began + i * 60_000
        items.append(ItemRow(i, question, 1000, shown, 20_000, False, tuple(here), key))
        for seat in here:
            if random.random() < 0.05:
                continue
            knows = random.random() < 1 / (1 + exp(hard - ability[seat - 1]))
            answer = 0 if knows else random.choice((1, 1, 2, 3))
            elapsed, late = round(random.uniform(1_000, 19_000)), random.random() < 0.01
            credit = 1.0 if knows and not late else 0.0
            points = round(credit * 500)
            responses.append(ResponseRow(i, seat, answer, shown + elapsed, elapsed, late, credit, points, 0))
    speakers = [random.choice(here) for _ in range(3)]
    return GameRecord(
        room=f"term{no:04}",
        no=1,
        bank=bank,
        title={"en": f"Lesson {no + 1}", "kk": f"{no + 1}-сабақ", "ru": f"Урок {no + 1}"},
        language="en",
        settings=Settings(lang="en"),
        started_ms=began,
        ended_ms=began + len(asked) * 60_000,
        finished=True,
        seq=1000,
        students=tuple(
            StudentRow(seat, f"Student {seat:02}", began - 60_000, False, 1_200_000, class_id and f"{class_id}-{seat}")
            for seat in here
        ),
        items=tuple(items),
        responses=tuple(responses),
        asked=tuple(
            AskedRow(n, seat, f"Why {n}?", n == 1, began + n * 1000, "answered", False, ())
            for n, seat in enumerate(speakers[:2], 1)
        ),
        spoken=(SpokenRow(1, "question", speakers[2], began + 5_000),),
        class_id=class_id,
        uses={"leaderboards": len(asked), "let_through": 2},
    )
