"""Which files of a content folder may be published as they are."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

PICTURES: Final = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})
"""What browsers show and cannot run. An SVG can carry a program, so it is none of them."""
OTHERS: Final = frozenset(
    {".csv", ".epub", ".gpx", ".m4a", ".mp3", ".mp4", ".oga", ".ogg", ".opus", ".pdf", ".txt"}
    | {".vtt", ".wav", ".webm", ".zip"}
)
"""What readers download or play."""

OURS: Final = frozenset(
    {"admin", "ads.txt", "api", "app-ads.txt", "assets", "llms.txt", "robots.txt", "search"}
    | {"security.txt"}
)
"""Where the site itself, or its hosts, speak to browsers and robots."""


def is_harmless(path: str) -> bool:
    """Whether a file that somebody contributed runs nothing in a reader's browser."""
    first = path.partition("/")[0].lower()
    return first not in OURS and PurePosixPath(path).suffix.lower() in PICTURES | OTHERS
