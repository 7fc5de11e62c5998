"""The JSON interface under `/api`: one path after the other, and who may ask it. Bodies: `saual.protocol.api`."""

from __future__ import annotations

from starlette.routing import Route

from saual.web.api import (
    access,
    adding,
    aloud,
    banks,
    classes,
    drafts,
    exchange,
    games,
    homework,
    media,
    paper,
    plans,
    reports,
    rooms,
    students,
    tickets,
    tokens,
)
from saual.web.api.resource import Handler, Need, Resource
from saual.web.services import Services


def routes(services: Services) -> list[Route]:
    """Everything under /api. Without the teacher's cookie nothing but `claim` says more than "not_staff"; what is under
    v1 is for programs with a token, and documented in docs/api.md.
    """

    def at(path: str, need: Need = "staff", **methods: Handler) -> Route:
        return Route(f"/api/{path}", Resource(services, need, methods))

    return [
        at("claim", "nothing", POST=access.claim),
        at("leave", "session", POST=access.leave),
        at("revoke", POST=access.revoke),
        at("me", "session", GET=access.me),
        at("banks", GET=banks.all_banks, POST=banks.add),
        at("banks/import", POST=exchange.read),
        at("banks/new", POST=banks.new),
        at("banks/{id}", GET=banks.one, PATCH=banks.place, DELETE=banks.remove),
        at("banks/{id}/copy", POST=banks.copy),
        at("banks/{id}/restore", POST=banks.restore),
        at("banks/{id}/draft", GET=drafts.one),
        at("banks/{id}/edits", POST=drafts.save),
        at("banks/{id}/as/{format}", GET=exchange.losses),
        at("banks/{id}/as/{format}/file", GET=exchange.file),
        at("banks/{id}/paper", GET=paper.sheets),
        at("banks/{id}/report", GET=reports.bank),
        at("banks/{id}/questions/{key}", GET=reports.question),
        at("classes/{id}/report", GET=reports.of_class),
        at("classes/{id}/gradebook.csv", GET=reports.gradebook),
        at("students/{id}/report", GET=reports.of_student),
        at("played", GET=reports.played),
        at("tokens", GET=tokens.all_tokens, POST=tokens.make),
        at("tokens/{id}", DELETE=tokens.revoke),
        at("v1/games", "token", GET=games.all_games),
        at("v1/games/{id}", "token", GET=games.one),
        at("v1/games/{id}/{table}", "token", GET=games.rows),
        at("v1/banks", "token", GET=reports.played),
        at("v1/banks/{id}", "token", GET=reports.bank),
        at("v1/banks/{id}/questions/{key}", "token", GET=reports.question),
        at("v1/classes", "token", GET=classes.all_classes),
        at("v1/classes/{id}", "token", GET=reports.of_class),
        at("v1/students/{id}", "token", GET=reports.of_student),
        at("formats", GET=exchange.formats),
        at("media", POST=media.take),
        at("math", POST=media.math),
        at("templates/questions.{suffix}", GET=exchange.table),
        at("classes", GET=classes.all_classes, POST=classes.make),
        at("classes/read", POST=classes.read_names),
        at("classes/{id}", GET=classes.one, PATCH=classes.change, DELETE=classes.remove),
        at("classes/{id}/students", POST=classes.add),
        at("classes/{id}/cards", POST=classes.cards),
        at("classes/{id}/attendance.{suffix}", GET=classes.attended),
        at("students/{id}", PATCH=students.change, DELETE=students.erase),
        at("students/{id}/all.zip", GET=students.everything),
        at("rooms", GET=rooms.live, POST=rooms.open_room),
        at("rooms/{room}/door", GET=rooms.door),
        at("rooms/{room}/remote", POST=rooms.remote),
        at("rooms/{room}/media", "session", POST=media.for_room),
        at("rooms/{room}/tickets", "session", GET=tickets.all_tickets, POST=tickets.give),
        at("homework", GET=homework.all_homework, POST=homework.give),
        at("homework/{room}", GET=homework.one, PATCH=homework.move, DELETE=homework.end),
        at("homework/{room}/late", POST=homework.take_late),
        at("homework/{room}/seat", POST=homework.mind_seat),
        at("homework/{room}/lesson", POST=homework.lesson),
        at("rooms/{room}/banks", "session", GET=adding.all_banks),
        at("rooms/{room}/banks/{bank}", "session", GET=adding.questions),
        at("rooms/{room}/questions", "session", POST=adding.put),
        at("plans", GET=plans.all_plans, POST=plans.make),
        at("plans/{id}", GET=plans.one, PUT=plans.save, DELETE=plans.remove),
        at("games", GET=games.all_games),
        at("games/{id}", GET=games.one, DELETE=games.remove),
        at("games/{id}/items/{i:int}", PATCH=aloud.put_down),
        at("games/{id}/items/{i:int}/keep", POST=aloud.keep_question),
        at("games/{id}/all.xlsx", GET=games.workbook),
        at("games/{id}/{table}.csv", GET=games.table),
        at("{rest:path}"),
    ]
