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


def is_harmless(path: str) -> bool:
    """Whether a file that somebody contributed runs nothing in a reader's browser."""
    return PurePosixPath(path).suffix.lower() in PICTURES | OTHERS
