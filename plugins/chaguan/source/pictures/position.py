"""Whether what a camera wrote into a picture tells where it was taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

TIFF_MARKS: Final[dict[bytes, Literal["little", "big"]]] = {b"II*\0": "little", b"MM\0*": "big"}
_GPS_DIRECTORY: Final = 0x8825
_LATITUDE, _LONGITUDE = 2, 4
_XMP: Final = (b"GPSLatitude", b"GPSLongitude")


def has_position_in_exif(tiff: bytes) -> bool:
    """Whether Exif data, from its TIFF header on, hold a latitude or longitude (Exif 3.0, 4.6.6).

    Many cameras write an empty GPS directory; that tells nothing.
    """
    order = TIFF_MARKS.get(tiff[:4])
    if order is None:
        return False
    first = int.from_bytes(tiff[4:8], order)
    for tag, value in _entries(tiff, first, order):
        if tag == _GPS_DIRECTORY:
            found = {each for each, _ in _entries(tiff, value, order)}
            return bool(found & {_LATITUDE, _LONGITUDE})
    return False


def has_position_in_xmp(packet: bytes) -> bool:
    """Whether an XMP packet, in UTF-8 or UTF-16, holds one (XMP part 2, 3.3)."""
    plain = packet.replace(b"\0", b"")
    return any(name in plain for name in _XMP)


def _entries(tiff: bytes, at: int, order: Literal["little", "big"]) -> Iterator[tuple[int, int]]:
    """The tags of a directory with their values, or where those stand (TIFF 6.0, 2)."""
    number = int.from_bytes(tiff[at : at + 2], order)
    for start in range(at + 2, min(at + 2 + 12 * number, len(tiff) - 11), 12):
        tag = int.from_bytes(tiff[start : start + 2], order)
        yield tag, int.from_bytes(tiff[start + 8 : start + 12], order)
