"""A busy machine is no fault: generated cases have no deadline of their own (pytest's timeout still holds)."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("saual", deadline=None)
settings.load_profile("saual")
