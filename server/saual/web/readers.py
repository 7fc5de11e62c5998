"""Programs that read by token: who may, and how often. Owns the bounds; tokens are the store's."""

from __future__ import annotations

from typing import Literal

from saual.store.api_tokens import ApiTokens
from saual.web.bucket import Bucket
from saual.world import steady_s

PER_S, BURST = 5.0, 20.0
"""Requests of one token to this process. Overflow: refused, to be sent again after a second."""
_GUESSES_PER_S, _GUESSES = 5.0, 20.0
"""Of all that come with no token of ours, together: each costs a look into the database."""
_LONGEST = 200


class Readers:
    def __init__(self, tokens: ApiTokens) -> None:
        self._tokens = tokens
        self._buckets: dict[str, Bucket] = {}
        """By token. Bounded by the tokens that there are, and those that were revoked since the start."""
        self._guesses = Bucket(_GUESSES_PER_S, _GUESSES, steady_s())

    async def admit(self, header: str) -> Literal["", "bad_token", "too_often"]:
        """Why whoever sends this Authorization may not read now; "" if so. Raises StoreFailed."""
        scheme, _, secret = header.partition(" ")
        secret = secret.strip()
        if scheme.lower() != "bearer" or not 0 < len(secret) <= _LONGEST:
            return "bad_token"
        holder = await self._tokens.holder(secret)
        now_s = steady_s()
        if holder is None:
            return "bad_token" if self._guesses.take(1, now_s) else "too_often"
        bucket = self._buckets.setdefault(holder, Bucket(PER_S, BURST, now_s))
        return "" if bucket.take(1, now_s) else "too_often"
