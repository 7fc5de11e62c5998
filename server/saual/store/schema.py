"""The tables of the record. Owns their columns and the version they have together; knows no connection.

Plain SQL types that mean the same in every database. Times are Unix ms.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
)

from saual.store.texts import Text

VERSION = 1


metadata = MetaData()

schema_version = Table("schema_version", metadata, Column("version", Integer, nullable=False))

_NARROW: dict[str, Any] = {"sqlite_with_rowid": False}
"""Of a table whose rows are short and many: SQLite would keep each row, and beside it its key once more."""

# ── who may steer ───────────────────────────────────────────────────────────────────────────────────────────────────

links = Table(
    "links",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("scope", Text, nullable=False),
    Column("expires_ms", BigInteger, nullable=False, index=True),
)

sessions = Table(
    "sessions",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("scope", Text, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("used_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=False, index=True),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", Text, primary_key=True),
    Column("hash", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("used_ms", BigInteger),  # to the day; NULL: never
)
"""What programs read the reports with."""

# ── the teacher's own banks ─────────────────────────────────────────────────────────────────────────────────────────

banks = Table(
    "banks",
    metadata,
    Column("id", Text, primary_key=True),
    Column("content", Text, nullable=False),  # JSON: a Draft
    Column("version", BigInteger, nullable=False),  # of the content: one more with each change of it
    Column("folder", Text, nullable=False),
    Column("tags", Text, nullable=False),  # JSON: a list of strings
    Column("updated_ms", BigInteger, nullable=False),
    Column("deleted_ms", BigInteger, index=True),
)

plans = Table(
    "plans",
    metadata,
    Column("id", Text, primary_key=True),
    Column("content", Text, nullable=False),  # JSON: a Plan
    Column("version", BigInteger, nullable=False),
    Column("updated_ms", BigInteger, nullable=False),
)
"""Lesson plans."""

# ── pictures, sound and film of questions ───────────────────────────────────────────────────────────────────────────

media_pieces = Table(
    "media_pieces",
    metadata,
    Column("name", Text, primary_key=True),
    Column("i", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
"""Only where processes share the record: a lone server keeps them as files."""

media_unused = Table(
    "media_unused",
    metadata,
    Column("name", Text, primary_key=True),
    Column("since_ms", BigInteger, nullable=False),
)
"""Files that no bank and no game names, and since when that is known."""

# ── the teacher's classes: the one place where a student's real name is kept, but for the logs of lessons ───────────

classes = Table(
    "classes",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("created_at_ms", BigInteger, nullable=False),
    Column("closed", Boolean, nullable=False),
    # What the class does together; NULL: it is off.
    Column("goal", Integer),
    Column("streaks", Boolean),
    Column("badges", Boolean),
)

students = Table(
    "students",
    metadata,
    Column("id", Text, primary_key=True),
    Column("class_id", Text, ForeignKey("classes.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("number", Text, nullable=False),  # the school's own, "" for none
    Column("code_hash", Text, unique=True),  # of the card; NULL: there is none
    Column("gone", Boolean, nullable=False),  # no more in the class, but in its past lessons
    Column("needs", Text),  # JSON: what the student is given; NULL: nothing
)

lessons = Table(
    "lessons",
    metadata,
    Column("room", Text, primary_key=True),
    Column("class_id", Text, nullable=False, index=True),
    Column("opened_ms", BigInteger, nullable=False),
    Column("homework", Boolean, nullable=False),  # to be done at home: nobody has to attend
)
"""Rooms that were opened for a class."""

rosters = Table(
    "rosters",
    metadata,
    Column("room", Text, ForeignKey("lessons.room", ondelete="CASCADE"), primary_key=True),
    Column("student_id", Text, primary_key=True, index=True),
    **_NARROW,
)
"""Whose names stand in the log of such a room, whether they came or not."""

erased_students = Table("erased_students", metadata, Column("id", Text, primary_key=True))
"""Students whose traces were deleted: a record that is written late must not bring them back."""

# ── what was played: one row a game, a seat, a question, a response ─────────────────────────────────────────────────


def _game() -> Column[str]:
    return Column("game", Text, ForeignKey("games.id", ondelete="CASCADE"), primary_key=True)


games = Table(
    "games",
    metadata,
    Column("id", Text, primary_key=True),
    Column("room", Text, nullable=False),
    Column("no", Integer, nullable=False),
    Column("bank", Text, nullable=False, index=True),
    Column("title", Text, nullable=False),  # JSON: a string, or {language: string}
    Column("language", Text, nullable=False),
    Column("settings", Text, nullable=False),  # JSON
    Column("started_ms", BigInteger, nullable=False, index=True),
    Column("ended_ms", BigInteger, nullable=False),
    Column("finished", Boolean, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("uses", Text, nullable=False),  # JSON
    Column("teams", Text, nullable=False),  # JSON
    Column("found_by", Text, nullable=False),  # the title in all its languages, as it is searched for
    Column("class_id", Text, index=True),  # NULL: the room was anonymous
    Column("plan", Text, nullable=False),  # JSON: the parts of a planned lesson
    Column("homework", Text, nullable=False),  # JSON: what was set, or null
    # What the list of games shows, counted when the game is written.
    Column("students", Integer, nullable=False),
    Column("questions", Integer, nullable=False),
    Column("marked_answers", Integer, nullable=False),
    Column("right_answers", Integer, nullable=False),
)

seats = Table(
    "seats",
    metadata,
    _game(),
    Column("seat", Integer, primary_key=True),
    Column("name", Text, nullable=False),  # the nickname
    Column("joined_ms", BigInteger, nullable=False),
    Column("removed", Boolean, nullable=False),
    Column("present_ms", BigInteger, nullable=False),
    Column("student_id", Text, index=True),  # NULL: nobody of a class
    Column("phone", Integer, nullable=False),  # the seat whose phone was used too, 0: an own one, or none
    Column("team", Integer, nullable=False),  # 0: none
)

items = Table(
    "items",
    metadata,
    _game(),
    Column("i", Integer, primary_key=True),
    Column("key", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("question", Text, nullable=False),  # JSON, as it was asked
    Column("most", Integer, nullable=False),
    Column("shown_ms", BigInteger, nullable=False),
    Column("window_ms", BigInteger),
    Column("skipped", Boolean, nullable=False),
    Column("flow", Text, nullable=False),
    Column("no", Integer, nullable=False),
    Column("vote", Integer, nullable=False),  # 1 or 2 of a question that was voted on twice, else 0
)

witnesses = Table(
    "witnesses",
    metadata,
    _game(),
    Column("i", Integer, primary_key=True),
    Column("seat", Integer, primary_key=True),
    **_NARROW,
)

responses = Table(
    "responses",
    metadata,
    _game(),
    Column("i", Integer, primary_key=True),
    Column("seat", Integer, primary_key=True),
    Column("answer", Text, nullable=False),  # JSON: an index, a list of indexes, or the text as typed
    Column("arrived_ms", BigInteger, nullable=False),
    Column("elapsed_ms", BigInteger, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("credit", Float, nullable=False),
    Column("points", Integer, nullable=False),
    Column("bonus", Integer, nullable=False),
    Column("phone", Integer, nullable=False),  # the seat whose phone gave it, 0: the host entered it
    Column("sure", Text),  # how sure the student was; NULL: did not say
    **_NARROW,
)

asked = Table(
    "asked",
    metadata,
    _game(),
    Column("no", Integer, primary_key=True),
    Column("seat", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("asked_ms", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("starred", Boolean, nullable=False),
)
"""What students asked. A report names the seat only where it was asked by name."""

seconds = Table(
    "seconds",
    metadata,
    _game(),
    Column("no", Integer, primary_key=True),
    Column("seat", Integer, primary_key=True),
    **_NARROW,
)

spoken = Table(
    "spoken",
    metadata,
    _game(),
    Column("no", Integer, primary_key=True),
    Column("what", Text, nullable=False),
    Column("seat", Integer, nullable=False),  # 0: nobody was named
    Column("at_ms", BigInteger, nullable=False),
)

pulse = Table(
    "pulse",
    metadata,
    _game(),
    Column("what", Text, primary_key=True),
    Column("i", Integer, primary_key=True),
    Column("value", Integer, primary_key=True),
    Column("n", Integer, nullable=False),
    **_NARROW,
)
"""How it went for the students, in numbers alone."""

# ── what reports over many games add up, counted when a game is written (`reports.sums`) ────────────────────────────

seat_sums = Table(
    "seat_sums",
    metadata,
    _game(),
    Column("seat", Integer, primary_key=True),
    Column("possible", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("late", Integer, nullable=False),
    Column("marked", Integer, nullable=False),
    Column("correct", Integer, nullable=False),
    Column("credit", Float, nullable=False),
    Column("put", Integer, nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("questions", Integer, nullable=False),
    Column("seconded", Integer, nullable=False),
    Column("spoken", Integer, nullable=False),
    Column("aloud", Integer, nullable=False),
    Column("contributed", Integer, nullable=False),
    **_NARROW,
)

item_sums = Table(
    "item_sums",
    metadata,
    _game(),
    Column("i", Integer, primary_key=True),
    Column("topic", Text),
    Column("level", Text),
    Column("bloom", Text),
    Column("skill", Text),
    Column("counted", Boolean, nullable=False),
    Column("marked", Boolean, nullable=False),
    Column("possible", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("late", Integer, nullable=False),
    Column("correct", Integer, nullable=False),
    Column("credit", Float, nullable=False),
    Column("bars", Text, nullable=False),  # JSON
    Column("n", Integer, nullable=False),
    Column("x", Float, nullable=False),
    Column("xx", Float, nullable=False),
    Column("r", Float, nullable=False),
    Column("rr", Float, nullable=False),
    Column("xr", Float, nullable=False),
)

attempts = Table(
    "attempts",
    metadata,
    _game(),
    Column("seat", Integer, primary_key=True),
    Column("no", Integer, primary_key=True),
    Column("begun_ms", BigInteger, nullable=False),
    Column("finished_ms", BigInteger, nullable=False),  # 0: not handed in
    Column("answered", Integer, nullable=False),
    Column("late", Integer, nullable=False),
    Column("correct", Integer, nullable=False),
    Column("credit", Float, nullable=False),
    Column("elapsed_ms", BigInteger, nullable=False),
    Column("counts", Boolean, nullable=False),
)
"""At a homework."""

opened = Table(
    "opened",
    metadata,
    _game(),
    Column("seat", Integer, primary_key=True),
    Column("piece", Integer, primary_key=True),
    Column("opened_ms", BigInteger, nullable=False),
    **_NARROW,
)
"""Of a homework's material."""

item_notes = Table(
    "item_notes",
    metadata,
    Column("game", Text, primary_key=True),  # no foreign key: a game's rows are replaced by newer ones
    Column("i", Integer, primary_key=True),
    Column("content", Text, nullable=False),  # JSON: a Note
)
"""What was put down of a question after its lesson."""

deleted_games = Table("deleted_games", metadata, Column("id", Text, primary_key=True))
"""Games that the teacher deleted: the live log may still know them, and must not bring them back."""
