"""Users for a load from outside, on a school's own installation: a teacher and a full class, or phones alone.

    locust -f loadtests/locustfile.py --headless -t 5m -H https://quiz.school.kz --saual-link 'https://…/teacher#key=…'

See docs/operating.md. Owns what they do and what is timed; frames are those of `loadtests.words`.
"""

from __future__ import annotations

import itertools
import random
import secrets
from collections.abc import Callable
from time import perf_counter
from typing import ClassVar

import gevent
import websocket
from gevent.event import Event
from locust import events, task
from locust.argument_parser import LocustArgumentParser
from locust.env import Environment
from locust.exception import StopUser

from loadtests import words
from loadtests.visitor import Line, Refused, Visitor, ask

CLASS = 35
_COMES_BACK_S = 3.0
"""A phone that was cut off comes back within so long, as the page does."""
_PING_S = 10.0
_ALL_IN_S = 60.0
"""The teacher begins then, even if somebody is missing."""
_STEP_S = 20.0
"""Longest for a phase to follow the teacher's button; a window for answers is longer."""
_WINDOW_S = 300.0
_GOODBYE_S = 2.0


def _options(parser: LocustArgumentParser) -> None:
    parser.set_defaults(num_users=CLASS + 1, spawn_rate=10.0)
    more = parser.add_argument_group("Saual")
    more.add_argument(
        "--saual-link", env_var="SAUAL_LINK", default="", help="the teacher's one-time link, as the server prints it"
    )
    more.add_argument(
        "--saual-session", env_var="SAUAL_SESSION", default="", help="or the cookie saual_staff of a teacher's browser"
    )
    more.add_argument(
        "--saual-pin", env_var="SAUAL_PIN", default="", help="or no teacher: phones that join this room, and answer"
    )
    more.add_argument("--saual-bank", env_var="SAUAL_BANK", default="english-grade-9", help="what the teacher plays")
    more.add_argument(
        "--saual-think", env_var="SAUAL_THINK", type=float, default=5.0, help="answers come over so many seconds"
    )
    more.add_argument(
        "--saual-pause", env_var="SAUAL_PAUSE", type=float, default=5.0, help="seconds between result and next question"
    )


def _cast(environment: Environment, **_: object) -> None:
    """Who plays: a teacher and students, or students alone."""
    options = environment.parsed_options
    assert options is not None
    Student.lesson = Lesson(options.saual_pin)
    if options.saual_pin:
        environment.user_classes = [Student]


class Lesson:
    """What the teacher and the students of this process share."""

    def __init__(self, pin: str = "") -> None:
        self.pin = pin
        self.open = Event()
        self.pressed = 0.0
        """When the teacher pressed the button last; 0 if the teacher is not one of ours."""
        self._first: dict[tuple[int, int], float] = {}
        if pin:
            self.open.set()

    def begun(self, question: tuple[int, int]) -> float:
        """When the question was asked; where the teacher is a human being, when the first phone had it."""
        return self._first.setdefault(question, self.pressed or perf_counter())


class Student(Visitor):
    """A phone: joins, answers each question after a while of its own, comes back when it was cut off."""

    lesson: ClassVar[Lesson] = Lesson()
    _numbers = itertools.count()

    def on_start(self) -> None:
        self._number = next(self._numbers)
        self._key = secrets.token_urlsafe(24)
        self._device = f"saual_device={secrets.token_urlsafe(32)}"
        self._room = ""
        self._line: Line | None = None
        self._slots: dict[str, words.Frame] = {}
        self._seen: tuple[int, int] | None = None
        self._unacked = b""
        """An answer that goes again on the next connection, as the page does it."""
        self._since = 0.0
        self._pinged = 0.0
        self._pinger = gevent.spawn(self._ping)

    def on_stop(self) -> None:
        self._pinger.kill()
        if self._line is not None:
            self._line.close()

    @task
    def be_in_class(self) -> None:
        """From coming in until the connection ends."""
        self.lesson.open.wait()
        since = perf_counter()
        try:
            self._line = Line(self.host or "", f"/ws/{self.lesson.pin}", self._device)
        except (OSError, Refused, websocket.WebSocketException) as error:
            self.tell("connect", since, str(error))
        else:
            self._line.say(self._greeting())
            for frames in self._line.messages():
                words.show(self._slots, frames)
                for frame in frames:
                    self._take(frame, since)
                self._look()
            self.tell("connection", since, "it was cut")
        gevent.sleep(random.uniform(0, _COMES_BACK_S))  # noqa: S311

    def _greeting(self) -> bytes:
        if self._room:
            return words.back(self._room, self._key, self._number)
        return words.join(self.lesson.pin, self._key, self._number)

    def _take(self, frame: words.Frame, since: float) -> None:
        match frame["t"]:
            case "you":
                self.tell("back" if self._room else "join", since)
                self._room = frame["room"]
                if self._unacked and self._line is not None:
                    self._line.say(self._unacked)
            case "no":
                self.tell("join", since, frame["code"])
                raise StopUser
            case "bye":
                if frame["code"] != "room_closed":
                    self.tell("connection", since, frame["code"])
                raise StopUser
            case "ack":
                self._unacked = b""
                self.tell("answer", self._since, frame.get("code", ""))
            case "pong":
                self.tell("ping", self._pinged)
                assert self._line is not None
                self._line.say(words.echo(frame["s"]))

    def _look(self) -> None:
        asked = words.open_question(self._slots)
        if asked is not None and asked != self._seen:
            self._seen = asked
            self.tell("question", self.lesson.begun(asked))
            options = self.environment.parsed_options
            assert options is not None
            gevent.spawn_later(random.uniform(0, options.saual_think), self._answer, asked)  # noqa: S311

    def _answer(self, asked: tuple[int, int]) -> None:
        if asked == words.open_question(self._slots) and self._line is not None:
            self._since = perf_counter()
            self._unacked = words.answer(self._slots, self._number)
            self._line.say(self._unacked)

    def _ping(self) -> None:
        while True:
            gevent.sleep(random.uniform(0.5, 1.5) * _PING_S)  # noqa: S311
            if self._room and self._line is not None:
                self._pinged = perf_counter()
                self._line.say(words.ping(self._pinged))


