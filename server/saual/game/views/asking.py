"""Who may know what of the students' questions.

A question reaches the class screen and other phones only once it was let through, and its author's name only if it was
asked by name; to phones nothing depends on those that were not. The host sees no other names either.
"""

from __future__ import annotations

from saual.game.asking import Asked
from saual.game.room import Room
from saual.protocol.asking import ClassQuestion, ClassQuestions, Mine, OwnQuestion
from saual.protocol.common import SpokenKind
from saual.protocol.posting import AskedView, AskedViews, AskingView, SpokenView

_LAST = 5


def of_class(room: Room, numbers: set[int] | None) -> ClassQuestions | None:
    """For every phone alike: these questions (None: all). None where no phone has to be told anything."""
    asking = room.asking
    if numbers is None:
        if not asking.published:
            return None
        seen = sorted((asked for asked in asking.questions.values() if asked.seen), key=lambda asked: asked.public)
        return ClassQuestions(put=[_class_question(room, asked) for asked in seen], all=True)
    known = sorted((asking.questions[no] for no in numbers if asking.questions[no].public), key=lambda a: a.public)
    if not known:
        return None
    return ClassQuestions(
        put=[_class_question(room, asked) for asked in known if asked.seen],
        gone=[asked.public for asked in known if not asked.seen],
    )


def _class_question(room: Room, asked: Asked) -> ClassQuestion:
    done = asked.state == "answered"
    return ClassQuestion(asked.public, asked.text, _name(room, asked), len(asked.seconds), done)


def mine(room: Room, seat: int) -> Mine | None:
    """For one phone: its own. None where it never asked anything."""
    asking = room.asking
    own, too = asking.own(seat), asking.seconded(seat)
    if not own and too is None:
        return None
    return Mine(
        own=[
            OwnQuestion(asked.id, asked.text, asked.state, asked.public) for asked in own if asked.state != "withdrawn"
        ],
        too=sorted(asking.questions[no].public for no in too or ()),
    )


def questions(room: Room, numbers: set[int] | None, for_host: bool) -> AskedViews | None:
    """For a staff screen: these questions (None: all there are). None where it may know of none of them."""
    known = room.asking.questions
    chosen = sorted(no for no in (known if numbers is None else numbers) if for_host or known[no].public)
    if numbers is not None and not chosen:
        return None
    views = [(no, _view(room, no, for_host)) for no in chosen]
    return AskedViews(
        put=[view for _, view in views if view is not None],
        gone=[] if numbers is None else [no for no, view in views if view is None],
        all=numbers is None,
    )


def _view(room: Room, no: int, for_host: bool) -> AskedView | None:
    asked = room.asking.get(no)
    if asked is None or not (for_host or asked.seen):
        return None
    view = AskedView(no, asked.text, _name(room, asked), asked.state, len(asked.seconds))
    if not for_host:
        return view
    return AskedView(no, view.text, view.name, view.state, view.n, asked.at_ms, asked.starred, asked.held)


def state(room: Room, for_host: bool) -> AskingView:
    """What is on the class screen, how many wait, what was counted aloud."""
    asking = room.asking
    spoken = list(asking.spoken.values())
    counted: dict[SpokenKind, int] = {"question": 0, "answer": 0, "contribution": 0}
    for one in spoken:
        counted[one.what] += 1
    last = [SpokenView(one.id, one.what, one.seat) for one in spoken[: -_LAST - 1 : -1]] if for_host else []
    return AskingView(asking.screen, asking.waiting(), **counted, last=last)


def _name(room: Room, asked: Asked) -> str:
    """As the student is called now; a removed one by no name."""
    seat = room.seats.get(asked.seat) if asked.named else None
    return seat.name if seat is not None else ""
