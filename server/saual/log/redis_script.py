"""What Redis does in one atomic step each, in Lua, and the bytes of a batch. Owns the layout of keys; knows no sockets.

A room is two keys and a channel. `…:log` is a stream of *batches*: the entries that one process appended with one
script call, under the seq of the last of them. The same bytes are published to followers, kept by them in memory, and
written back should Redis lose them. `…:head` is a hash: `seq` and `at` of the last entry, `opened`, `pin` while live,
the `epoch` in which the room was last found whole (see `redis_mend`), and for each process the last batch that it
appended here, so that one that is sent again is not doubled. Every batch names the one `before` it, and the head the
last: two logs that parted are told apart however alike their numbers are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from msgspec import msgpack

from saual.log.base import Entry

_body = msgpack.Decoder(list[tuple[int, bytes]])


class Names:
    """What everything in Redis is called. `{room}` lets a room's keys live together in a sharded Redis."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self.rooms = f"{prefix}rooms"
        self.count = f"{prefix}count"
        self.epoch = f"{prefix}epoch"
        self.clock = f"{prefix}clock"

    def pin(self, pin: str) -> str:
        return f"{self._prefix}pin:{pin}"

    def head(self, room: str) -> str:
        return f"{self._prefix}{{{room}}}:head"

    def log(self, room: str) -> str:
        return f"{self._prefix}{{{room}}}:log"

    def channel(self, room: str) -> str:
        return f"{self._prefix}{{{room}}}"

    def answers(self, process: str) -> str:
        """The channel on which one process hears what it asked the others."""
        return f"{self._prefix}to:{process}"


class Script(NamedTuple):
    text: str
    sha: str


def _script(text: str) -> Script:
    return Script(text, hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest())


class Batch(NamedTuple):
    """The head of a batch: its entries are `first` … `last`; none of them has a time before `floor_ms`."""

    process: bytes
    number: int
    first: int
    last: int
    floor_ms: int
    before: bytes
    """Which batch this one follows: its process and number; b"-" for the first."""
    body: bytes

    @property
    def name(self) -> bytes:
        return b"%b-%d" % (self.process, self.number)

    def entries(self) -> list[Entry]:
        """In order."""
        return numbered(self.first, self.floor_ms, _body.decode(self.body))


def numbered(first: int, floor_ms: int, lines: Iterable[tuple[int, bytes]]) -> list[Entry]:
    """The entries that (at_ms, command) each became."""
    return [
        Entry(seq, at_ms if at_ms > floor_ms else floor_ms, command)
        for seq, (at_ms, command) in enumerate(lines, first)
    ]


def pack(lines: list[tuple[int, bytes]]) -> bytes:
    """The body of a batch: (at_ms, command) each."""
    return msgpack.encode(lines)


def head_of(raw: bytes) -> Batch:
    words, _, body = raw.partition(b"\n")
    process, number, first, last, floor_ms, _, before = words.split(b" ")
    return Batch(process, int(number), int(first), int(last), int(floor_ms), before, body)


def unpack(raw: bytes) -> list[Entry]:
    """The entries of a batch, in order."""
    return head_of(raw).entries()


def raw(batch: Batch, at_ms: int) -> bytes:
    """A batch as it stands in the stream. `at_ms` is the time of its last entry."""
    process, number, first, last, floor_ms, before, body = batch
    return b"%b %d %d %d %d %d %b\n%b" % (process, number, first, last, floor_ms, max(floor_ms, at_ms), before, body)


