"""A screen that believes what it is sent: it keeps each slot's last frame, and seats student by student."""

from __future__ import annotations

from typing import Any

import msgspec

from saual.game.room import Room
from saual.game.views.edition import Changes, Edition, Viewer


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
            _fold(self.picture, msgspec.json.decode(frame))

    def told(self, room: Room, changes: Changes, hurry: bool = True) -> None:
        """The changes arrive, together with those that have waited; not yet if there is no hurry."""
        self.waiting.merge(changes)
        if self.waiting and (hurry or self.waiting.stage or self.waiting.everyone):
            changes, self.waiting = self.waiting, Changes()
            self.take(Edition(room, changes).changed(self.viewer))

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
    def tally(self) -> tuple[int, int]:
        return self.picture["tally"]["n"], self.picture["tally"]["of"]

    @property
    def seats(self) -> dict[int, dict[str, Any]]:
        return self.picture["seats"]


def _fold(picture: dict[str, Any], frame: dict[str, Any]) -> None:
    kind = frame["t"]
    if kind != "seats":
        picture[kind] = frame
        return
    known = {} if frame.get("all") else picture.get("seats", {})
    known = {no: seat for no, seat in known.items() if no not in frame.get("gone", [])}
    picture["seats"] = known | {seat["no"]: seat for seat in frame.get("put", [])}
