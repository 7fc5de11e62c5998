"""The tables of one game as rows of plain values: students, questions, responses, what students asked. Pure.

Column names never change, whatever the language; what each means stands in `codebook`. Knows no file format.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from saual.game.uses import USES
from saual.protocol.api import ItemLine
from saual.protocol.homework import Homework
from saual.questions.bank import AnyQuestion
from saual.questions.text import Lang, say
from saual.reports.counting import Responses, tallies
from saual.reports.lesson import items, students
from saual.reports.record import GameRecord, ItemRow, People, ResponseRow
from saual.reports.sums import credits_of, marked_put
from saual.reports.voices import counted as counted_questions
from saual.reports.voices import spoken
from saual.reports.votes import gain_of_all

Cell = str | int | float | bool | None


class Table(NamedTuple):
    """Each row has one cell a column."""

    columns: tuple[str, ...]
    rows: list[list[Cell]]


_STUDENTS = (
    *(
        "room",
        "game",
        "seat",
        "name",
        "student",
        "number",
        "joined",
        "asked",
        "answered",
        "right",
        "late",
        "median_ms",
        "points",
    ),
    *(
        "rank",
        "removed",
        "present_s",
        "questions_asked",
        "seconded",
        "spoken_questions",
        "spoken_answers",
        "contributed",
        "phone",
    ),
    *("team", "team_name", "team_points", "team_rank"),
)
_QUESTIONS = (
    *("room", "game", "question", "kind", "text", "topic", "level", "bloom", "skill", "asked", "answered", "late"),
    *("right", "discrimination", "median_ms", "skipped", "score", "distribution", "flow"),
    *("first_answered", "first_right", "stayed_right", "became_right", "became_wrong", "stayed_wrong", "gain"),
)
_RESPONSES = (
    *("room", "game", "time", "seat", "name", "student", "question", "kind", "text", "answer", "right", "credit"),
    *("points", "bonus", "elapsed_ms", "late", "phone", "by_teacher", "vote", "sure"),
)
_ASKED = ("room", "game", "no", "time", "text", "seconds", "state", "starred", "named", "seat", "name", "student")


_LESSON = (
    *("room", "game", "title", "bank", "started", "ended", "finished", "students", "put", "answered", "marked"),
    *("questions_asked", "spoken_questions", "spoken_answers", "contributed", *USES, "gain"),
)
_ATTEMPTS = (
    *("room", "game", "seat", "name", "student", "attempt", "begun", "handed_in", "answered", "late", "right_answers"),
    *("credit", "elapsed_ms", "counts"),
)
_MATERIAL = ("room", "game", "seat", "name", "student", "piece", "material", "opened")
_PLAN = ("room", "game", "step", "tool", "step_title", "aim", "planned_s", "took_s")
_GRADEBOOK = ("idnumber", "name", "grade", "credit", "put")


def tables(record: GameRecord, lang: Lang, people: People) -> dict[str, Table]:
    """All of them, by name; texts in `lang` as far as they exist in it, real names as far as they are known. A homework
    has two more, a planned lesson one."""
    made = {
        "students": _students_table(record, people),
        "questions": _questions_table(record, lang),
        "responses": _responses_table(record, lang, people),
        "asked": _asked_table(record, people),
        "lesson": _lesson_table(record, lang),
        "gradebook": _gradebook_table(record, people),
    }
    if record.plan:
        made["plan"] = _plan_table(record)
    if record.homework is not None:
        made["attempts"] = _attempts_table(record, people)
        made["material"] = _material_table(record, record.homework, people)
    return made


def _students_table(record: GameRecord, people: People) -> Table:
    """One row a student. `rank` is empty where there is none."""
    removed = {student.seat: student.removed for student in record.students}
    teams = {team.no: (team.no, team.name or None, team.score, team.rank) for team in record.teams}
    rows: list[list[Cell]] = [
        [
            *(record.room, record.no, line.seat, line.name, line.student, line.number, _time(line.joined_ms)),
            *(line.asked, line.answered, line.right, line.late, line.median_ms),
            *(line.points, line.rank or None, removed[line.seat]),
            round(line.present_ms / 1000),
            *(line.questions, line.seconded, line.spoken, line.aloud, line.contributed),
            line.phone or None,
            *teams.get(line.team, (None, None, None, None)),
        ]
        for line in students(record, people)
    ]
    return Table(_STUDENTS, rows)


def _questions_table(record: GameRecord, lang: Lang) -> Table:
    """One row a question, numbered as the class saw it; `right` is a share from 0 to 1."""
    asked = {item.i: item.question for item in record.items}
    rows = [_question(record, asked[line.i], line) for line in items(record, lang)]
    return Table(_QUESTIONS, rows)


def _responses_table(record: GameRecord, lang: Lang, people: People) -> Table:
    """One row a response. `right` and `credit` are empty for a poll, a skipped question and a late answer."""
    asked = {item.i: item for item in record.items}
    names = _names(record, people)
    rows = [_response(record, asked[row.i], row, names[row.seat], lang) for row in record.responses]
    return Table(_RESPONSES, rows)


def _asked_table(record: GameRecord, people: People) -> Table:
    """One row a question of a student. `seat` and the names are empty where it was asked without a name."""
    names = _names(record, people)
    rows: list[list[Cell]] = [
        [
            *(record.room, record.no, row.no, _time(row.asked_ms), row.text, len(row.seconds), row.state),
            *(row.starred, row.named),
            *((row.seat, *names[row.seat]) if row.named else (None, None, None)),
        ]
        for row in record.asked
    ]
    return Table(_ASKED, rows)


def _lesson_table(record: GameRecord, lang: Lang) -> Table:
    """One row: what the teacher put to the class and used, and how often the class was heard."""
    counted = [line for line in items(record, lang) if not line.skipped]
    aloud = spoken(record)
    row: list[Cell] = [
        *(record.room, record.no, say(record.title, lang, record.language), record.bank),
        *(_time(record.started_ms), _time(record.ended_ms), record.finished, len(record.students)),
        *(len(counted), sum(line.answered for line in counted), tallies(record, Responses(record)).marked.total()),
        *(len(counted_questions(record)), aloud.question, aloud.answer, aloud.contribution),
        *(record.uses.get(use, 0) for use in USES),
        gain_of_all(record),
    ]
    return Table(_LESSON, [row])


def _gradebook_table(record: GameRecord, people: People) -> Table:
    """One row a student, as Moodle's import of grades takes it; who was asked nothing that is marked has no grade."""
    put, credit = marked_put(record), credits_of(record, Responses(record))
    rows: list[list[Cell]] = []
    for student in record.students:
        who = people.get(student.student_id) if student.student_id else None
        seat = student.seat
        grade = round(100 * credit[seat] / put[seat], 2) if put[seat] else None
        rows.append([who.number if who else "", who.name if who else student.name, grade, credit[seat], put[seat]])
    return Table(_GRADEBOOK, rows)