class Teacher(Visitor):
    """Opens a room, waits for the class, and asks one question after the other until the end of the test."""

    fixed_count = 1

    def on_start(self) -> None:
        self._line: Line | None = None
        self._stage: words.Frame = {}
        self._students = 0
        self._over = False
        self._moved = Event()
        self._pressed = 0.0
        self._listener: gevent.Greenlet | None = None

    def on_stop(self) -> None:
        if self._line is not None and self._stage:
            for name in ("end", "close_room"):
                self._pressed = perf_counter()
                self._line.say(words.command(name, self._stage["step"] if name == "end" else None))
            self._until(lambda: self._over, _GOODBYE_S)
            self._line.close()
        if self._listener is not None:
            self._listener.kill()

    @task
    def teach(self) -> None:
        options = self.environment.parsed_options
        assert options is not None
        since = perf_counter()
        try:
            self._open(options.saual_link, options.saual_session, options.saual_bank)
        except (OSError, Refused, websocket.WebSocketException) as error:
            self.tell("open a room", since, str(error))
            gevent.spawn(self._give_up, options.headless)
            raise StopUser from error
        self.tell("open a room", since)
        self._until(lambda: self._students >= options.num_users - 1, _ALL_IN_S)
        while True:
            self._press()
            if self._until(lambda: self._stage["phase"] == "answering", _STEP_S):
                self._until(lambda: self._stage["phase"] != "answering", _WINDOW_S)
                gevent.sleep(options.saual_pause)

    def _give_up(self, headless: bool) -> None:
        """Without a teacher there is no lesson: the test ends, and on Locust's page it can be started again."""
        runner = self.environment.runner
        assert runner is not None
        if headless:
            runner.quit()
        else:
            runner.stop()

    def _open(self, link: str, session: str, bank: str) -> None:
        host, key, cookie = self.host or "", link.partition("#key=")[2], f"saual_staff={session}"
        if not link and not session:
            raise Refused("--saual-link, --saual-session or --saual-pin is missing")
        if link and not key:
            raise Refused("--saual-link takes the whole link that the server printed, with #key= and what follows")
        if link:
            _, cookie = ask(host, "/api/claim", {"key": key})
        wish = {"bank": bank, "lang": "kk", "reading_ms": 0, "leaderboard": 0}
        line, _ = ask(host, "/api/rooms", wish, cookie)
        self._listener = gevent.spawn(self._watch, line["room"], cookie)
        if not self._until(lambda: bool(self._stage), _STEP_S):
            raise Refused("the room cannot be seen")
        Student.lesson.pin = line["pin"]
        Student.lesson.open.set()

    def _watch(self, room: str, cookie: str) -> None:
        """The host's screen; it comes back whenever it was cut off, as the page does."""
        while not self._over:
            since = perf_counter()
            try:
                self._line = Line(self.host or "", f"/ws/staff/{room}", cookie)
            except (OSError, Refused, websocket.WebSocketException) as error:
                self.tell("connect", since, str(error))
            else:
                self._line.say(words.watch(room, "host"))
                self._listen(self._line)
                if not self._over:
                    self.tell("connection", since, "the teacher's was cut")
            gevent.sleep(random.uniform(0, _COMES_BACK_S))  # noqa: S311

    def _listen(self, line: Line) -> None:
        for frame in itertools.chain.from_iterable(line.messages()):
            match frame["t"]:
                case "stage":
                    self._stage = frame
                case "bye":
                    self._over = frame["code"] == "room_closed"
                case "tally":
                    self._students = frame["of"]
                case "ack":
                    # Who presses in the very moment in which the phase changes is told so, and sees the new phase.
                    code = frame.get("code", "")
                    self.tell("button", self._pressed, "" if code in ("stale", "not_now") else code)
            self._moved.set()

    def _press(self) -> None:
        assert self._line is not None
        self._pressed = Student.lesson.pressed = perf_counter()
        step = self._stage["step"]
        self._line.say(words.command("again" if self._stage["phase"] == "podium" else "advance", step))
        self._until(lambda: self._stage["step"] != step, _STEP_S)

    def _until(self, true: Callable[[], bool], within_s: float) -> bool:
        ends = perf_counter() + within_s
        while not true():
            self._moved.clear()
            left = ends - perf_counter()
            if left <= 0 or not self._moved.wait(left):
                return true()
        return True


events.init_command_line_parser.add_listener(_options)
events.init.add_listener(_cast)
