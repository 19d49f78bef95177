"""Which files may be published as they are, and how much of a picture is too much."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

PICTURES: Final = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})
"""What browsers show and cannot run; made anew for the site."""
DRAWINGS: Final = frozenset({".svg"})
"""Can carry a program; published without it."""
PHOTOGRAPHS: Final = frozenset({".dng", ".heic", ".heif", ".tif", ".tiff"})
"""What cameras write and browsers do not show; never published."""
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

PICTURE_BYTES: Final = 40 * 1024 * 1024
"""A photograph in the best quality of a good camera; nothing larger is decoded."""
MOST_PIXELS: Final = 80_000_000
"""Of all frames together: 320 MB while it is decoded, whatever its file weighs."""
LONGEST_SIDE: Final = 16_000
"""Pixels; WebP ends at 16,383."""
DRAWING_BYTES: Final = 1024 * 1024
"""An SVG that is larger holds a photograph."""
DRAWING_PARTS: Final = 50_000
"""What a browser draws for one SVG, with every part counted as often as it is used."""
DRAWING_DEPTH: Final = 100


def is_harmless(path: str) -> bool:
    """Whether a contributed file runs nothing in a browser, once pictures are made anew."""
    first = path.partition("/")[0].lower()
    return first not in OURS and PurePosixPath(path).suffix.lower() in PICTURES | DRAWINGS | OTHERS
