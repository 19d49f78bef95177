"""QR codes, as drawings that a page may hold."""

from __future__ import annotations

from io import BytesIO
from typing import Final

import segno

CORRECTION: Final = "m"
"""A seventh of it may be torn off or rained on (ISO/IEC 18004, 6.5.1: level M)."""
MASK: Final = 3
"""Any mask is read alike; trying all eight takes five times as long."""


def qr_svg(url: str, title: str) -> str:
    """A QR code of an address as an SVG element, with the white margin that readers need.

    `title` is what a screen reader says. ValueError for more than 2,331 bytes.
    """
    code = segno.make(url, micro=False, error=CORRECTION, mask=MASK, boost_error=False)
    drawing = BytesIO()
    code.save(
        drawing,
        kind="svg",
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        omitsize=True,
        nl=False,
        title=title,
    )
    return drawing.getvalue().decode()
