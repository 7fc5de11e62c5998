"""Programs that speak WebSocket wrongly, on purpose or not, while a lesson is on: it and the log notice nothing."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.faults.conftest import EVERY_TRANSPORT
from tests.helpers.child import PATIENCE_S
from tests.helpers.course import course
from tests.helpers.installation import Installation
from tests.helpers.quick import many
from tests.helpers.server import Teacher, serving

INSTALLATIONS = EVERY_TRANSPORT
SESSIONS = 200
NO_UTF_8 = b"\x81\x82\0\0\0\0\xc3\x28"
_HEAD = (
    "GET {} HTTP/1.1\r\nHost: {}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)


@st.composite
def frames(draw: st.DrawFn) -> bytes:
    """One frame, or what somebody takes for one: any head, any length, any mask, any payload."""
    payload = draw(st.one_of(st.binary(max_size=200), st.text(max_size=50).map(str.encode), st.sampled_from(WORDS)))
    opcode = draw(st.sampled_from([0, 1, 1, 1, 2, 8, 9, 10]) | st.integers(0, 15))
    reserved = draw(st.sampled_from([0, 0, 0, 0x10, 0x40]))
    head = (0x80 if draw(st.booleans()) else 0) | reserved | opcode
    mask = draw(st.sampled_from([bytes(4), b"\xff\x00\xaa\x55", None]))
    said = draw(st.sampled_from([len(payload)] * 6 + [0, 125, 126, 16 * 1024 + 1, 2**31, 2**63 - 1, 2**64 - 1]))
    marked = 0x80 if mask is not None else 0
    if said < 126 and draw(st.booleans()):
        size = bytes((marked | said,))
    elif said < 2**16 and draw(st.booleans()):
        size = bytes((marked | 126,)) + struct.pack("!H", said)
    else:
        size = bytes((marked | 127,)) + struct.pack("!Q", said)
    if mask is not None:
        payload = bytes(byte ^ mask[n % 4] for n, byte in enumerate(payload))
    return bytes((head,)) + size + (mask or b"") + payload


WORDS = [
    b'{"t":"ping","c":1}',
    b'{"t":"answer","id":"a","g":1,"q":0,"a":0}',
    b'{"t":"look","pin":"123456","lang":"kk"}',
    b'{"t":"' + b"[" * 150,
    b"\xc3\x28",  # no UTF-8
    b"\x03\xe8",  # a close's code
    b"\x00\x00",  # no close's code
]


def speak(port: int, path: str, garbage: list[bytes]) -> None:
    """Returns when the server has closed the connection."""
    with (
        socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S) as line,
        contextlib.suppress(ConnectionError),
    ):
        line.sendall(_HEAD.format(path, f"127.0.0.1:{port}").encode())
        assert line.recv(4096).startswith(b"HTTP/1.1 101")
        for frame in garbage:
            line.sendall(frame)
        with contextlib.suppress(OSError):  # it may have been closed already
            line.shutdown(socket.SHUT_WR)
        while line.recv(65_536):
            pass


async def test_whatever_bytes_come_on_other_sockets_a_lesson_goes_on_and_nothing_breaks(
    installation: Installation, staff: Teacher
):
    staff.add_bank(many(300), "many")
    printed = installation.output

    @settings(max_examples=SESSIONS, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(
        st.sampled_from(installation.ports),
        st.sampled_from(["/ws", "/ws/staff"]),
        st.lists(frames(), min_size=1, max_size=8),
    )
    def storm(port: int, path: str, garbage: list[bytes]) -> None:
        speak(port, path, garbage)

    async with course(installation, staff, pupils=20, think_s=0.2, bank="many") as klass:
        playing = asyncio.ensure_future(klass.play())

        await asyncio.to_thread(storm)
        assert not playing.done()
        while await klass.host.step("end") == "stale":
            pass  # whoever plays was faster
        await asyncio.wait_for(playing, 30)

        assert len(klass.acks) > 20
        asked = max(pupil.given[id] for pupil in klass.pupils for id in pupil.acks)[:2]
        late = {pupil.given[id][:2] for pupil in klass.pupils for id, code in pupil.acks.items() if code is not None}
        assert late <= {asked}, "only the end of the game came before somebody's answer"
        assert set(klass.acks.values()) <= {None, "late"}
        assert all(pupil.codes == [] for pupil in klass.pupils)
    await asyncio.to_thread(installation.stop)  # all that it has to say is said then
    assert installation.output == printed


def test_a_text_that_is_no_utf_8_ends_its_connection_and_prints_nothing(tmp_path: Path, transport: str):
    with serving(tmp_path / "data", transport) as server:
        printed = server.output

        speak(server.port, "/ws", [NO_UTF_8])
        assert server.terminate() == 0  # all that it has to say is said then

        assert server.output == printed
