"""QR codes, as drawings that a page may hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from io import BytesIO
from typing import Final

CORRECTION: Final = "m"
"""A seventh of it may be torn off or rained on (ISO/IEC 18004, 6.5.1: level M)."""
MASK: Final = 3
"""Any mask is read alike; trying all eight takes five times as long."""
MARGIN: Final = 4
"""Modules that stay white on each side (ISO/IEC 18004, 6.3.8)."""
DOT: Final = 5
"""Pixels of a module in a picture."""
_DARK: Final = re.compile(rb"\x01+")


def qr_svg(url: str, title: str) -> str:
    """A QR code of an address as an SVG element, with the white margin that readers need.

    `title` is what a screen reader says. ValueError for more than 2,331 bytes.
    """
    import segno  # only where a code is drawn anew

    code = segno.make(url, micro=False, error=CORRECTION, mask=MASK, boost_error=False)
    size = len(code.matrix) + 2 * MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f"<title>{escape(title, quote=False)}</title>"
        f'<path stroke="#000" d="{_strokes(code.matrix)}"/></svg>'
    )


def qr_png(url: str) -> bytes:
    """The same as a picture for editors that know no drawings: PNG, black on white."""
    import segno  # only where a code is drawn anew

    code = segno.make(url, micro=False, error=CORRECTION, mask=MASK, boost_error=False)
    written = BytesIO()
    code.save(written, kind="png", scale=DOT, border=MARGIN)
    return written.getvalue()


def _strokes(matrix: Iterable[bytes | bytearray]) -> str:
    """Each run of dark modules as a line, drawn from where the one before ended."""
    strokes = []
    at_x, at_y = MARGIN, 0
    for y, row in enumerate(matrix):
        for run in _DARK.finditer(row):
            start, end = run.span()
            strokes.append(f"m{start + MARGIN - at_x} {y - at_y}h{end - start}")
            at_x, at_y = end + MARGIN, y
    drawn = "".join(strokes).removeprefix("m0 0")  # the corner is always dark (6.3.3)
    return f"M{MARGIN} {MARGIN}.5{drawn}"
