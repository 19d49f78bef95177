"""How much of a picture is too much."""

from __future__ import annotations

from typing import Final

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
