"""What students write, as the teacher's screens are told of it: answers for the class, and questions of their own."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from saual.protocol.common import AskedState, GameNo, HostCommand, PostState, QuestionNo, SpokenKind

PostNo = Annotated[int, Meta(ge=1, le=1_000_000)]


class PostView(Struct, frozen=True, omit_defaults=True):
    """A text that students wrote to the question on the stage, equal ones together. The class screen is told only of
    those that are shown, and not what stands below `names`."""

    no: int
    text: str
    n: int = 0
    """How many wrote it."""
    place: int = 0
    """In the order of showing."""
    starred: bool = False
    names: list[str] = []
    """Of those who wrote it, where the question says that the class may see them."""
    state: PostState = "shown"
    held: bool = False
    """It has a word of the school's list."""
    into: int = 0
    """It counts with this one; 0: by itself."""


class Posts(Struct, frozen=True, tag_field="t", tag="posts", omit_defaults=True):
    """What changed in the stage's `posts`: `put` adds or replaces, `gone` removes; `waiting` is the new one."""

    put: list[PostView] = []
    gone: list[int] = []
    waiting: int = 0


class AskedView(Struct, frozen=True, omit_defaults=True):
    """A student's question. The class screen is told only of those that were let through, and not what stands below
    `n`. `name` only where it was asked by name: the host sees no other either."""

    no: int
    text: str
    name: str = ""
    state: AskedState = "waiting"
    n: int = 0
    """How many others ask the same."""
    at: int = 0
    """When it was asked, Unix ms."""
    starred: bool = False
    held: bool = False
    """It has a word of the school's list."""


class AskedViews(Struct, frozen=True, tag_field="t", tag="asked", omit_defaults=True):
    """Students' questions: `put` adds or replaces, `gone` removes; `all` says that these are all there are."""

    put: list[AskedView] = []
    gone: list[int] = []
    all: bool = False


class SpokenView(Struct, frozen=True, omit_defaults=True):
    """Something counted, by the `id` of the command; `seat` 0: nobody was named."""

    id: str
    what: SpokenKind
    seat: int = 0


class AskingView(Struct, frozen=True, tag_field="t", tag="asking", omit_defaults=True):
    """What else there is to the questions of students, whole."""

    screen: int = 0
    """The question on the class screen; 0: none."""
    waiting: int = 0
    """How many only the host has seen."""
    question: int = 0
    answer: int = 0
    contribution: int = 0
    """How many of each were said aloud and counted."""
    last: list[SpokenView] = []
    """The newest of them, in the host's view only."""


# ── from the host, about what was written ────────────────────────────────────────────────────────────────────────────


class PostSortIn(HostCommand, tag="post_sort", frozen=True):
    """Let the class see a text that students wrote to question `q` of game `g` (`shown`), hide it, or let it wait."""

    g: GameNo
    q: QuestionNo
    no: PostNo
    to: PostState


class PostAllIn(HostCommand, tag="post_all", frozen=True):
    """Let the class see all that waits, but for what has a word of the school's list."""

    g: GameNo
    q: QuestionNo


class PostStarIn(HostCommand, tag="post_star", frozen=True):
    g: GameNo
    q: QuestionNo
    no: PostNo
    on: bool


class PostMergeIn(HostCommand, tag="post_merge", frozen=True):
    """Text `no` says the same as `into` and counts with it; `into` 0: it stands for itself again."""

    g: GameNo
    q: QuestionNo
    no: PostNo
    into: Annotated[int, Meta(ge=0, le=1_000_000)]


PostingIn = PostSortIn | PostAllIn | PostStarIn | PostMergeIn
