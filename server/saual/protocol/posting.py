"""What students write for the class to see, as the teacher's screens are told of it."""

from __future__ import annotations

from msgspec import Struct

from saual.protocol.common import PostState


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
