"""The figures of one game: what each student did, how each question went. Pure: from a record to a report.

*Counted* questions are those that students answer and that were not skipped; every share is taken over them.
A late answer is counted as late and nowhere else. Of a question that was voted on twice the last vote is the result;
who answered in either has answered it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from saual.game.scoring import ranks
from saual.protocol.api import GameLine, GameReport, ItemLine, Spot, StudentLine, TeamLine
from saual.protocol.improvising import AloudLine
from saual.questions.aloud import ALOUD, key_of
from saual.questions.bank import AnyQuestion
from saual.questions.rating import Rating
from saual.questions.text import Lang, say
from saual.reports.counting import Responses, bars, counted_items, tallies
from saual.reports.quality import Quality
from saual.reports.record import GameRecord, ItemRow, People, ResponseRow
from saual.reports.timeline import timeline
from saual.reports.tools import parts, tools
from saual.reports.voices import asked, spoken, voices
from saual.reports.votes import gain_of_all, votes

_NOBODY: People = {}


def report(record: GameRecord, lang: Lang, people: People = _NOBODY) -> GameReport:
    """All figures, texts in `lang` as far as they exist in it; students of a class under their real names too."""
    return GameReport(
        game=game_line(record, lang),
        students=students(record, people),
        items=items(record, lang),
        uses=record.uses,
        teams=_teams(record),
        reliability=Quality(record, Responses(record)).reliability(),
        timeline=timeline(record),
        asked=asked(record),
        spoken=spoken(record),
        tools=tools(record),
        plan=parts(record),
        gain=gain_of_all(record),
    )


def game_line(record: GameRecord, lang: Lang) -> GameLine:
    tally = tallies(record, Responses(record))
    return GameLine(
        id=record.id,
        title=say(record.title, lang, record.language),
        started_ms=record.started_ms,
        ended_ms=record.ended_ms,
        students=len(record.students),
        questions=len(counted_items(record)),
        right=_share(tally.right.total(), tally.marked.total()),
        finished=record.finished,
        bank=record.bank,
        homework=record.homework is not None,
    )


def students(record: GameRecord, people: People = _NOBODY) -> list[StudentLine]:
    """In order of seats. `rank` is 0 for a removed student, and for all where the game gave no points."""
    counted = counted_items(record)
    rows: dict[int, list[ResponseRow]] = {student.seat: [] for student in record.students}
    for row in record.responses:
        rows[row.seat].append(row)
    points = {seat: sum(row.points + row.bonus for row in given) for seat, given in rows.items()}
    places = _places(record, rows)
    heard = voices(record)
    tally = tallies(record, Responses(record))
    lines = []
    for student in record.students:
        given = [row for row in rows[student.seat] if row.i in counted]
        in_time = [row for row in given if not row.late]
        who = people.get(student.student_id) if student.student_id else None
        lines.append(
            StudentLine(
                seat=student.seat,
                name=student.name,
                joined_ms=student.joined_ms,
                asked=tally.asked[student.seat],
                answered=tally.answered[student.seat],
                right=tally.right[student.seat],
                late=tally.late[student.seat],
                median_ms=_median_ms(in_time),
                points=points[student.seat],
                rank=0 if student.removed else places.get(student.phone or student.seat, 0),
                present_ms=student.present_ms,
                questions=heard[student.seat].questions,
                seconded=heard[student.seat].seconded,
                spoken=heard[student.seat].spoken,
                aloud=heard[student.seat].aloud,
                contributed=heard[student.seat].contributed,
                marked=tally.marked[student.seat],
                student_id=student.student_id or "",
                student=who.name if who else "",
                number=who.number if who else "",
                phone=student.phone,
                entered=sum(not row.phone for row in given),
                team=student.team,
            )
        )
    return lines


def _teams(record: GameRecord) -> list[TeamLine]:
    playing = Counter(student.team for student in record.students if not student.removed)
    lines = [TeamLine(team.no, team.name, playing[team.no], team.score, team.rank) for team in record.teams]
    return sorted(lines, key=lambda line: (line.rank, line.no))


def _places(record: GameRecord, rows: Mapping[int, list[ResponseRow]]) -> dict[int, int]:
    """By the seats of phones, and of those without one. A shared phone has, of each question, the most that one of
    those who share it earned."""
    if record.settings.scoring == "none":
        return {}
    best: dict[int, dict[int, int]] = {}
    for student in record.students:
        if student.removed:
            continue
        mine = best.setdefault(student.phone or student.seat, {})
        for row in rows[student.seat]:
            mine[row.i] = max(mine.get(row.i, 0), row.points + row.bonus)
    return ranks((phone, sum(earned.values())) for phone, earned in best.items())


def items(record: GameRecord, lang: Lang) -> list[ItemLine]:
    """In order of asking, without slides. `asked` counts those who were in the room while it was asked."""
    responses = Responses(record)
    quality = Quality(record, responses)
    known = {student.seat for student in record.students}
    asked = [item for item in record.items if item.last and item.question.answered]
    return [_item(record, item, known, responses, quality, lang) for item in asked]


def _item(
    record: GameRecord, item: ItemRow, known: set[int], responses: Responses, quality: Quality, lang: Lang
) -> ItemLine:
    given, in_time = responses.to(item.i), responses.in_time(item.i)
    question = item.question
    ask = question.ask(lang, record.language)
    regions = question.solution(lang, record.language).regions
    return ItemLine(
        i=item.i,
        kind=question.kind,
        text=say(question.text, lang, record.language),
        answered=len(in_time),
        late=len(given) - len(in_time),
        asked=len(known.intersection(item.witnesses)),
        right=(_share(_right(in_time), len(in_time)) or 0.0) if question.marked and not item.skipped else None,
        median_ms=_median_ms(in_time),
        bars=bars(record, item, responses, lang),
        score=question.score([row.answer for row in in_time]),
        skipped=item.skipped,
        discrimination=quality.discrimination(item.i),
        media=question.media(lang, record.language),
        spot=Spot(ask.pictures[0], ask.body, regions) if regions else None,
        no=item.no,
        votes=votes(record, item, responses),
        flow=item.flow,
        aloud=_aloud(question, lang, record.language) if item.flow == "improvised" else None,
    )


def _aloud(question: AnyQuestion, lang: Lang, fallback: Lang) -> AloudLine:
    text = "" if question.text == ALOUD else say(question.text, lang, fallback)
    options = question.ask(lang, fallback).options
    return AloudLine(text, key_of(question), question.picture or "", options, isinstance(question, Rating))


def _right(rows: Iterable[ResponseRow]) -> int:
    return sum(row.credit == 1.0 for row in rows)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _median_ms(rows: Sequence[ResponseRow]) -> int | None:
    return round(median(row.elapsed_ms for row in rows)) if rows else None
