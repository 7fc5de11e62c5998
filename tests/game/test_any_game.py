"""Whatever happens in a room, in whatever order: what must hold after every single command."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace

from saual.game import commands as c
from saual.game.commands.opening import Programme
from saual.game.course import Part
from saual.game.facts import AnswerAccepted, AnswerLate, Refused, SeatFreed
from saual.game.pulse import PACES
from saual.game.room import ABSENT_MS, Room
from saual.game.roster import Pupil, Roster
from saual.game.rules.asking import MOST_A_MINUTE
from saual.game.scoring import STREAK_MOST
from saual.game.seats import MOST_TOGETHER
from saual.game.settings import Settings
from saual.game.views.edition import Changes, Viewer
from saual.game.whose import has_turn
from saual.protocol.common import Flow, Needs, Peer, TeamPlan
from saual.questions.aloud import FORMS
from saual.questions.bank import KINDS, AnyQuestion, Bank
from saual.questions.base import RawAnswer
from saual.questions.brainstorm import Brainstorm
from saual.questions.number import Number
from saual.questions.open_text import OpenText
from saual.questions.scale import Scale
from saual.questions.short import Short
from saual.questions.wordcloud import WordCloud
from tests.helpers.dump import dump
from tests.helpers.marked import answer_of, leaks, question
from tests.helpers.play import PIN, START_MS
from tests.helpers.screens import Screen

ALIKHAN = Pupil("one", "Сериков Алихан", needs=Needs(time="x2", large=True))
CLASS = Roster("class", "7 B", (ALIKHAN, Pupil("two", "Дана", needs=Needs(time="none")), Pupil("three", "")), True)
NAMES = ("Aigerim", "Nurlan", "nurlan ", "Нurlan", "Дана", "Dana", "👩‍🚀", "", "x" * 21, "Ә\u0301\u0301\u0301", "Zh")
KEYS = tuple("abcdef")
MOST_SEATS = 6
SHOWN = ("slide", "answering", "voted", "explain", "discussion", "reveal")
"""Phases in which the class screen has the options."""

times = st.sampled_from([0, 1, 100, 499, 500, 501, 1_000, 5_000, 9_999, 10_000, 20_000, 40_000])
seats = st.integers(1, 4)
langs = st.sampled_from(["kk", "ru"])
valid = st.one_of(st.integers(0, 3), st.sets(st.integers(0, 3), min_size=1))
"""An option, or some: what a sane phone sends, once fitted to the kind of question (see `fitted`)."""
words = st.sampled_from(["right", "12,5", "", "no"])
wild = st.one_of(st.sampled_from([4, 5, 8]), st.lists(st.integers(0, 4), max_size=4), words)
changes = st.sampled_from(
    [
        c.Configure(lang="ru"),
        c.Configure(leaderboard=0, signs=True),
        c.Configure(leaderboard=3),
        c.Configure(leaderboard=5),
        c.Configure(reading_ms=0),
        c.Configure(reading_ms=3_000),
        c.Configure(scoring="accuracy", streaks=False),
        c.Configure(questions=False),
        c.Configure(questions=True, moderated=False),
        c.Configure(questions=True, moderated=True),
        c.Configure(mood=True),
        c.Configure(mood=True, pace=False),
        c.Configure(entry="approve"),
        c.Configure(entry="roster"),
        c.Configure(entry="open"),
        c.Configure(peer=Peer(sure=True, pairs=True)),
        c.Configure(peer=Peer(points="both", talk_ms=0)),
        c.Configure(teams=TeamPlan(2)),
        c.Configure(teams=TeamPlan(3, "balanced", 2)),
        c.Configure(teams=TeamPlan(2, "choice")),
        c.Configure(pass_phone=True),
        c.Configure(pass_phone=False),
        c.Configure(),
    ]
)
asked_texts = st.sampled_from(["Why?", "Неге?", "Почему?", " ", "x" * 301, "\ue000"])
sortings = st.sampled_from(["waiting", "open", "open", "answered", "parked", "hidden"])


@st.composite
def any_bank(draw: st.DrawFn) -> Bank:
    kinds = draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=3, max_size=6))
    questions = tuple(
        question(
            n,
            kind,
            right=draw(st.integers(0, 3)),
            several=tuple(sorted(draw(st.sets(st.integers(0, 3), min_size=1)))),
            points=None if not KINDS[kind].marked else draw(st.sampled_from([1000, 2000, 0])),
            time=None if kind == "slide" else draw(st.sampled_from([5, 20])),
        )
        for n, kind in enumerate(kinds)
    )
    return Bank(title="Any bank", language="kk", questions=questions)


any_settings = st.builds(
    Settings,
    lang=st.sampled_from(["kk", "ru"]),
    scoring=st.sampled_from(["speed", "speed", "speed", "accuracy", "none"]),
    streaks=st.booleans(),
    reading_ms=st.sampled_from([0, 5_000]),
    leaderboard=st.sampled_from([5, 5, 1, 0]),
    signs=st.booleans(),
    shuffle_questions=st.booleans(),
    shuffle_options=st.booleans(),
    grace_ms=st.sampled_from([0, 500]),
    capacity=st.just(MOST_SEATS),
    moderated=st.booleans(),
    peer=st.builds(
        Peer,
        explain_below=st.sampled_from([0, 30, 60]),
        reveal_above=st.sampled_from([0, 70, 100]),
        talk_ms=st.sampled_from([0, 20_000]),
        pairs=st.booleans(),
        sure=st.booleans(),
        points=st.sampled_from(["last", "both"]),
    ),
    pass_phone=st.booleans(),
    teams=st.sampled_from([TeamPlan(), TeamPlan(2), TeamPlan(3, "choice")]),
)


class AnyGame(RuleBasedStateMachine):
    """One room, a second one that folds the same log as its bytes say, and all the screens that look on."""

    @initialize(
        bank=any_bank(),
        chosen=any_settings,
        seed=st.integers(0, 2**53),
        started=st.booleans(),
        roster=st.sampled_from([None, CLASS, replace(CLASS, by_name=False)]),
        twice=st.booleans(),
        plan=st.booleans(),
    )
    def given_a_room(
        self, bank: Bank, chosen: Settings, seed: int, started: bool, roster: Roster | None, twice: bool, plan: bool
    ) -> None:
        self.now_ms = START_MS
        parts = (Part("quiz", questions=2), Part("improvised"), Part("ticket", questions=len(bank.questions) - 2))
        flows: dict[int, Flow] = dict.fromkeys(range(6), "peer") if twice else {}
        opened = c.OpenRoom(PIN, bank, chosen, seed, roster, "", Programme(flows, plan=parts if plan else ()))
        self.lines = [(c.encode(opened), self.now_ms)]
        self.room = Room(opened, self.now_ms)
        self.follower = Room(c.decode(self.lines[0][0]), self.now_ms)
        self.phones: dict[int, Screen] = {}
        self.host = Screen(Viewer("host", "kk"), self.room)
        self.projector = Screen(Viewer("projector", "ru"), self.room)
        self.conns = 0
        self.said: dict[tuple[int, int, int, str], Any] = {}
        for seat, key in enumerate("abc", start=1):
            self.do(c.Join(key, f"device {key}", f"Number {seat}"))
            self.arrive(seat, "kk" if seat == 1 else "ru")
        if started:
            self.do(c.Advance(0))

    # ── the world ───────────────────────────────────────────────────────────────────────────────────────────────

    def do(self, command: c.AnyCommand) -> None:
        room = self.room
        before, code = dump(room), room.refuses(command, self.now_ms)
        line = c.encode(command)
        self.lines.append((line, self.now_ms))
        facts = self.facts = room.apply(command, self.now_ms)
        assert self.follower.apply(c.decode(line), self.now_ms) == facts or _games(facts)

        refused = [fact.code for fact in facts if isinstance(fact, Refused)]
        assert refused == ([code] if code else []), "what is refused is what `refuses` said"
        assert not refused or (len(facts) == 1 and dump(room) == before), "a refused command changes nothing"

        if isinstance(command, c.SubmitAnswer):
            self.remember(command, facts[0])
            if command.seat in self.phones:
                self.phones[command.seat].acked(room, command, facts[0])
        changes = Changes()
        changes.take(facts)
        freed = {fact.seat for fact in facts if isinstance(fact, SeatFreed)}
        for seat in [seat for seat in self.phones if room.seats.get(seat) is None or seat in freed]:
            del self.phones[seat]
        for phone in self.phones.values():
            self.tell(phone, changes)
        self.tell(self.projector, changes)
        self.tell(self.host, changes, hurry=False)

    def tell(self, screen: Screen, changes: Changes, hurry: bool = True) -> None:
        told = len(screen.stream)
        screen.told(self.room, changes, hurry)
        if screen is not self.host:
            self.look_for_leaks(screen, screen.stream[told:])

    def look_for_leaks(self, screen: Screen, frames: list[bytes]) -> None:
        """Nothing right before the close, no options before the window, nothing of another question, ever."""
        for frame in frames:
            plain = msgspec.json.decode(frame)
            if plain["t"] == "given":
                frame = frame.replace(msgspec.json.encode(plain["a"]), b"")  # It may have known the answer.
            assert not leaks(self.room, frame)
            if plain["t"] == "stage":
                assert plain["phase"] == "reveal" or not plain.keys() & {"solution", "figure", "before", "turns"}
                assert plain["phase"] in SHOWN or "ask" not in plain

    def remember(self, command: c.SubmitAnswer, fact: Any) -> None:
        """Once accepted or late, the same command gets the same receipt for as long as the seat has its game."""
        same = (command.seat, command.game, command.question, command.id)
        if isinstance(fact, AnswerAccepted | AnswerLate):
            assert self.said.setdefault(same, fact) == fact

    @property
    def open(self) -> bool:
        return self.room.place.phase != "closed"

    @property
    def playing(self) -> bool:
        return self.room.place.phase not in ("lobby", "podium", "closed")

    # ── what may happen ─────────────────────────────────────────────────────────────────────────────────────────

    @rule(ms=times)
    def time_passes(self, ms: int) -> None:
        self.now_ms += ms

    @precondition(lambda self: self.open)
    @rule(early=st.integers(0, 3))
    def the_game_goes_on(self, early: int) -> None:
        due = self.room.due()
        if self.room.place.phase == "podium" and early:
            self.do(c.PlayAgain(self.room.step))
        elif due is None or not early:
            self.do(c.Advance(self.room.step))
        else:
            self.now_ms = max(self.now_ms, due.at_ms)
            self.do(c.TimeUp(due.step))

    @precondition(lambda self: self.room.place.phase not in ("answering", "podium", "closed"))
    @rule()
    def the_host_goes_on(self) -> None:
        self.do(c.Advance(self.room.step))

    @precondition(lambda self: self.room.place.phase == "answering")
    @rule(seat=seats, raw=valid, typed=words, rtt=times, ms=times)
    def answer(self, seat: int, raw: Any, typed: str, rtt: int, ms: int) -> None:
        self.now_ms += ms // 4
        assert self.room.round is not None
        fitting = fitted(self.room.round.question, raw, typed)
        # The server tells with the answer what the list of words holds back: here some first texts.
        held = (0,) if self.room.round.question.collects and ms % 2 else ()
        id = f"p of {seat}"  # no two phones draw the same
        self.do(c.SubmitAnswer(seat, self.room.games, self.room.place.index, fitting, id, rtt, held))

    @precondition(lambda self: self.room.place.phase == "answering")
    @rule(raw=valid, typed=words)
    def all_answer(self, raw: Any, typed: str) -> None:
        for seat in list(self.room.seats):
            self.answer(seat.no, raw, typed, 0, 0)

    @precondition(lambda self: self.room.place.phase == "voted")
    @rule(choice=st.sampled_from(["explain", "discuss", "discuss", "reveal", None]))
    def the_host_decides_after_a_first_vote(self, choice: Any) -> None:
        self.do(c.Advance(self.room.step, choice))

    @precondition(lambda self: self.open)
    @rule(ahead=st.integers(-1, 2), on=st.booleans())
    def the_host_asks_twice_or_once(self, ahead: int, on: bool) -> None:
        self.do(c.AskTwice(self.room.game.no if self.room.game else 0, max(0, self.room.place.index + ahead), on))

    @precondition(lambda self: self.room.round is not None)
    @rule(seat=seats, sure=st.sampled_from(["sure", "half", "guess"]))
    def a_student_says_how_sure_the_answer_is(self, seat: int, sure: Any) -> None:
        self.do(c.SaySure(seat, self.room.games, self.room.place.index, sure))

    @precondition(lambda self: self.playing)
    @rule(seat=seats, raw=st.one_of(valid, wild), ago=st.integers(-1, 2), id=st.sampled_from("pq"))
    def answer_another_question(self, seat: int, raw: Any, ago: int, id: str) -> None:
        raw = sorted(raw) if isinstance(raw, set) else raw
        command = c.SubmitAnswer(seat, self.room.games, self.room.place.index - ago, raw, f"{id} of {seat}")
        self.do(command)

    @precondition(lambda self: self.open)
    @rule(key=st.sampled_from(KEYS), name=st.sampled_from(NAMES), lang=langs)
    def join(self, key: str, name: str, lang: Any) -> None:
        self.do(c.Join(key, f"device {key}", name))
        self.come(key, lang)

    def come(self, key: str, lang: Any) -> None:
        seat = self.room.seats.of_key(key)
        if seat is not None and not seat.kicked and not seat.waits:
            self.arrive(seat.no, lang)

    @precondition(lambda self: self.open and self.room.roster is not None)
    @rule(key=st.sampled_from(KEYS), student=st.sampled_from(["one", "two", "three", "none"]), card=st.booleans())
    def one_of_the_class_joins(self, key: str, student: str, card: bool) -> None:
        self.do(c.Join(key, f"device {key}", "", student, card))
        self.come(key, "kk")

    @precondition(lambda self: self.open)
    @rule(seat=st.integers(0, MOST_SEATS), what=st.sampled_from([c.LetIn, c.LetIn, c.TurnAway, c.FreeSeat]))
    def the_host_minds_the_door(self, seat: int, what: Any) -> None:
        self.do(what(seat))

    @precondition(lambda self: self.open)
    @rule(
        phone=seats,
        name=st.sampled_from(NAMES),
        student=st.sampled_from(["", "", "one", "two", "none"]),
        card=st.booleans(),
    )
    def another_comes_to_a_phone(self, phone: int, name: str, student: str, card: bool) -> None:
        self.do(c.ShareWith(phone, name, student, card))

    @precondition(lambda self: self.open)
    @rule(
        phone=seats, member=st.integers(1, MOST_SEATS), what=st.sampled_from([c.LeavePhone, c.PassPhone, c.PassPhone])
    )
    def those_on_a_phone_settle_things(self, phone: int, member: int, what: Any) -> None:
        self.do(what(phone, member))

    @precondition(lambda self: self.open)
    @rule(
        seat=st.integers(1, MOST_SEATS),
        phone=st.integers(0, 4),
        name=st.sampled_from(NAMES),
        student=st.sampled_from(["", "one", "none"]),
        add=st.booleans(),
    )
    def the_host_seats_those_without_a_phone(self, seat: int, phone: int, name: str, student: str, add: bool) -> None:
        self.do(c.AddStudent(name, student) if add else c.SitWith(seat, phone))

    @precondition(lambda self: self.playing)
    @rule(seat=st.integers(1, MOST_SEATS), raw=valid, typed=words, ago=st.sampled_from([0, 0, 0, 1]))
    def the_host_answers_for_a_student(self, seat: int, raw: Any, typed: str, ago: int) -> None:
        assert self.room.round is not None
        fitting = fitted(self.room.round.question, raw, typed)
        self.do(c.SubmitAnswer(seat, self.room.games, self.room.place.index - ago, fitting, "h", by_host=True))

    @precondition(lambda self: self.open)
    @rule(seat=seats, team=st.integers(1, 3), name=st.sampled_from(NAMES), what=st.sampled_from("cpdn"))
    def teams_are_made(self, seat: int, team: int, name: str, what: str) -> None:
        kinds: dict[str, c.AnyCommand] = {
            "c": c.ChooseTeam(seat, team),
            "p": c.PutInTeam(seat, team),
            "d": c.DrawTeams(),
            "n": c.NameTeam(team, name),
        }
        self.do(kinds[what])

    def arrive(self, seat: int, lang: Any) -> None:
        self.conns += 1
        phone = self.phones[seat] = Screen(Viewer("player", lang, seat), self.room)
        self.look_for_leaks(phone, phone.stream)
        self.do(c.Arrive(seat, f"c{self.conns}"))

    @precondition(lambda self: self.open)
    @rule(seat=seats, lang=langs)
    def a_phone_goes_or_comes_back(self, seat: int, lang: Any) -> None:
        sitting = self.room.seats.get(seat)
        if sitting is not None and sitting.conn is not None:
            self.phones.pop(seat, None)
            self.do(c.Depart(seat, sitting.conn))
        elif sitting is not None and sitting.key:
            self.arrive(seat, lang)
        elif sitting is not None:
            self.do(c.Arrive(seat, "nobody's"))

    @precondition(lambda self: self.room.countdown is not None)
    @rule(what=st.sampled_from([c.Pause, c.Resume, c.AddTime]))
    def the_host_turns_the_clock(self, what: Any) -> None:
        more = (10_000,) if what is c.AddTime else ()
        self.do(what(self.room.step, *more))

    @precondition(lambda self: self.playing)
    @rule(what=st.sampled_from([c.Skip, c.Skip, c.EndGame]), sure=st.integers(0, 3))
    def the_host_leaves_a_question(self, what: Any, sure: int) -> None:
        if not sure:
            self.do(what(self.room.step))

    @precondition(lambda self: self.open)
    @rule(seat=seats, name=st.sampled_from(NAMES), what=st.sampled_from(["kick", "rename", "rename", "lock", "unlock"]))
    def the_host_minds_the_class(self, seat: int, name: str, what: str) -> None:
        match what:
            case "kick":
                self.do(c.Kick(seat))
            case "rename":
                self.do(c.Rename(seat, name))
            case _:
                self.do(c.Lock(what == "lock"))

    @precondition(lambda self: self.open)
    @rule(change=changes)
    def the_host_changes_settings(self, change: c.Configure) -> None:
        self.do(change)

    @precondition(lambda self: self.open)
    @rule(seat=seats, text=asked_texts, named=st.booleans(), held=st.integers(0, 4), id=st.sampled_from("uvwxyz"))
    def a_student_asks(self, seat: int, text: str, named: bool, held: int, id: str) -> None:
        # Every text says whose it is, so that a name in a wrong place would be seen.
        self.do(c.AskQuestion(seat, id, text, named, held=not held))

    @precondition(lambda self: self.open)
    @rule(seat=seats, no=st.integers(1, 4), what=st.sampled_from(["second", "second", "unsecond", "withdraw"]))
    def a_student_thinks_again(self, seat: int, no: int, what: str) -> None:
        if what == "withdraw":
            self.do(c.WithdrawQuestion(seat, "uvwx"[no - 1]))
        else:
            self.do(c.SecondQuestion(seat, no, what == "second"))

    @precondition(lambda self: self.open)
    @rule(no=st.integers(0, 5), to=sortings, what=st.sampled_from(["sort", "sort", "star", "show"]))
    def the_host_minds_the_questions(self, no: int, to: Any, what: str) -> None:
        kinds: dict[str, c.AnyCommand] = {
            "sort": c.SortAsked(no, to),
            "star": c.StarAsked(no, to == "open"),
            "show": c.ShowAsked(no),
        }
        self.do(kinds[what])

    @precondition(lambda self: self.open and bool(self.room.course.parts))
    @rule(part=st.integers(0, 2), what=st.sampled_from(["skip", "up", "down", "down"]))
    def the_host_changes_the_plan(self, part: int, what: str) -> None:
        game = self.room.current
        self.do(c.SkipPart(game, part) if what == "skip" else c.MovePart(game, part, what == "up"))

    @precondition(lambda self: self.open)
    @rule(kind=st.sampled_from(["single", "brainstorm", "slide"]), twice=st.booleans(), sure=st.integers(0, 3))
    def the_host_puts_a_question_of_another_bank(self, kind: str, twice: bool, sure: int) -> None:
        if not sure:
            asked = question(50 + len(self.room.steps) % 40, kind)
            self.do(c.PutQuestion(asked, "peer" if twice else "classic"))

    @precondition(lambda self: self.open)
    @rule(form=st.sampled_from(FORMS), time=st.sampled_from([0, 0, 30]), sure=st.integers(0, 3))
    def the_host_improvises(self, form: Any, time: int, sure: int) -> None:
        if not sure:
            self.do(c.Improvise(self.room.step, form, time))

    @precondition(lambda self: self.open)
    @rule(
        ago=st.integers(0, 2), text=st.sampled_from([None, "What?", ""]), right=st.sampled_from([None, "B", "42", ""])
    )
    def the_host_puts_it_down(self, ago: int, text: str | None, right: str | None) -> None:
        self.do(c.PutDown(max(1, self.room.games), max(0, self.room.place.index - ago), text, right))

    @precondition(lambda self: self.room.round is not None and self.room.round.wall is not None)
    @rule(no=st.integers(0, 3), into=st.integers(0, 3), what=st.sampled_from(["sort", "sort", "star", "all", "merge"]))
    def the_host_sorts_what_was_written(self, no: int, into: int, what: str) -> None:
        where = (self.room.games, self.room.place.index)
        to: tuple[Any, ...] = ("waiting", "shown", "hidden", "shown")
        kinds: dict[str, c.AnyCommand] = {
            "sort": c.SortPost(*where, no, to[into]),
            "star": c.StarPost(*where, no, into > 1),
            "all": c.ShowPosts(*where),
            "merge": c.MergePost(*where, no, into),
        }
        self.do(kinds[what])

    @precondition(lambda self: self.open)
    @rule(seat=st.integers(0, 4), id=st.sampled_from("abc"), undo=st.booleans())
    def something_is_said_aloud(self, seat: int, id: str, undo: bool) -> None:
        self.do(c.UndoSpoken(id) if undo else c.TallySpoken(id, "question", seat))

    @precondition(lambda self: self.open)
    @rule(who=st.sampled_from("abcdefg"), value=st.integers(0, 7))
    def somebody_tells_how_it_goes(self, who: str, value: int) -> None:
        told: list[c.AnyCommand] = [c.TellPace(who, pace) for pace in PACES]
        told += [c.TellMood(who, face) for face in (1, 3, 5)]
        self.do([*told, c.ShowPulse(True), c.ShowPulse(False)][value])

    @rule(off=st.integers(-1, 1), seat=st.integers(0, 8), raw=wild, one=st.integers(0, 15))
    def somebody_is_confused(self, off: int, seat: int, raw: Any, one: int) -> None:
        """Old steps, seats that are not there, answers to nothing, and now and then the end of it all."""
        step = self.room.step + off
        self.do(
            [
                c.Advance(step),
                c.TimeUp(step),
                c.Skip(step),
                c.Pause(step),
                c.Resume(step),
                c.AddTime(step, 1_000),
                c.EndGame(step),
                c.PlayAgain(step),
                c.Arrive(seat + 7, "c0"),
                c.Depart(seat, "c0"),
                c.SubmitAnswer(seat, self.room.games + off, seat, raw, "x"),
                c.SubmitAnswer(seat + 7, self.room.games, 0, raw, "x"),
                c.Kick(seat + 7),
                c.Rename(seat + 7, "Nobody"),
                c.decode(self.lines[0][0]),
                c.CloseRoom(),
            ][one]
        )

    @rule()
    def the_host_is_told_what_has_waited(self) -> None:
        self.host.told(self.room, Changes())

    # ── what must hold ──────────────────────────────────────────────────────────────────────────────────────────

    @invariant()
    def a_room_is_what_its_log_says(self) -> None:
        assert dump(self.follower) == dump(self.room)
        assert (self.follower.seq, self.follower.at_ms) == (self.room.seq, self.room.at_ms)

    @invariant()
    def changes_add_up_to_what_a_newcomer_sees(self) -> None:
        for phone in self.phones.values():
            assert phone.picture == phone.fresh(self.room)
        assert self.projector.picture == self.projector.fresh(self.room) == self.projector.fresh(self.follower)
        if not self.host.waiting:
            assert self.host.picture == self.host.fresh(self.room)

    @invariant()
    def scores_are_what_the_answers_earned(self) -> None:
        game = self.room.game
        if game is None:
            return
        for seat, crew in self.room.seats.players().items():
            mine = [[asked.responses[no] for no in crew if no in asked.responses] for asked in game.rounds.values()]
            best = [max((response.points + response.bonus for response in given), default=0) for given in mine]
            assert seat not in game.standings or game.standings[seat].score == sum(best)
        for asked in game.rounds.values():
            assert not set(asked.responses) & set(asked.late), "one answer a seat"
            for seat, response in asked.responses.items():
                assert not response.late
                assert 0 <= response.points <= asked.most
                assert response.bonus in range(0, STREAK_MOST + 1, 100)
                assert response.bonus == 0 or (asked.most and response.credit == 1.0)
                assert 0 <= response.credit <= 1.0
                assert asked.window is not None
                assert 0 <= response.elapsed_ms <= asked.span_of(seat)
                assert asked.closed or (response.points, response.bonus, response.credit) == (0, 0, 0)
                assert not asked.skipped or (response.points, response.bonus, response.credit) == (0, 0, 0)
            assert all(r.late and (r.points, r.bonus, r.credit) == (0, 0, 0) for r in asked.late.values())

    @invariant()
    def a_second_vote_follows_a_first_one_that_nobody_was_told_of(self) -> None:
        for asked in self.room.game.rounds.values() if self.room.game else ():
            assert asked.over or not asked.closed
            first = asked.first
            if first is None:
                continue
            assert first is self.room.asked(self.room.games, asked.index - 1)
            assert (first.closed, first.skipped) == (asked.closed, asked.skipped)
            assert first.witnesses <= asked.witnesses
            assert asked.question is first.question
        talking = self.room.round is not None and self.room.place.phase == "discussion"
        for phone in self.phones.values():
            told = phone.picture.get("talk")
            assert told is None or talking

    @invariant()
    def ranks_are_places_among_those_who_are_in(self) -> None:
        if self.room.game is None:
            return
        standings = [self.room.game.standings.get(no) for no in self.room.seats.players()]
        placed = [standing for standing in standings if standing is not None and standing.rank]
        for standing in placed:
            assert standing.rank == 1 + sum(other.score > standing.score for other in placed)
        assert not placed or self.room.game.ranked == len(placed)

    @invariant()
    def a_student_of_the_class_has_one_seat_and_who_waits_has_none(self) -> None:
        seats = self.room.seats
        students = [seat.student for seat in seats if seat.student]
        assert len(students) == len(set(students))
        assert not {seat.no for seat in seats} & {seat.no for seat in seats.waiting()}
        assert len(seats) + len(seats.waiting()) <= self.room.settings.capacity
        for seat in seats.waiting():
            assert seat.no not in self.projector.seats
            assert not any(asked.of(seat.no) for asked in (self.room.game.rounds.values() if self.room.game else ()))

    @invariant()
    def everybody_is_behind_one_phone_and_goes_with_it(self) -> None:
        room, seats = self.room, self.room.seats
        crews = seats.players()
        assert sorted(no for crew in crews.values() for no in crew) == sorted(seat.no for seat in seats)
        assert all(len(crew) <= MOST_TOGETHER for crew in crews.values())
        for phone, crew in crews.items():
            assert len(crew) == 1 or room.seat(phone).key
            for no in crew[1:]:
                assert (room.seat(no).conn, room.seat(no).key) == (room.seat(phone).conn, "")
        for asked in room.game.rounds.values() if room.game else ():
            given = [(one.phone, one.id) for one in (*asked.responses.values(), *asked.late.values()) if one.phone]
            assert len({phone for phone, _ in given}) == len(set(given)), "one answer a phone"
            assert asked.question.answered or not asked.holders
        asked_now = room.round
        if asked_now is not None and not asked_now.closed:
            for phone in asked_now.holders.keys() & crews.keys():
                whose = asked_now.holders[phone]
                assert whose in crews[phone] or asked_now.of(whose) is not None, "somebody who is here has the turn"

    @invariant()
    def everybody_is_in_one_team_and_the_teams_are_as_large_as_they_can_be(self) -> None:
        room, plan = self.room, self.room.settings.teams
        views = {team["no"]: team for team in self.projector.stage.get("teams", [])}
        assert len(views) == plan.n
        if not plan.n:
            return
        of = {no: room.teams.of.get(no, 0) for no in room.seats.players()}
        assert all(of.values()) or (plan.by == "choice" and room.place.phase == "lobby")
        for no, view in views.items():
            assert view.get("players", 0) == list(of.values()).count(no)
        for phone in self.phones.values():
            assert phone.picture["me"].get("team", 0) == of.get(phone.viewer.seat, 0)

    @invariant()
    def the_tally_counts_no_more_than_there_are(self) -> None:
        n, of = self.projector.tally
        assert 0 <= n <= of
        if self.room.place.phase == "answering":
            asked = self.room.round
            assert asked is not None
            own = {seat.no for seat in self.room.seats if has_turn(self.room.seats, asked, seat.no)}
            silent = {no for no in own if asked.of(no) is None}
            here = {no for no in silent if self.room.seat(no).conn is not None}
            assert (self.room.waiting, self.room.absent) == (here, silent - here)
            assert (n, of) == (len(asked.responses), len(asked.responses) + len(here))

    @invariant()
    def what_students_ask_is_seen_by_those_who_may(self) -> None:
        asking = self.room.asking
        seen = {asked.public: asked for asked in asking.questions.values() if asked.seen}
        for screen in (*self.phones.values(), self.projector):
            told = screen.picture.get("asked", {})
            assert {one["text"] for one in told.values()} == {asked.text for asked in seen.values()}
            if screen is not self.projector:
                assert set(told) == set(seen)
        for asked in asking.questions.values():
            assert asked.seat not in asked.seconds
            assert asked.state != "open" or asked.public
        assert asking.screen in {0, *(asked.no for asked in seen.values() if asked.state == "open")}
        assert sorted(asked.public for asked in asking.questions.values() if asked.public) == [
            *range(1, asking.published + 1)
        ]
        for seat in self.room.seats:
            own = [asked for asked in asking.own(seat.no) if asked.state != "withdrawn"]
            joined = [asked for asked in asking.questions.values() if seat.no in asked.seconds]
            spoken = [spoken for spoken in asking.spoken.values() if spoken.seat == seat.no]
            assert asking.heard(seat.no) is bool(own or joined or spoken)
            times = [asked.at_ms for asked in asking.own(seat.no)]
            assert all(b - a >= 60_000 for a, b in zip(times, times[MOST_A_MINUTE:], strict=False))

    @invariant()
    def what_was_written_is_seen_once_it_may(self) -> None:
        asked, told = self.room.round, self.projector.stage.get("posts", [])
        assert all("posts" not in phone.stage for phone in self.phones.values())
        if asked is None or asked.wall is None or self.room.place.phase != "reveal":
            assert told == []
            return
        wall = asked.wall
        assert {one["text"] for one in told} == {post.text for post in wall.posts.values() if wall.is_seen(post)}
        wrote = [text for response in asked.responses.values() for text in asked.question.posts(response.answer)]
        assert sum(post.spellings.total() for post in wall.posts.values()) == len(wrote), "nothing is lost or doubled"
        for post in wall.posts.values():
            assert post.into != post.no
            assert not post.into or (not wall.posts[post.into].into and post.no in wall.posts[post.into].joined)
            assert post.state != "shown" or post.place

    @invariant()
    def a_countdown_ends_when_it_is_due_and_not_before(self) -> None:
        due = self.room.due()
        if due is None:
            return
        command = c.TimeUp(due.step)
        assert self.room.refuses(command, max(due.at_ms, self.now_ms)) is None
        assert due.at_ms <= self.now_ms or self.room.refuses(command, due.at_ms - 1) == "stale"
        asked = self.room.round if self.room.place.phase == "answering" else None
        if asked is not None and asked.window is not None:
            ends_ms = max([asked.window.ends_ms, *(asked.ends_of(seat) for seat in self.room.longer)])
            assert due.at_ms <= ends_ms + max(self.room.settings.grace_ms, ABSENT_MS)

    def teardown(self) -> None:
        """The whole log again, from its bytes, into a room that never saw the commands."""
        if not hasattr(self, "lines"):
            return
        opened, at_ms = self.lines[0]
        again = Room(c.decode(opened), at_ms)
        for line, at_ms in self.lines[1:]:
            again.apply(c.decode(line), at_ms)
        assert dump(again) == dump(self.room)


def fitted(asked: AnyQuestion, raw: int | set[int], typed: str) -> RawAnswer:
    """What a sane phone would send for this kind of question."""
    kind = asked.kind
    one = raw if isinstance(raw, int) else min(raw)
    if kind in ("ordering", "matching", "categorising"):
        # In an order that begins with what was chosen: right by chance, at times.
        order = [one, *(i for i in (2, 0, 3, 1) if i != one)]
        return order[:3] if kind == "matching" else order
    if kind == "gaps":
        return [answer_of(asked) if typed == "right" else typed, "no"]
    if kind == "hotspot":
        return [125 + 250 * one, 500] if typed != "no" else "B2"
    if kind == "slider":
        return one % 2
    match asked:
        case Short() | Number():
            return answer_of(asked) if typed == "right" else typed
        case OpenText():
            return typed
        case WordCloud():
            return [typed, "Word"][: asked.words]
        case Scale():
            return [one + 1, *([0] * (len(asked.items) - 1))]
        case Brainstorm(ideas=None):
            return [f"idea {one}", typed or "Idea 0"]
        case Brainstorm():
            return [one, *(raw if isinstance(raw, set) else ())][: asked.votes]
    if kind == "multiple":
        return sorted(raw) if isinstance(raw, set) else [raw]
    return one % 2 if kind == "truefalse" else one + 1 if kind == "rating" else one


def _games(facts: list[Any]) -> bool:
    """Facts that hold a game are equal in all but identity; the dumps compare the games themselves."""
    return any(type(fact).__name__ == "GameEnded" for fact in facts)


TestAnyGame = AnyGame.TestCase
TestAnyGame.settings = settings(
    max_examples=200,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
)
