"""A line end between two 漢字 is none: they stand side by side (CSS Text 4, 4.3)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_LINE_END: Final = re.compile(r"[ \t]*\n[ \t]*")


@lru_cache(maxsize=8192)
def is_joined(letter: str) -> bool:
    """Whether two such letters need no space between them where a line ends."""
    code = ord(letter)
    if code < 0x2E80 or 0xA960 <= code <= 0xA97F or 0x3130 <= code <= 0x318F:
        return False
    if 0xAC00 <= code <= 0xD7FF or 0xFFA0 <= code <= 0xFFDC:
        return False  # Korean is written with spaces
    if 0x1F000 <= code <= 0x1FAFF:
        return False  # an emoji is a word of its own
    return unicodedata.east_asian_width(letter) in "FWH"


_BOTH: Final = frozenset("“”‘’…—–·")
"""Marks of Chinese and of other languages, whose width the text around them decides."""


def meets(before: str, after: str) -> bool:
    """Whether nothing stands between two letters where a line ends: 漢字, or one and a mark."""
    if not before or not after:
        return False
    left, right = is_joined(before), is_joined(after)
    return (left and right) or (left and after in _BOTH) or (right and before in _BOTH)


def joined(text: str) -> str:
    """`text` without the line ends between two 漢字."""
    if "\n" not in text:
        return text
    parts, at = [], 0
    for end in _LINE_END.finditer(text):
        before, after = text[end.start() - 1 : end.start()], text[end.end() : end.end() + 1]
        if meets(before, after):
            parts.append(text[at : end.start()])
            at = end.end()
    return "".join((*parts, text[at:]))