def _attempts_table(record: GameRecord, people: People) -> Table:
    """One row an attempt at the homework. `handed_in` is empty where it was not."""
    names = _names(record, people)
    rows: list[list[Cell]] = [
        [
            *(record.room, record.no, row.seat, *names[row.seat], row.no, _time(row.begun_ms)),
            *(_time(row.finished_ms) if row.finished_ms else None, row.answered, row.late, row.correct, row.credit),
            *(row.elapsed_ms, row.counts),
        ]
        for row in record.attempts
    ]
    return Table(_ATTEMPTS, rows)


def _material_table(record: GameRecord, homework: Homework, people: People) -> Table:
    """One row a student and piece of the material that was opened."""
    names = _names(record, people)
    rows: list[list[Cell]] = [
        [
            *(record.room, record.no, row.seat, *names[row.seat]),
            *(row.piece + 1, homework.material[row.piece].title, _time(row.opened_ms)),
        ]
        for row in record.opened
    ]
    return Table(_MATERIAL, rows)


def _plan_table(record: GameRecord) -> Table:
    """One row a step of the lesson plan, in the order in which the lesson went."""
    rows: list[list[Cell]] = []
    for no, part in enumerate(record.plan, 1):
        reached = part.began_ms is not None and part.ended_ms is not None
        took_s = round(((part.ended_ms or 0) - (part.began_ms or 0)) / 1000) if reached else None
        rows.append([record.room, record.no, no, part.tool, part.title, part.aim, part.minutes * 60, took_s])
    return Table(_PLAN, rows)


def _names(record: GameRecord, people: People) -> dict[int, tuple[str, str]]:
    """By seat: the nickname, and the real name of a student of the class."""
    real = {row.seat: people.get(row.student_id) if row.student_id else None for row in record.students}
    return {row.seat: (row.name, who.name if (who := real[row.seat]) else "") for row in record.students}


def _question(record: GameRecord, question: AnyQuestion, line: ItemLine) -> list[Cell]:
    return [
        *(record.room, record.no, line.no, line.kind, line.text),
        *(question.topic, question.level, question.bloom, question.skill),
        *(line.asked, line.answered, line.late, line.right, line.discrimination, line.median_ms, line.skipped),
        line.score,
        "; ".join(f"{bar.label}: {' '.join(map(str, bar.parts)) or bar.n}" for bar in line.bars),
        line.flow,
        *_votes(line),
    ]


def _votes(line: ItemLine) -> list[Cell]:
    """Empty where there was no second vote."""
    voted = line.votes
    if voted is None or voted.turns is None:
        return [None] * 7
    both = voted.turns
    return [
        *(voted.answered, voted.right, both.stayed_right, both.became_right, both.became_wrong, both.stayed_wrong),
        voted.gain,
    ]


def _response(record: GameRecord, item: ItemRow, row: ResponseRow, name: tuple[str, str], lang: Lang) -> list[Cell]:
    question = item.question
    marked = question.marked and not item.skipped and not row.late
    return [
        *(record.room, record.no, _time(row.arrived_ms), row.seat, *name, item.no, question.kind),
        say(question.text, lang, record.language),
        question.write(row.answer, lang, record.language),
        *((row.credit == 1.0, row.credit) if marked else (None, None)),
        *(row.points, row.bonus, row.elapsed_ms, row.late, row.phone or None, not row.phone),
        *(item.vote or None, row.sure),
    ]


def _time(at_ms: int) -> str:
    """ISO 8601, UTC, to the millisecond."""
    return datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
