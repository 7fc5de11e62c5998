"""What students wrote to one question for the class to see: equal texts as one post, and what the host made of each.

Knows seats by number only, no phases and no names. Bounded by what one room can answer: seats times texts an answer.
"""

from __future__ import annotations

from collections import Counter

from msgspec import Struct, field

from saual.protocol.common import PostState
from saual.questions.collected import usual
from saual.questions.short import normal_form


class Post(Struct):
    """One text, however often and in whatever spelling it was written. `held`: it has a word of the school's list."""

    no: int
    held: bool
    state: PostState
    spellings: Counter[str]
    seats: set[int]
    into: int = 0
    """The post that this one was put together with; 0: it stands for itself."""
    joined: set[int] = field(default_factory=set)
    """The posts that were put together with this one."""
    place: int = 0
    """In the order of showing; 0: it was never shown."""
    starred: bool = False

    @property
    def text(self) -> str:
        return usual(self.spellings)


class Wall(Struct):
    """Posts by number (1, 2, 3 …)."""

    picked: bool
    """A new post waits for the host; else only a held one does."""
    posts: dict[int, Post] = field(default_factory=dict)
    forms: dict[str, int] = field(default_factory=dict)
    shown: int = 0
    """How many were ever shown."""

    def add(self, seat: int, texts: tuple[str, ...], held: tuple[int, ...]) -> tuple[int, ...]:
        """The numbers of the posts that changed; `held` are places in `texts`."""
        changed = []
        for i, text in enumerate(texts):
            no = self.forms.setdefault(normal_form(text), len(self.forms) + 1)
            post = self.posts.get(no)
            if post is None:
                post = self.posts[no] = Post(no, i in held, "waiting", Counter(), set())
                if not self.picked and not post.held:
                    self.sort(post, "shown")
            post.spellings[text] += 1
            post.seats.add(seat)
            changed.append(post.into or no)
        return tuple(changed)

    def sort(self, post: Post, to: PostState) -> None:
        post.state = to
        if to == "shown" and not post.place:
            self.shown += 1
            post.place = self.shown

    def merge(self, post: Post, into: int) -> tuple[int, ...]:
        """Put a post together with another one, and with it what was put together with it; 0 takes it out again.

        The numbers of the posts that changed.
        """
        before, moved = post.into, {post.no}
        if before:
            self.posts[before].joined.remove(post.no)
        if into:
            moved |= post.joined
            post.joined.clear()
            self.posts[into].joined |= moved
        for no in moved:
            self.posts[no].into = into
        return tuple(no for no in (*sorted(moved), before, into) if no)

    def waiting(self) -> list[Post]:
        """What the host has neither shown nor hidden, without what is held: that is let through one by one."""
        return [post for post in self.posts.values() if post.state == "waiting" and not post.held and not post.into]

    def seen(self) -> list[Post]:
        """What the class may see."""
        return [post for post in self.posts.values() if self.is_seen(post)]

    def is_seen(self, post: Post) -> bool:
        return post.state == "shown" and not post.into

    def seats(self, post: Post) -> set[int]:
        """Who wrote it, or what was put together with it."""
        return post.seats.union(*(self.posts[no].seats for no in post.joined))
