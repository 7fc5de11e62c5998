"""Peer instruction: a question is answered alone, talked over, and answered once more.

    vote 1: reading → answering → voted ─┬─ explain ────┬→ vote 2: answering → reveal → leaderboard
                                         ├─ discussion ─┘
                                         └─ reveal → leaderboard, and no second vote

What the class needs follows from how many were right alone, a share that the host alone
learns. The host may choose otherwise.
"""

from __future__ import annotations

from saual.game.flows import classic
from saual.game.settings import Settings
from saual.game.step import Step
from saual.protocol.common import AfterVote, Peer, Phase

PHASES: dict[AfterVote, Phase] = {"explain": "explain", "discuss": "discussion", "reveal": "reveal"}
"""What follows `voted`."""


first = classic.first


def after(phase: Phase, step: Step, settings: Settings, more: bool) -> Phase | None:
    """`voted` is not left by itself: see `PHASES`."""
    if phase == "answering" and step.vote == 1:
        return "voted"
    return classic.after(phase, step, settings, more)


def recommended(percent: int, peer: Peer) -> AfterVote:
    """`percent` of the first answers were right."""
    if percent < peer.explain_below:
        return "explain"
    return "reveal" if percent > peer.reveal_above else "discuss"