# KEYS head, log; ARGV channel, epoch, process, number, count, known, at, body → {first, floor, before}, or why not:
# "none" (no such room), "stale" (it must be found whole first), which is also what a log that lost its tail becomes.
APPEND = _script("""
local h = redis.call('HMGET', KEYS[1], 'epoch', 'seq', 'at', 'last', ARGV[3])
if not h[2] then return 'none' end
if h[1] ~= ARGV[2] then return 'stale' end
if h[5] then
  local number, first, floor, before = string.match(h[5], '(%d+) (%d+) (%d+) (%S+)')
  if number == ARGV[4] then return {tonumber(first), tonumber(floor), before} end
end
local seq, floor, at = tonumber(h[2]), tonumber(h[3]), tonumber(ARGV[7])
if seq < tonumber(ARGV[6]) then
  redis.call('HSET', KEYS[1], 'epoch', '')
  return 'stale'
end
local last = string.format('%.0f', seq + tonumber(ARGV[5]))
if at < floor then at = floor end
local first, at = string.format('%.0f', seq + 1), string.format('%.0f', at)
local raw = table.concat({ARGV[3], ARGV[4], first, last, h[3], at, h[4]}, ' ') .. '\\n' .. ARGV[8]
redis.call('XADD', KEYS[2], last .. '-0', 'b', raw)
redis.call('HSET', KEYS[1], 'seq', last, 'at', at, 'last', ARGV[3] .. '-' .. ARGV[4],
  ARGV[3], table.concat({ARGV[4], first, h[3], h[4]}, ' '))
redis.call('PUBLISH', ARGV[1], raw)
return {seq + 1, floor, h[4]}
""")

# KEYS head, log; ARGV channel, epoch, attempt, at, pin, seconds, batch → 1, or 0: there is such a room already.
# What it makes lasts only so many seconds, until it is told to stay.
OPEN = _script("""
local made = redis.call('HGET', KEYS[1], 'made')
if made then return made == ARGV[3] and 1 or 0 end
redis.call('XADD', KEYS[2], '1-0', 'b', ARGV[7])
redis.call('HSET', KEYS[1], 'seq', 1, 'at', ARGV[4], 'opened', ARGV[4], 'pin', ARGV[5], 'epoch', ARGV[2],
  'made', ARGV[3], 'last', ARGV[3] .. '-0')
redis.call('EXPIRE', KEYS[1], ARGV[6])
redis.call('EXPIRE', KEYS[2], ARGV[6])
redis.call('PUBLISH', ARGV[1], ARGV[7])
return 1
""")

# KEYS head, log; ARGV epoch, known, opened, pin, batch … → {seq, 1 if it is whole}; seq -1: there is no such room.
# Batches that follow on what there is are written; nothing that there is already is touched.
RESTORE = _script("""
local h = redis.call('HMGET', KEYS[1], 'epoch', 'seq', 'last')
local seq, known, lastly = tonumber(h[2] or '0'), tonumber(ARGV[2]), h[3] or '-'
if seq == 0 and known == 0 then return {-1, 0} end
if h[1] == ARGV[1] and seq >= known then return {seq, 1} end
redis.call('HSET', KEYS[1], 'epoch', '')
for i = 5, #ARGV do
  local process, number, first, last, floor, at, before =
    string.match(ARGV[i], '^(%S+) (%d+) (%d+) (%d+) (%d+) (%d+) (%S+)\\n')
  if tonumber(first) == seq + 1 and before == lastly then
    if seq == 0 then
      redis.call('DEL', KEYS[2])
      redis.call('HSET', KEYS[1], 'opened', ARGV[3], 'made', '')
      if ARGV[4] ~= '' then redis.call('HSET', KEYS[1], 'pin', ARGV[4]) end
    end
    redis.call('XADD', KEYS[2], last .. '-0', 'b', ARGV[i])
    seq, lastly = tonumber(last), process .. '-' .. number
    redis.call('HSET', KEYS[1], 'seq', last, 'at', at, 'last', lastly,
      process, table.concat({number, first, floor, before}, ' '))
  end
end
return {seq, 0}
""")

# KEYS head; ARGV epoch → 1: the room is whole in this epoch.
CONFIRM = _script("""
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], 'epoch', ARGV[1])
return 1
""")

# KEYS pin; ARGV room: the PIN is free, if it was this room's.
FREE = _script("""
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1
""")

# KEYS epoch; ARGV run, new → the epoch: a new one if Redis was emptied, or is another run than made the last.
EPOCH = _script("""
local epoch = redis.call('GET', KEYS[1])
if epoch and string.sub(epoch, 1, #ARGV[1]) == ARGV[1] then return epoch end
redis.call('SET', KEYS[1], ARGV[1] .. ARGV[2])
return ARGV[1] .. ARGV[2]
""")
