"""The TypeScript types are those of this protocol."""

from __future__ import annotations

from pathlib import Path

from saual.protocol.typescript import typescript

GENERATED = Path(__file__).parents[2] / "web" / "shared" / "protocol.gen.ts"


def test_the_types_in_the_repository_are_the_ones_that_would_be_made_now() -> None:
    made = typescript()
    assert GENERATED.read_text("utf-8") == made, "python -m saual.protocol.typescript > web/shared/protocol.gen.ts"
