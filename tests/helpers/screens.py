"""A screen that believes what it is sent: it keeps each slot's last frame, and seats student by student.

It empties what the protocol says is gone: with a new question, and with a stage that has none.
"""

from __future__ import annotations

from typing import Any

import msgspec

from saual.game import commands as c
from saual.game.facts import AnswerAccepted, AnswerLate, Fact
from saual.game.room import Room
from saual.game.views.edition import Changes, Edition, Viewer

OF_A_QUESTION = ("ask", "solution", "given", "turn", "talk")
WITHOUT_QUESTION = ("lobby", "podium", "closed")


class Screen:
    """`picture` is what the frames so far add up to, `stream` the frames themselves."""

    def __init__(self, viewer: Viewer, room: Room) -> None:
        self.viewer = viewer
        self.stream: list[bytes] = []
        self.picture: dict[str, Any] = {}
        self.waiting = Changes()
        """Changes not told yet: a screen of the teacher's is told of answers a few times a second only."""
        self.take(Edition(room, Changes()).whole(viewer))

    def take(self, frames: list[bytes]) -> None:
        self.stream += frames
        for frame in frames:
            fold(self.picture, msgspec.json.decode(frame))

    def told(self, room: Room, changes: Changes, hurry: bool = True) -> None:
        """The changes arrive, together with those that have waited; not yet if there is no hurry."""
        self.waiting.merge(changes)
        if self.waiting and (hurry or self.waiting.stage or self.waiting.everyone):
            changes, self.waiting = self.waiting, Changes()
            self.take(Edition(room, changes).changed(self.viewer))

    def acked(self, room: Room, command: c.SubmitAnswer, fact: Fact) -> None:
        """The ack of an answer: the phone takes the one that it gave as recorded. It gives a question one answer."""
        q = self.picture.get("q")
        if q is None or (q.get("g", 1), q["i"]) != (command.game, command.question) or "given" in self.picture:
            return
        if isinstance(fact, AnswerAccepted | AnswerLate):
            assert room.round is not None
            told = room.round.question.read(command.answer)
            late = {"late": True} if isinstance(fact, AnswerLate) else {}
            self.picture["given"] = {"t": "given", "a": list(told) if isinstance(told, tuple) else told} | late

    def fresh(self, room: Room) -> dict[str, Any]:
        """The picture of the same viewer, had it come only now."""
        return Screen(self.viewer, room).picture

    @property
    def stage(self) -> dict[str, Any]:
        return self.picture["stage"]

    @property
    def me(self) -> dict[str, Any]:
        return self.picture["me"]

    @property
    def given(self) -> dict[str, Any] | None:
        """A phone's own answer to the question on the stage."""
        return self.picture.get("given")

    @property
    def tally(self) -> tuple[int, int]:
        return self.picture["tally"]["n"], self.picture["tally"]["of"]

    @property
    def seats(self) -> dict[int, dict[str, Any]]:
        return self.picture["seats"]


def fold(picture: dict[str, Any], frame: dict[str, Any]) -> None:
    """Take a frame into the picture, as the pages do."""
    kind = frame["t"]
    if kind in ("seats", "asked"):
        known = {} if frame.get("all") else picture.get(kind, {})
        known = {no: one for no, one in known.items() if no not in frame.get("gone", [])}
        picture[kind] = known | {one["no"]: one for one in frame.get("put", [])}
        return
    if kind == "figure":
        picture["stage"] = {**picture["stage"], "figure": frame["bars"]}
        return
    if kind == "posts":
        picture["stage"] = posted(picture["stage"], frame)
        return
    if kind == "gave":
        attempt = picture["attempt"]
        given = {one["i"]: one for one in attempt.get("given", [])}
        given[frame["i"]] = {name: frame[name] for name in ("i", "a", "late") if name in frame}
        picture["attempt"] = {**attempt, "given": [given[i] for i in sorted(given)]}
        return
    if kind == "told":
        known = {one["i"]: one for one in picture.get("told", {}).get("put", [])}
        known |= {one["i"]: one for one in frame["put"]}
        picture["told"] = {**frame, "put": [known[i] for i in sorted(known)]}
        return
    gone: tuple[str, ...] = ()
    if kind == "attempt":
        gone = ("told",)
    elif kind == "q":
        gone = OF_A_QUESTION
    elif kind == "stage" and frame["phase"] in WITHOUT_QUESTION:
        gone = ("q", *OF_A_QUESTION, "attempt", "told")
    for slot in gone:
        picture.pop(slot, None)
    picture[kind] = frame


def posted(stage: dict[str, Any], frame: dict[str, Any]) -> dict[str, Any]:
    """A staff screen's stage after a change of what students wrote."""
    posts = {one["no"]: one for one in stage.get("posts", []) if one["no"] not in frame.get("gone", [])}
    posts |= {one["no"]: one for one in frame.get("put", [])}
    told = {"posts": [posts[no] for no in sorted(posts)], "waiting": frame.get("waiting", 0)}
    rest = {name: value for name, value in stage.items() if name not in told}
    return rest | {name: value for name, value in told.items() if value}
