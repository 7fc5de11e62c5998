"""What the host does with what students wrote to the question on the stage: show, hide, star, put together.

Holds while it is on the stage, also before the answers close: what is hidden by then is never seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from saual.game import commands as c
from saual.game.facts import Fact, PostsChanged, StageChanged
from saual.game.rules import Rules
from saual.protocol.codes import Code

if TYPE_CHECKING:
    from saual.game.room import Room
    from saual.game.wall import Wall


def _check_wall(room: Room, command: c.ShowPosts, at_ms: int) -> Code | None:
    asked = room.round
    if asked is None or asked.wall is None or room.game is None:
        return "stale"
    return None if (room.game.no, asked.index) == (command.game, command.question) else "stale"


def _check_post(room: Room, command: c.SortPost | c.StarPost, at_ms: int) -> Code | None:
    code = _check_wall(room, c.ShowPosts(command.game, command.question), at_ms)
    return code or (None if command.post in _wall(room).posts else "stale")


def _check_merge(room: Room, command: c.MergePost, at_ms: int) -> Code | None:
    code = _check_wall(room, c.ShowPosts(command.game, command.question), at_ms)
    if code is not None:
        return code
    posts = _wall(room).posts
    if command.post not in posts or (command.into and command.into not in posts):
        return "stale"
    # Only what stands for itself takes others in: a chain would have to be followed everywhere.
    return "not_now" if command.into == command.post or (command.into and posts[command.into].into) else None


def _wall(room: Room) -> Wall:
    assert room.round is not None
    assert room.round.wall is not None
    return room.round.wall


def _sort(room: Room, command: c.SortPost, at_ms: int) -> list[Fact]:
    wall = _wall(room)
    wall.sort(wall.posts[command.post], command.to)
    return _changed(room, (command.post,))


def _show_all(room: Room, command: c.ShowPosts, at_ms: int) -> list[Fact]:
    wall = _wall(room)
    waiting = wall.waiting()
    for post in waiting:
        wall.sort(post, "shown")
    return _changed(room, tuple(post.no for post in waiting))


def _star(room: Room, command: c.StarPost, at_ms: int) -> list[Fact]:
    _wall(room).posts[command.post].starred = command.on
    return [PostsChanged((command.post,))]


def _merge(room: Room, command: c.MergePost, at_ms: int) -> list[Fact]:
    wall = _wall(room)
    return _changed(room, wall.merge(wall.posts[command.post], command.into))


def _changed(room: Room, numbers: tuple[int, ...]) -> list[Fact]:
    """A vote that follows is on what is left, and the button that leads to it says so."""
    asked, game = room.round, room.game
    assert asked is not None
    assert game is not None
    facts: list[Fact] = [PostsChanged(numbers)]
    if asked.closed and asked.question.kind == "brainstorm":
        game.settle_vote(asked)
        facts.append(StageChanged())
    return facts


POSTING: Rules = {
    c.SortPost: (_check_post, _sort),
    c.ShowPosts: (_check_wall, _show_all),
    c.StarPost: (_check_post, _star),
    c.MergePost: (_check_merge, _merge),
}
