"""The beginning of a picture file: what it is, how large, and whether it tells of a position."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO, Final, Literal

from chaguan.model.frozen import dataclass

_BLOCK: Final = 1 << 20

TIFF_MARKS: Final[dict[bytes, Literal["little", "big"]]] = {b"II*\0": "little", b"MM\0*": "big"}
_GPS_DIRECTORY: Final = 0x8825
_LATITUDE, _LONGITUDE = 2, 4
_XMP: Final = (b"GPSLatitude", b"GPSLongitude")

MOST_PARTS: Final = 50_000
"""Of a file's chunks; who writes more is up to something."""
_METADATA: Final = 1 << 20
"""Bytes of one piece of metadata that are looked at."""
_FRAMES: Final = frozenset({*range(0xC0, 0xD0)}) - {0xC4, 0xC8, 0xCC}
"""The markers that begin a JPEG's picture (ITU T.81, B.1.1.3)."""


class Pieces:
    """Bytes by their position; only those that are asked for are read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = file.seek(0, 2)

    def at(self, start: int, length: int) -> bytes:
        """The bytes from `start` on; fewer than `length` where the file ends."""
        self._file.seek(start)
        return self._file.read(max(0, length))

    def number(self, start: int, length: int) -> int:
        """The big-endian number at `start`."""
        return int.from_bytes(self.at(start, length), "big")

    def find_all(self, mark: bytes, start: int = 0) -> Iterator[int]:
        """Every position of `mark`, in order."""
        while start < self.size:
            block = self.at(start, _BLOCK + len(mark) - 1)
            found = block.find(mark)
            while found >= 0:
                yield start + found
                found = block.find(mark, found + 1)
            start += _BLOCK

    def has(self, mark: bytes, start: int = 0) -> bool:
        """Whether `mark` stands anywhere behind `start`; its end is looked at first."""
        tail = max(start, self.size - 4096)
        return mark in self.at(tail, 4096) or any(True for _ in self.find_all(mark, start))


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


@dataclass(slots=True)
class Known:
    """What a reader has found."""

    width: int = 0
    height: int = 0
    has_position: bool = False
    is_whole: bool = False


def in_segments(file: Pieces) -> Known:
    """JPEG (ITU T.81, B.1): metadata stand before the picture."""
    known, at = Known(), 2
    for _ in range(MOST_PARTS):
        mark = file.at(at, 4)
        if len(mark) < 4 or mark[0] != 0xFF:
            return known
        if mark[1] in (0xFF, 0x01) or 0xD0 <= mark[1] <= 0xD8:
            at += 1 if mark[1] == 0xFF else 2
            continue
        size = int.from_bytes(mark[2:], "big")
        if mark[1] == 0xDA:
            known.is_whole = file.has(b"\xff\xd9", at + size)
            return known
        if mark[1] == 0xE1:
            segment = file.at(at + 4, size - 2)
            exif = segment[6:] if segment.startswith(b"Exif\0") else b""
            known.has_position |= has_position_in_exif(exif) or has_position_in_xmp(segment)
        elif mark[1] in _FRAMES:
            known.height, known.width = file.number(at + 5, 2), file.number(at + 7, 2)
        at += 2 + size
    return known


def in_chunks(file: Pieces) -> Known:
    """PNG (third edition, 5.3): metadata stand anywhere."""
    known, at = Known(file.number(16, 4), file.number(20, 4)), 8
    for _ in range(MOST_PARTS):
        head = file.at(at, 8)
        size, kind = int.from_bytes(head[:4], "big"), head[4:]
        if kind == b"IEND" or len(kind) < 4:
            known.is_whole = kind == b"IEND"
            return known
        if kind == b"eXIf":
            known.has_position |= has_position_in_exif(file.at(at + 8, min(size, _METADATA)))
        elif kind in (b"iTXt", b"tEXt"):
            known.has_position |= has_position_in_xmp(file.at(at + 8, min(size, _METADATA)))
        at += 12 + size
    return known


def in_riff(file: Pieces) -> Known:
    """WebP (RFC 9649, 2)."""
    end = 8 + int.from_bytes(file.at(4, 4), "little")
    known, at = Known(is_whole=end <= file.size + 1), 12
    for _ in range(MOST_PARTS):
        head = file.at(at, 8)
        size, kind = int.from_bytes(head[4:], "little"), head[:4]
        if len(head) < 8 or at >= end:
            return known
        body = file.at(at + 8, min(size, _METADATA if kind in (b"EXIF", b"XMP ") else 10))
        if kind == b"EXIF":
            known.has_position |= has_position_in_exif(body.removeprefix(b"Exif\0\0"))
        elif kind == b"XMP ":
            known.has_position |= has_position_in_xmp(body)
        elif not known.width:
            known.width, known.height = _webp_size(kind, body)
        at += 8 + size + size % 2
    return known


def _webp_size(kind: bytes, body: bytes) -> tuple[int, int]:
    number = int.from_bytes
    match kind:
        case b"VP8X":
            return number(body[4:7], "little") + 1, number(body[7:10], "little") + 1
        case b"VP8L":
            bits = number(body[1:5], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            return number(body[6:8], "little") & 0x3FFF, number(body[8:10], "little") & 0x3FFF
        case _:
            return 0, 0


def in_screen(file: Pieces) -> Known:
    """GIF (89a, 18): the size of the screen; an application may have added XMP."""
    size = file.at(6, 4)
    width, height = int.from_bytes(size[:2], "little"), int.from_bytes(size[2:], "little")
    has_position = file.has(b"XMP DataXMP") and file.has(b"GPSLatitude")
    return Known(width, height, has_position, is_whole=file.has(b"\x3b", 13))


def in_boxes(file: Pieces) -> Known:
    """AVIF and HEIF (ISO/IEC 23008-12): the largest `ispe` is the picture's own size."""
    known = Known(is_whole=True)
    for at in file.find_all(b"ispe"):
        width, height = file.number(at + 8, 4), file.number(at + 12, 4)
        if at > _METADATA:
            break
        if width * height > known.width * known.height:
            known.width, known.height = width, height
    exif = (at for mark in TIFF_MARKS for at in file.find_all(mark))
    known.has_position = file.has(b"GPSLatitude") or any(
        has_position_in_exif(file.at(at, _METADATA)) for at in exif
    )
    return known


def in_tiff(file: Pieces) -> Known:
    """TIFF, and the raw files that are made like it; never shown, so its size does not matter."""
    start = file.at(0, _METADATA)
    return Known(0, 0, has_position_in_exif(start) or file.has(b"GPSLatitude"), is_whole=True)


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
