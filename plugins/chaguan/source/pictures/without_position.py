"""A picture without the place where it was taken; every pixel, and all else, stays as it is.

Nothing moves: what tells of the place is written over within its piece of metadata, so that no
length and no offset changes. Formats of which that is not known are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Final, Literal
from zlib import crc32

from .head import TIFF_MARKS, head_of

_GPS_DIRECTORY: Final = 0x8825
_BYTES_OF: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
"""Of one value, by its type (TIFF 6.0, 2)."""
_IN_XMP: Final = re.compile(
    rb"<exif:GPS(\w+)\b[^>]*>[^<]*</exif:GPS\1>|\bexif:GPS\w+\s*=\s*(?:\"[^\"]*\"|'[^']*')"
)
_Order = Literal["little", "big"]


def without_position(raw: bytes) -> bytes:
    """The same picture, telling no place; the same bytes where it tells none, or keeps it."""
    before = head_of(BytesIO(raw))
    if before is None or not before.has_position:
        return raw
    changed = bytearray(raw)
    for start, end, checksum in _pieces(raw, before.kind):
        piece = bytes(changed[start:end])
        plain = _without(piece)
        if plain != piece:
            changed[start:end] = plain
            if checksum:
                changed[end : end + 4] = crc32(changed[start - 4 : end]).to_bytes(4, "big")
    after = head_of(BytesIO(bytes(changed)))
    is_clean = after is not None and not after.has_position and len(changed) == len(raw)
    return bytes(changed) if is_clean else raw


def _pieces(raw: bytes, kind: str) -> Iterator[tuple[int, int, bool]]:
    """Where metadata begin and end, and whether a checksum follows (PNG, 5.3)."""
    match kind:
        case "jpeg":
            yield from _segments(raw)
        case "png":
            at = 8
            while at + 8 <= len(raw):
                size = int.from_bytes(raw[at : at + 4], "big")
                if raw[at + 4 : at + 8] in (b"eXIf", b"iTXt", b"tEXt"):
                    yield at + 8, at + 8 + size, True
                at += 12 + size
        case "webp":
            at = 12
            while at + 8 <= len(raw):
                size = int.from_bytes(raw[at + 4 : at + 8], "little")
                if raw[at : at + 4] in (b"EXIF", b"XMP "):
                    yield at + 8, at + 8 + size, False
                at += 8 + size + size % 2


def _segments(raw: bytes) -> Iterator[tuple[int, int, bool]]:
    """The application segments of a JPEG (ITU T.81, B.2.4.6)."""
    at = 2
    while at + 4 <= len(raw) and raw[at] == 0xFF and raw[at + 1] != 0xDA:
        if raw[at + 1] in (0xFF, 0x01) or 0xD0 <= raw[at + 1] <= 0xD8:
            at += 1 if raw[at + 1] == 0xFF else 2
            continue
        size = int.from_bytes(raw[at + 2 : at + 4], "big")
        if raw[at + 1] == 0xE1:
            yield at + 4, at + 2 + size, False
        at += 2 + size


def _without(piece: bytes) -> bytes:
    """One piece of metadata, as long as before, without a place in it."""
    start = 6 if piece.startswith(b"Exif\0") else 0
    order = TIFF_MARKS.get(piece[start : start + 4])
    if order is None:
        return _IN_XMP.sub(lambda found: b" " * len(found.group()), piece)
    tiff = bytearray(piece[start:])
    first = int.from_bytes(tiff[4:8], order)
    number = int.from_bytes(tiff[first : first + 2], order)
    for index in range(number):
        at = first + 2 + 12 * index
        if int.from_bytes(tiff[at : at + 2], order) == _GPS_DIRECTORY:
            _blank(tiff, int.from_bytes(tiff[at + 8 : at + 12], order), order)
            end = first + 2 + 12 * number + 4
            tiff[at : end - 12] = tiff[at + 12 : end]
            tiff[end - 12 : end] = bytes(12)
            tiff[first : first + 2] = (number - 1).to_bytes(2, order)
            break
    return piece[:start] + bytes(tiff)


def _blank(tiff: bytearray, directory: int, order: _Order) -> None:
    """Write zeros over a directory and what it points to."""
    number = int.from_bytes(tiff[directory : directory + 2], order)
    for index in range(number):
        at = directory + 2 + 12 * index
        entry = bytes(tiff[at : at + 12])
        if len(entry) < 12:
            return
        size = _BYTES_OF.get(int.from_bytes(entry[2:4], order), 1)
        size *= int.from_bytes(entry[4:8], order)
        value = int.from_bytes(entry[8:12], order)
        if 4 < size <= len(tiff) - value:
            tiff[value : value + size] = bytes(size)
        tiff[at : at + 12] = bytes(12)
    tiff[directory : directory + 2] = bytes(2)
