"""What picture files say of themselves, read without decoding a single pixel."""

from chaguan.source.published_types import (
    DRAWING_BYTES,
    DRAWING_PARTS,
    LONGEST_SIDE,
    MOST_PIXELS,
    PICTURE_BYTES,
)

from .head import Head, head_of
from .problems import picture_problems
from .svg import Drawing, NoDrawingError, drawing_of
from .without_position import without_position

__all__ = [
    "DRAWING_BYTES",
    "DRAWING_PARTS",
    "LONGEST_SIDE",
    "MOST_PIXELS",
    "PICTURE_BYTES",
    "Drawing",
    "Head",
    "NoDrawingError",
    "drawing_of",
    "head_of",
    "picture_problems",
    "without_position",
]
