"""An answer that a browser keeps as a file, under a name that every system takes."""

from __future__ import annotations

import re
from urllib.parse import quote

from starlette.responses import Response

_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
    ".xml": "application/xml",
    ".zip": "application/zip",
    ".json": "application/json",
}
_LONGEST = 80
# What Windows keeps for devices.
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)


def download(content: bytes, name: str, suffix: str) -> Response:
    """`name` may be any text: what a file name cannot hold is left out. `suffix` as in ".xlsx"."""
    plain = re.sub(r"[^\w\-+(), ]+", " ", name)
    stem = " ".join(plain.split())[:_LONGEST].strip(" -") or "bank"
    stem = f"bank {stem}" if _DEVICE.match(stem) else stem
    bare = re.sub(r"[^A-Za-z0-9_\-(), ]+", "", stem).strip(" -_") or "bank"
    shown = f'attachment; filename="{bare}{suffix}"'
    if bare != stem:  # what only newer browsers read
        shown += f"; filename*=UTF-8''{quote(stem + suffix, safe='')}"
    media_type = _TYPES.get(suffix, "text/plain; charset=utf-8")
    return Response(content, media_type=media_type, headers={"Content-Disposition": shown})
