"""Names and keys under which phones of one room get pictures and sound.

A phone fetches the next question's before it is asked, so that a class does not fetch all at once. Therefore a name
says nothing to anybody, is another in each room and for each question, and what is fetched by it is sealed: the key
comes with the question. Pure: what is derived from the room's secret is the same in every process.
"""

from __future__ import annotations

import hashlib
import hmac

from msgspec.structs import replace

from saual.game.room import Room
from saual.protocol.common import PhoneMedia
from saual.protocol.player import PlayerAhead
from saual.questions.bank import AnyQuestion
from saual.questions.base import Ask
from saual.questions.media import Media, media_type
from saual.questions.text import Lang


def of_question(room: Room, index: int, question: AnyQuestion, lang: Lang) -> list[PhoneMedia]:
    """What a phone shows with this question, and the keys to it."""
    media = question.phone_media(lang, room.bank.language)
    return [_told(room, index, one) for one in media]


def at_home(room: Room, index: int, question: AnyQuestion, lang: Lang) -> list[PhoneMedia]:
    """The same with a question of a homework: no class screen is there to show the rest."""
    return [_told(room, index, one) for one in question.media(lang, room.bank.language)]


def film_at_home(room: Room, name: str) -> Media | None:
    """The film of a question of a homework, by the name that phones know."""
    for at, question in _all(room):
        for one in question.media(room.settings.lang, room.bank.language):
            if one.kind == "film" and hmac.compare_digest(_name(room, at, one), name):
                return one
    return None


def _all(room: Room) -> list[tuple[int, AnyQuestion]]:
    return [(asked.index, asked.question) for asked in room.game.rounds.values()] if room.game is not None else []


def _told(room: Room, index: int, one: Media) -> PhoneMedia:
    type = media_type(one.name) if one.kind == "sound" else ""
    return PhoneMedia(one.kind, _name(room, index, one), _key(room, index, one), one.alt, one.plays, type)


def ahead(room: Room) -> PlayerAhead | None:
    """What is to be fetched for the question that comes next; None in a lesson that has nothing to fetch."""
    if not room.has_media:
        return None
    index, question = room.upcoming()
    if question is None:
        return PlayerAhead(g=room.current)
    names = [_name(room, index, one) for one in question.phone_media(room.settings.lang, room.bank.language)]
    return PlayerAhead(index, names + with_answers(room, index, question), room.current)


def with_answers(room: Room, index: int, question: AnyQuestion) -> list[str]:
    """What comes with what is to be answered, in an order that says nothing; its keys come with it alone."""
    return sorted({_name(room, index, Media("picture", name)) for name in question.own_pictures()})


def ask(room: Room, index: int, question: AnyQuestion, lang: Lang) -> Ask:
    """What a phone is asked, with the keys to its pictures."""
    shown = question.ask(lang, room.bank.language)
    if not shown.pictures:
        return shown
    pictures = [Media("picture", name) if name else None for name in shown.pictures]
    names = [_name(room, index, one) if one else "" for one in pictures]
    return replace(shown, pictures=names, keys=[_key(room, index, one) if one else "" for one in pictures])


def found(room: Room, name: str) -> tuple[Media, str] | None:
    """What phones may fetch by this name now (of the question on the stage, or the next; at the podium of all that were
    closed, to look back at), and the key to seal it by."""
    if room.pace is not None:
        return _found(room, name, _all(room), at_home=True)
    index, question = room.upcoming()
    candidates = [(index, question)] if question is not None else []
    if room.round is not None:
        candidates.append((room.round.index, room.round.question))
    if room.place.phase == "podium" and room.game is not None:
        candidates += [(asked.index, asked.question) for asked in room.game.rounds.values() if asked.closed]
    return _found(room, name, candidates, at_home=False)


def _found(room: Room, name: str, candidates: list[tuple[int, AnyQuestion]], at_home: bool) -> tuple[Media, str] | None:
    for at, one in candidates:
        for media in one.fetched(room.settings.lang, room.bank.language, at_home):
            if hmac.compare_digest(_name(room, at, media), name):
                return media, _key(room, at, media)
    return None


def _name(room: Room, index: int, media: Media) -> str:
    return _derived(room, "name", index, media)


def _key(room: Room, index: int, media: Media) -> str:
    return _derived(room, "key", index, media)


def _derived(room: Room, what: str, index: int, media: Media) -> str:
    first = index - room.steps[index].again  # with a second vote phones have them already
    return derived(room, f"{what}/{room.current}/{first}/{media.name}")


def derived(room: Room, told: str) -> str:
    """What nobody can guess who does not know the room's secret."""
    return hmac.new(room.secret.encode(), told.encode(), hashlib.sha256).hexdigest()[:32]
