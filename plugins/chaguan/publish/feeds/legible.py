"""Text that XML can carry."""

from __future__ import annotations

import re
from typing import Final

_ILLEGIBLE: Final = re.compile(
    "[^\u0009\u000a\u000d\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd"
    "\U00010000-\U0010ffff]"
)


def legible(text: str) -> str:
    """`text` without the characters that XML forbids or discourages (XML 1.0, 2.2).

    One of them would stop the whole feed. What is left is the same in every format.
    """
    return _ILLEGIBLE.sub("", text)


def line(text: str) -> str:
    """Legible text on one line, for titles and names."""
    return " ".join(legible(text).split())
