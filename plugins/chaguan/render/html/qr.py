"""QR codes, as drawings that a page may hold."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from html import escape
from struct import pack
from typing import Final

from .qr_modules import modules

MARGIN: Final = 4
"""Modules that stay white on each side (ISO/IEC 18004, 6.3.8)."""
DOT: Final = 5
"""Pixels of a module in a picture."""
_DARK: Final = re.compile("1+")
_PIXELS: Final = str.maketrans({"1": "0" * DOT, "0": "1" * DOT})
"""Of a module; in a grey picture 0 is black."""
_AS_ABOVE: Final = 2
"""Before a line of a picture that is told by how it differs; 0 before its pixels (PNG, 9.2)."""


def qr_svg(url: str, title: str) -> str:
    """A QR code of an address as an SVG element, with the white margin that readers need.

    `title` is what a screen reader says. ValueError for more than 2,331 bytes.
    """
    rows = modules(url)
    size = len(rows) + 2 * MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f"<title>{escape(title, quote=False)}</title>"
        f'<path stroke="#000" d="{_strokes(rows)}"/></svg>'
    )


def qr_png(url: str) -> bytes:
    """The same as a picture for editors that know no drawings: PNG, black on white, one bit."""
    rows = modules(url)
    size = len(rows) + 2 * MARGIN
    width = size * DOT
    length = -(-width // 8)
    spare = 8 * length - width
    same = bytes((_AS_ABOVE, *bytes(length))) * (DOT - 1)
    side, white = "0" * MARGIN, _line("0" * size, spare) * MARGIN * DOT
    lines = [each for row in rows for each in (_line(f"{side}{row}{side}", spare), same)]
    return b"".join((
        b"\x89PNG\r\n\x1a\n",
        _chunk(b"IHDR", pack(">2I5B", width, width, 1, 0, 0, 0, 0)),
        _chunk(b"IDAT", zlib.compress(b"".join((white, *lines, white)), 9)),
        _chunk(b"IEND", b""),
    ))  # fmt: skip


def _line(row: str, spare: int) -> bytes:
    """A row of modules as the first of its lines of pixels, with so many spare bits."""
    pixels = int(row.translate(_PIXELS), 2) << spare
    return pixels.to_bytes(1 + (len(row) * DOT + spare) // 8, "big")  # a first byte: as it is


def _chunk(name: bytes, content: bytes) -> bytes:
    """A part of a picture (PNG, 5.3)."""
    check = pack(">I", zlib.crc32(name + content))
    return b"".join((pack(">I", len(content)), name, content, check))


def _strokes(rows: Sequence[str]) -> str:
    """Each run of dark modules as a line, drawn from where the one before ended."""
    strokes = []
    at_x, at_y = MARGIN, 0
    for y, row in enumerate(rows):
        for run in _DARK.finditer(row):
            start, end = run.span()
            strokes.append(f"m{start + MARGIN - at_x} {y - at_y}h{end - start}")
            at_x, at_y = end + MARGIN, y
    drawn = "".join(strokes).removeprefix("m0 0")  # the corner is always dark (6.3.3)
    return f"M{MARGIN} {MARGIN}.5{drawn}"
