"""Students' phones and the teacher's screens on real sockets, and a room full of them."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator
from typing import Any, Self

from tests.helpers.client import PATIENCE_S, Client
from tests.helpers.screens import WITHOUT_QUESTION, posted


class Phone(Client):
    """A student's phone. `device` is the secret of its cookie, `key` that of its seat."""

    def __init__(self, host: str, name: str, lang: str = "en", device: str = "") -> None:
        self.device = device or secrets.token_urlsafe(32)
        super().__init__(host, "/ws", f"saual_device={self.device}")
        self.name = name
        self.lang = lang
        self.key = secrets.token_urlsafe(24)
        self.room = ""
        self.seat = 0
        self.called = ""
        """The name that the room knows."""
        self.me: dict[str, Any] = {}
        self.asked: dict[int, dict[str, Any]] = {}
        """Questions that the class may see."""
        self.mine: dict[str, Any] = {}
        self.kept: dict[str, Any] = {}
        """Its recorded answer to the question on the stage."""

    def _take(self, frame: dict[str, Any]) -> None:
        """Keep `stage` with what is known of its question: `q`, `ask`, `solution`."""
        shown, given = self.stage, self._waiting.get(frame.get("id", ""))
        super()._take(frame)
        match frame["t"]:
            case "you":
                self.room, self.seat = frame["room"], frame["seat"]
                self.asked, self.mine = {}, {}
            case "asked":
                self.asked = {} if frame.get("all") else self.asked
                self.asked |= {one["no"]: one for one in frame.get("put", [])}
                for no in frame.get("gone", []):
                    self.asked.pop(no, None)
            case "mine":
                self.mine = frame
            case "name":
                self.called = frame["name"]
            case "me":
                self.me = frame
            case "given":
                self.kept = frame
            case "stage":
                of_question = ("q", "ask", "solution") if frame["phase"] not in WITHOUT_QUESTION else ()
                self.stage = {slot: shown[slot] for slot in of_question if slot in shown} | frame
                self.kept = self.kept if of_question else {}
            case "q":
                self.stage = {slot: shown[slot] for slot in shown if slot not in ("ask", "solution")} | {"q": frame}
                self.kept = {}
            case "ask" | "solution":
                self.stage = shown | {frame["t"]: frame}
            case "ack" if given and given["t"] == "answer" and frame.get("code") in (None, "late"):
                q = shown.get("q", {"i": -1})
                if (q.get("g", 1), q["i"]) == (given["g"], given["q"]):
                    self.kept = {"t": "given", "a": given["a"]} | ({"late": True} if "code" in frame else {})

    async def look(self, pin: str) -> None:
        await self.say({"t": "look", "pin": pin, "lang": "kk"})

    async def join(self, pin: str) -> Self:
        """Sit down in the room. Fails if it is refused."""
        self.seat = 0
        await self.ask_to_join(pin)
        await self.until(lambda me: (me.seat and me.me) or me.noes)
        assert not self.noes, self.noes
        return self

    async def ask_to_join(self, pin: str) -> None:
        await self.say({"t": "join", "pin": pin, "key": self.key, "name": self.name, "lang": self.lang})

    async def greet(self) -> None:
        await self.say({"t": "back", "room": self.room, "key": self.key, "lang": self.lang})
        await super().greet()

    async def back(self, within_s: float = PATIENCE_S) -> Self:
        """On a new connection to its seat; returns with the whole picture."""
        self.stage, self.me, self.kept, self.seat = {}, {}, {}, 0
        await self.connect()
        await self.greet()
        await self.until(lambda me: (me.seat and me.stage and me.me) or me.noes, within_s)
        return self

    async def answer(self, value: Any, question: int | None = None, id: str | None = None) -> str:
        """Give it to the question on the stage; the id of the command."""
        shown = self.stage.get("q", {})
        q = shown["i"] if question is None else question
        frame = {"t": "answer", "id": id or self.new_id(), "g": shown.get("g", 1), "q": q, "a": value}
        return await self.command(frame)

    async def given(self, **fields: Any) -> None:
        """Wait until its own picture says this of the answer given, or of its result."""
        await self.until(lambda me: fields.items() <= (me.me | me.kept).items())

    async def answered(self, value: Any) -> str | None:
        """Give an answer and wait for its ack; the code."""
        return await self.ack(await self.answer(value))


