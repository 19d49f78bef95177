"""The beginning of a picture file: what it is, how large, and whether it tells of a position."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Final

from .formats import Known, in_boxes, in_chunks, in_riff, in_screen, in_segments, in_tiff
from .piece import Pieces


@dataclass(frozen=True, slots=True)
class Head:
    """What a picture file says of itself."""

    kind: str
    """`jpeg`, `png`, `gif`, `webp`, `avif`, `heif` or `tiff`: what it is, not what it is called."""
    width: int
    """Pixels as they are stored, before any turning; 0 where the file does not say."""
    height: int
    has_position: bool
    is_whole: bool
    """Its end is there."""


_KINDS: Final[tuple[tuple[int, bytes, str, Callable[[Pieces], Known]], ...]] = (
    (0, b"\xff\xd8\xff", "jpeg", in_segments),
    (0, b"\x89PNG\r\n\x1a\n", "png", in_chunks),
    (0, b"GIF8", "gif", in_screen),
    (8, b"WEBP", "webp", in_riff),
    (4, b"ftypavif", "avif", in_boxes),
    (4, b"ftypavis", "avif", in_boxes),
    (4, b"ftypheic", "heif", in_boxes),
    (4, b"ftypheix", "heif", in_boxes),
    (4, b"ftypmif1", "heif", in_boxes),
    (0, b"II*\0", "tiff", in_tiff),
    (0, b"MM\0*", "tiff", in_tiff),
)
"""Where a format's mark stands, the mark (WHATWG MIME Sniffing, 6.1), and who reads it."""


def head_of(file: BinaryIO) -> Head | None:
    """The head of a picture; None for what is none.

    Reads a few hundred bytes of most files; never raises for what is in them.
    """
    pieces = Pieces(file)
    start = pieces.at(0, 16)
    for offset, mark, kind, read in _KINDS:
        if start[offset:].startswith(mark):
            known = read(pieces)
            return Head(kind, known.width, known.height, known.has_position, known.is_whole)
    return None
