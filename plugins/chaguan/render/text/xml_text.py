"""Text that XML can carry."""

from __future__ import annotations

import re
from typing import Final

_ILLEGIBLE: Final = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def legible(text: str) -> str:
    """`text` without the characters that XML forbids or discourages (XML 1.0, 2.2).

    One of them would stop the whole feed. What is left is the same in every format.
    """
    return _ILLEGIBLE.sub("", text)


def line(text: str) -> str:
    """Legible text on one line, for titles and names."""
    return " ".join(legible(text).split())