class StaffScreen(Client):
    """The projector, the host's screen or the remote."""

    def __init__(self, host: str, token: str, room: str, view: str = "host", lang: str = "en") -> None:
        path = f"/ws/staff/{room}" if room else "/ws/staff"
        super().__init__(host, path, f"saual_staff={token}" if token else "")
        self.room = room
        self.view = view
        self.lang = lang
        self.seats: dict[int, dict[str, Any]] = {}
        self.tally: dict[str, Any] = {}
        self.asked: dict[int, dict[str, Any]] = {}
        """Questions of students."""
        self.asking: dict[str, Any] = {}
        self.unsaved = False

    def _take(self, frame: dict[str, Any]) -> None:
        super()._take(frame)
        match frame["t"]:
            case "seats":
                if frame.get("all"):
                    self.seats = {}
                self.seats |= {seat["no"]: seat for seat in frame.get("put", [])}
                for no in frame.get("gone", []):
                    self.seats.pop(no, None)
            case "tally":
                self.tally = frame
            case "figure":
                self.stage = {**self.stage, "figure": frame["bars"]}
            case "posts":
                self.stage = posted(self.stage, frame)
            case "asked":
                self.asked = {} if frame.get("all") else self.asked
                self.asked |= {one["no"]: one for one in frame.get("put", [])}
                for no in frame.get("gone", []):
                    self.asked.pop(no, None)
            case "asking":
                self.asking = frame
            case "notice":
                self.unsaved = frame["on"]

    async def greet(self) -> None:
        await self.say({"t": "watch", "room": self.room, "view": self.view, "lang": self.lang})
        await super().greet()

    async def watch(self) -> Self:
        """Connected and with the whole picture."""
        await self.connect()
        await self.greet()
        await self.until(lambda me: (me.stage and me.tally) or me.bye)
        return self

    async def do(self, what: str, **fields: Any) -> str | None:
        """A host command that needs no step; the code of its ack."""
        return await self.ack(await self.command({"t": what, "id": self.new_id(), **fields}))

    async def step(self, what: str = "advance", **fields: Any) -> str | None:
        """A host command of the step that is shown."""
        return await self.do(what, step=self.stage["step"], **fields)

    async def go(self, phase: str, **where: Any) -> None:
        """Press "next" until the room is there."""
        while self.stage.get("phase") != phase or any(self.stage["q"][k] != v for k, v in where.items()):
            step = self.stage["step"]
            assert await self.step() in (None, "not_now", "stale")
            await self.until(lambda me, step=step: me.stage["step"] != step)

    async def everybody(self, n: int, within_s: float = PATIENCE_S) -> None:
        """So many students are in the room and connected."""
        await self.until(lambda me: sum(seat.get("on", False) for seat in me.seats.values()) == n, within_s)


class Lesson:
    """One room with its host screen and phones."""

    def __init__(self, host: StaffScreen, phones: list[Phone], pin: str) -> None:
        self.host = host
        self.phones = phones
        self.pin = pin

    @property
    def all(self) -> list[Client]:
        return [self.host, *self.phones]


@contextlib.asynccontextmanager
async def lesson(server: Any, teacher: Any, phones: int, **room: Any) -> AsyncIterator[Lesson]:
    """A new room with this many students in its lobby, all connected; everybody leaves at the end."""
    line = teacher.open_room(**room)
    host = StaffScreen(server.host, teacher.token, line["room"])
    made = Lesson(host, [Phone(server.host, f"Student {i}") for i in range(1, phones + 1)], line["pin"])
    for n, client in enumerate(made.all):  # spread over the processes, if there are several
        client.hosts = server.hosts
        client.host = server.hosts[n % len(server.hosts)]
    try:
        await host.watch()
        for phone in made.phones:
            phone.path = f"/ws/{line['pin']}"  # as the page does
            await phone.connect()
        await asyncio.gather(*(phone.join(line["pin"]) for phone in made.phones))
        await host.everybody(phones)
        await host.until(lambda me: me.tally.get("of") == phones)
        yield made
    finally:
        for client in made.all:
            await client.leave()
