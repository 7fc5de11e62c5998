"""A class on real sockets, and its files: what a phone may try, and what is left of a student who was erased."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.helpers.phones import Phone, StaffScreen
from tests.helpers.server import Server, Teacher, serving, until

REAL, NICKNAME, TYPED = "Unforgettable Student", "Zebrafish", "antidisestablishment"


def make(teacher: Teacher, *names: str) -> tuple[str, dict[str, str], dict[str, str]]:
    """The class, its students and the codes of their cards, by name."""
    group = teacher.browser.post("/api/classes", json={"name": "7 B"}).json()["id"]
    wish = {"students": [{"name": name} for name in names]}
    page = teacher.browser.post(f"/api/classes/{group}/students", json=wish).json()
    cards = teacher.browser.post(f"/api/classes/{group}/cards", json={}).json()["cards"]
    return group, {one["name"]: one["id"] for one in page["students"]}, {one["name"]: one["code"] for one in cards}


async def refused(server: Server, **join: Any) -> str:
    phone = await Phone(server.host, "").connect()
    await phone.say({"t": "join", "key": phone.key, "name": "", "lang": "en", **join})
    code = await phone.refusal()
    await phone.leave()
    return code


async def test_a_phone_that_guesses_gets_nowhere_and_learns_no_code(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as server:
        teacher = server.teacher()
        group, _, codes = make(teacher, REAL, "Another Student")
        room = teacher.open_room(class_id=group, entry="roster")
        pin, right = room["pin"], codes[REAL]
        wrong = f"{(int(right) + 1) % 10**9:09d}"

        assert await refused(server, pin=pin, code=wrong) == "unknown_code"
        assert await refused(server, pin="", code=wrong) == "unknown_code"
        assert await refused(server, pin=pin, code="12345678") == "bad_frame"
        assert await refused(server, pin="") == "unknown_pin"
        assert await refused(server, pin=pin, student=1) == "unknown_student", "names are not to be picked here"
        assert await refused(server, pin=pin, name="Guest") == "roster_only"

        anonymous = teacher.open_room()
        assert await refused(server, pin=anonymous["pin"], code=right) == "unknown_code"

        owner = await Phone(server.host, "").connect()
        await owner.look(pin)
        await owner.say({"t": "join", "pin": "", "key": owner.key, "name": "", "lang": "en", "code": right})
        await owner.until(lambda me: me.seat and me.me)
        heard = "".join(owner.heard)
        assert not any(secret in heard for secret in (*codes.values(), "Another", REAL))
        await owner.leave()


async def test_of_an_erased_student_no_file_holds_a_trace(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serving(data) as server:
        teacher = server.teacher()
        group, students, codes = make(teacher, REAL, "Another Student")
        line = teacher.open_room("tour", class_id=group, by_name=True)
        host = StaffScreen(server.host, teacher.token, line["room"])
        await host.watch()
        phone = await Phone(server.host, NICKNAME).connect()
        await phone.say(
            {"t": "join", "pin": line["pin"], "key": phone.key, "name": NICKNAME, "lang": "en", "code": codes[REAL]}
        )
        await phone.until(lambda me: me.seat and me.me)
        asked = {"t": "question", "id": phone.new_id(), "text": f"What is {TYPED}?"}
        assert await phone.ack(await phone.command(asked)) is None
        await host.command({"t": "close_room", "id": host.new_id()})
        await host.until(lambda me: me.bye == "room_closed")
        await phone.leave()
        await host.leave()
        teacher.report_when(f"{line['room']}-1")

        until(lambda: teacher.browser.delete(f"/api/students/{students[REAL]}").status_code == 204)
        assert server.terminate() == 0

    kept = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert b"Another Student" in kept
    assert not any(trace.encode() in kept for trace in (REAL, NICKNAME, TYPED, codes[REAL]))
