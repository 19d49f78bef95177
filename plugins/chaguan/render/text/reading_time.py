"""How long a text takes to read, in either script."""

from __future__ import annotations

import re
from math import ceil
from typing import Final

WORDS_A_MINUTE: Final = 230
"""Of text in an alphabet: adults reading English in silence (Brysbaert, 2019: 238)."""
HAN_A_MINUTE: Final = 300
"""Chinese characters: readers of Chinese in silence (Wang et al., 2019: about 260 to 400)."""

_CODE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_ADDRESS = re.compile(r"\]\([^)\n]{0,2000}\)")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_WORD = re.compile(r"\w+")
_LETTER_BEYOND = re.compile(r"[^\W\x00-\x7f]")
_SPACED: Final = bytes(each if chr(each).isalnum() and each < 128 else 32 for each in range(256))
"""A space for each byte that is no letter or digit of ASCII."""


def minutes(markdown: str) -> int:
    """Whole minutes, at least one; code and addresses do not count."""
    text = _ADDRESS.sub("]", _CODE.sub("", markdown))
    between = _HAN.split(text)
    others = " ".join(between)
    han = len(text) - (len(others) - (len(between) - 1))
    words = _count(others)
    return max(1, ceil(han / HAN_A_MINUTE + words / WORDS_A_MINUTE))


def _count(text: str) -> int:
    """How many words there are; where all are ASCII's, bytes are split in half the time."""
    if _LETTER_BEYOND.search(text):
        return len(_WORD.findall(text.replace("_", " ")))
    return len(text.encode("utf-8", "replace").translate(_SPACED).split())
