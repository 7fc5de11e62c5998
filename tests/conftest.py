"""What any test may ask for."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module", params=["picows", "uvicorn"])
def transport(request: pytest.FixtureRequest) -> str:
    """Whose WebSocket the server speaks. Who asks for it runs on both."""
    return str(request.param)
