"""What every question type is: one struct that validates, marks, shows and sums up itself.

A type is a subclass in a module of its own; `bank.py` lists them in one union. Nothing here knows rooms,
players, points or time: a question turns an answer into a credit between 0 and 1 and that is all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from random import Random
from typing import Annotated, ClassVar, Literal, Self

from msgspec import Meta, Struct

from saual.questions.formula import undrawn
from saual.questions.media import SUFFIXES, Listen, Media, MediaKind, MediaName, Plays, kind_of
from saual.questions.text import Lang, LineText, NoteText, Text, say

Level = Literal["elementary", "pre-intermediate", "intermediate", "upper-intermediate", "advanced"]
Bloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
Skill = Literal["listening", "reading", "writing", "speaking"]
Tag = Annotated[str, Meta(min_length=1, max_length=60)]
Seconds = Annotated[int, Meta(ge=5, le=600)]
Points = Literal[0, 1000, 2000]

RawAnswer = (
    Annotated[int, Meta(ge=0, le=1000)]
    | Annotated[str, Meta(max_length=200)]
    | Annotated[list[Annotated[int, Meta(ge=0, le=1000)] | Annotated[str, Meta(max_length=100)]], Meta(max_length=24)]
)
"""An answer as it crosses the wire: an index, typed text, or a list of such. What a list means, its type knows."""

Answer = int | str | tuple[int, ...] | tuple[str, ...]
"""An answer that the question has read and accepted, in the one form that its type keeps it in: an index, text as typed
(trimmed), or several.
"""


class Fault(Struct, frozen=True):
    """One thing wrong with a question.

    `field` is the key to look at, `code` a stable name for the kind of fault; `problem` and `fix` are plain
    English.
    """

    field: str
    code: str
    problem: str
    fix: str
    params: dict[str, str | int] = {}
    """What a sentence in another language needs to say the same."""
    index: int | None = None
    """Which item of the field, from 0; None: the field as a whole."""


def unknown_media(kind: MediaKind, named: Iterable[tuple[str, int | None, str]]) -> Iterable[Fault]:
    """Of these fields, places in them and names there, those that name no stored file of this kind."""
    for field, index, name in named:
        if kind_of(name) != kind:
            suffixes = ", ".join(f".{suffix}" for suffix in SUFFIXES[kind])
            fix = f"Add it in the editor, or import the file and its {kind}s ({suffixes}) as one zip."
            problem = f"there is no {kind} “{name[:60]}”"
            yield Fault(field, "unknown_media", problem, fix, {"name": name[:60]}, index)


def _formula_fault(field: str, undrawn: tuple[str, str]) -> Fault:
    latex, command = undrawn
    fix = "Write it another way; where it is no formula, put a backslash before the dollar sign."
    if command:
        return Fault(field, "formula_unknown", f"the command {command} is not known", fix, {"command": command})
    return Fault(field, "formula_broken", f"the formula ${latex[:60]}$ is broken", fix, {"formula": latex[:60]})


class Ask(Struct, frozen=True, omit_defaults=True):
    """What a screen needs, beside the text, to take an answer. Carries nothing that tells which answer is
    right.
    """

    options: list[str] = []
    low: str = ""
    high: str = ""
    """What the ends of a scale are called; of a slider its least and its greatest value."""
    step: str = ""
    """From one value of a slider to the next."""
    unit: str = ""
    body: str = ""
    items: list[str] = []
    """What is answered one by one: the statements of a scale; what is put in order, or given one of the options."""
    most: int = 0
    """How many texts may be written, or options chosen; how far a scale goes."""
    named: bool = False
    """The class may see who wrote what."""
    pictures: list[str] = []
    """Those of the options, "" for one without, or the one that is answered on. For phones, who fetch them from
    `/m/ROOM/NAME`, under names that say nothing; for staff under `/media/NAME`."""
    keys: list[str] = []
    """For phones: what opens each of the pictures."""
    captions: bool = False
    """The options are shown below their pictures; otherwise they are for those who do not see them."""


class Solution(Struct, frozen=True, omit_defaults=True):
    """The right answer as shown after the close: option indexes, or words to read, or both. Empty for polls and
    ratings. Where there are items, `right` has the option of each, or the items in their order.
    """

    right: list[int] = []
    words: list[str] = []
    explanation: str = ""
    regions: list[str] = []
    """Of a picture, as `questions/regions.py` writes them."""


class Bar(Struct, frozen=True, omit_defaults=True):
    """One bar of the figure. For option types the bars stand in the options' order and have no label; where there
    are items, in theirs (those of an ordering in the right one): `n` then counts those who have the item right.
    """

    n: int
    label: str = ""
    right: bool = False
    parts: list[int] = []
    """How many chose each step of a row of a scale, from the lowest; gave an item each option, or put it in each place;
    of the values in a bar of a slider, how many are right and how many half right."""
    points: list[int] = []
    """Where on a picture it was, x and y by turns, in thousandths of its width and height."""


class Question(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="type", omit_defaults=True):
    """Common fields. `time` in seconds and `points` fall back to the bank's defaults, then to 20 s and 1000."""

    text: LineText
    explanation: NoteText | None = None
    time: Seconds | None = None
    points: Points | None = None
    topic: Tag | None = None
    level: Level | None = None
    bloom: Bloom | None = None
    skill: Skill | None = None
    picture: MediaName | None = None
    alt: LineText | None = None
    """What the picture shows, for those who do not see it."""
    sound: MediaName | None = None
    listen: Listen | None = None
    film: MediaName | None = None
    plays: Plays | None = None
    """How often sound and film may be played; None: as often as one likes."""

    kind: ClassVar[str]
    """The tag in a bank file, and the name of the plug-in in the browser."""
    answered: ClassVar[bool] = True
    """Students answer it (a slide is only shown)."""
    marked: ClassVar[bool] = True
    """Something is right (a poll or rating only counts)."""
    arguable: ClassVar[bool] = False
    """Few answers, of which one is right: neighbours can argue for theirs, and it may be asked twice."""
    telling_order: ClassVar[bool] = False
    """The order in which it is written tells what is right: no game asks it unshuffled."""

    def texts(self) -> Iterable[tuple[str, Text]]:
        """Every text of the question with the name of its field, for checks of language and length."""
        yield "text", self.text
        if self.explanation is not None:
            yield "explanation", self.explanation
        if self.alt is not None:
            yield "alt", self.alt

    def media(self, lang: Lang, fallback: Lang) -> list[Media]:
        """What stands with the text. Tells as little of the right answer as the text."""
        found: list[Media] = []
        if self.picture is not None:
            found.append(Media("picture", self.picture, "" if self.alt is None else say(self.alt, lang, fallback)))
        if self.sound is not None:
            found.append(Media("sound", self.sound, "", self.plays or 0, self.listen or "class"))
        if self.film is not None:
            found.append(Media("film", self.film, "", self.plays or 0))
        return found

    def phone_media(self, lang: Lang, fallback: Lang) -> list[Media]:
        """Those that phones show or play themselves; with a slide everybody looks at the class screen."""
        media = self.media(lang, fallback) if self.answered else ()
        return [one for one in media if one.kind == "picture" or (one.kind == "sound" and one.listen == "phones")]

    def own_pictures(self) -> tuple[str, ...]:
        """Those that come with what is to be answered, not before: of the options."""
        return ()

    def fetched(self, lang: Lang, fallback: Lang, at_home: bool = False) -> list[Media]:
        """All that a phone needs for it; at home there is no class screen to show the rest."""
        media = self.media(lang, fallback) if at_home else self.phone_media(lang, fallback)
        return [*media, *(Media("picture", name) for name in self.own_pictures())]

    def files(self) -> list[str]:
        """The names of all that it shows and plays, each once."""
        named = (self.picture, self.sound, self.film, *self.own_pictures())
        return list(dict.fromkeys(name for name in named if name is not None))

    def faults(self) -> Iterable[Fault]:
        """What the types of the fields cannot say: a letter beyond the options, two equal options, …"""
        if self.time is not None and not self.answered:
            yield Fault("time", "not_here", f"a {self.kind} is shown, not answered", "Delete this line.")
        if self.points and not self.marked:
            yield Fault("points", "not_here", f"nothing is right in a {self.kind}", "Delete this line.")
        for field, text in self.texts():
            for said in (text,) if isinstance(text, str) else text.values():
                yield from map(partial(_formula_fault, field), undrawn(said))
        named: tuple[tuple[MediaKind, str | None], ...] = (
            *(("picture", self.picture), ("sound", self.sound), ("film", self.film)),
        )
        for kind, name in named:
            if name is not None:
                yield from unknown_media(kind, [(kind, None, name)])

    @property
    def collects(self) -> bool:
        """Students write to it what the class will see, once the host has sorted it."""
        return False

    @property
    def playable(self) -> bool:
        """There is something to answer; a vote on ideas that nobody had is passed over."""
        return True

    def posts(self, answer: Answer) -> tuple[str, ...]:
        """The texts of an answer that `read` returned, where the question collects them."""
        return ()

    def shuffled(self, random: Random) -> Self:
        """The same question with its options in another order, the right answer following.

        Itself where order matters.
        """
        return self

    def written(self) -> Self:
        """The same question in the one way of several in which it is best written down."""
        return self

    def read(self, raw: RawAnswer) -> Answer | None:
        """The answer in canonical form, or None if it is no answer here: of the wrong type, out of range."""
        raise NotImplementedError

    def mark(self, answer: Answer) -> float:
        """Credit from 0.0 to 1.0 for an answer that `read` returned."""
        raise NotImplementedError

    def ask(self, lang: Lang, fallback: Lang) -> Ask:
        """What the options look like in this language."""
        return Ask()

    def explained(self, lang: Lang, fallback: Lang) -> str:
        """The explanation in this language, or "" if there is none."""
        return "" if self.explanation is None else say(self.explanation, lang, fallback)

    def solution(self, lang: Lang, fallback: Lang) -> Solution:
        """The right answer and the explanation in this language."""
        raise NotImplementedError

    def figure(self, answers: Sequence[Answer]) -> list[Bar]:
        """The distribution of answers, ready to draw."""
        raise NotImplementedError

    def bar_names(self, lang: Lang, fallback: Lang) -> list[str]:
        """What the bars of the figure are called that have no label."""
        return self.ask(lang, fallback).options

    def score(self, answers: Sequence[Answer]) -> float | None:
        """The one number that sums the answers up, where the type has one."""
        return None

    def write(self, answer: Answer, lang: Lang, fallback: Lang) -> str:
        """The answer as a person reads it in a report: the option's letter and text, or the words typed."""
        raise NotImplementedError
