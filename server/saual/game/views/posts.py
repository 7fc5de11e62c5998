"""Who may know what of the texts that students write for the class to see.

The class screen has none before the answers close, and then only those that are shown; names only where the question
says so beforehand. Phones have none at all.
"""

from __future__ import annotations

from collections.abc import Iterable

from saual.game.room import Room
from saual.game.round import Round
from saual.game.wall import Post, Wall
from saual.protocol.posting import Posts, PostView
from saual.questions.collected import Collected


def on_stage(room: Room, for_host: bool) -> Posts:
    """All that the view may have."""
    asked, wall = room.round, _wall(room, for_host)
    if asked is None or wall is None:
        return Posts()
    posts = wall.posts.values() if for_host else wall.seen()
    return Posts(put=_views(room, asked, wall, posts, for_host), waiting=len(wall.waiting()))


def changed(room: Room, numbers: set[int], for_host: bool) -> Posts | None:
    """What became of these; None where the view may not know."""
    asked, wall = room.round, _wall(room, for_host)
    if asked is None or wall is None:
        return None
    posts = [wall.posts[no] for no in sorted(numbers) if no in wall.posts]
    seen = [post for post in posts if for_host or wall.is_seen(post)]
    gone = [] if for_host else [post.no for post in posts if not wall.is_seen(post)]
    return Posts(put=_views(room, asked, wall, seen, for_host), gone=gone, waiting=len(wall.waiting()))


def _wall(room: Room, for_host: bool) -> Wall | None:
    if room.round is None or not (for_host or room.place.phase == "reveal"):
        return None
    return room.round.wall


def _views(room: Room, asked: Round, wall: Wall, posts: Iterable[Post], for_host: bool) -> list[PostView]:
    signed = isinstance(asked.question, Collected) and asked.question.signed
    views = []
    for post in posts:
        seats = wall.seats(post)
        names = _names(room, seats) if signed else []
        view = PostView(post.no, post.text, len(seats), post.place, post.starred, names)
        if for_host:
            view = PostView(
                *(view.no, view.text, view.n, view.place, view.starred, names),
                *(post.state, post.held, post.into),
            )
        views.append(view)
    return views


def _names(room: Room, seats: set[int]) -> list[str]:
    """As the students are called now; removed ones by no name."""
    found = (room.seats.get(no) for no in sorted(seats))
    return [seat.name for seat in found if seat is not None]
