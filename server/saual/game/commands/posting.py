"""What the host makes of what students wrote for the class to see."""

from __future__ import annotations

from saual.game.commands.base import Command
from saual.protocol.common import PostState


class SortPost(Command, tag=True, frozen=True):
    """The host lets the class see what students wrote to the question on the stage, or hides it."""

    game: int
    question: int
    post: int
    to: PostState


class ShowPosts(Command, tag=True, frozen=True):
    """The class may see all that waits, but for what the list of words holds back."""

    game: int
    question: int


class StarPost(Command, tag=True, frozen=True):
    game: int
    question: int
    post: int
    on: bool


class MergePost(Command, tag=True, frozen=True):
    """The post says the same as another one, and counts with it; `into` 0: it does not."""

    game: int
    question: int
    post: int
    into: int
