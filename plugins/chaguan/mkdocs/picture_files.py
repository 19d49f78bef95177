"""Pictures as feeds announce them: with their true type and length."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from chaguan.model import MediaPath
from chaguan.publish.addresses import Address
from chaguan.publish.feeds.feed import Enclosure

_SIGNATURES: Final = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (8, b"avif", "image/avif"),
)
"""Where a format's mark stands, the mark, and the media type (WHATWG MIME Sniffing, 6.1)."""


def enclosure(folder: Path, path: MediaPath, site_url: str) -> Enclosure | None:
    """A picture below `folder`; None where there is none, or none of a type that readers show."""
    file = folder / path
    if not file.is_file():
        return None
    with file.open("rb") as opened:
        start = opened.read(16)
    for offset, mark, kind in _SIGNATURES:
        if start[offset:].startswith(mark):
            url = Address(str(path)).absolute(site_url)
            return Enclosure(url=url, type=kind, length=file.stat().st_size)
    return None
