"""The order of names, as somebody looks for them in a list.

漢字 stand by the number of their strokes and then by radical, as in a Taiwanese telephone book;
by sound would need the readings of surnames, which no table knows (曾 is Zēng, not Céng). All
Chinese orders put other scripts behind (Unicode CLDR, zh-u-co-stroke); elsewhere 漢字 come last.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files
from typing import Final

FIRST: Final = 0x4E00
"""The first of the CJK Unified Ideographs, of which the table has one letter each."""
NONE: Final = ord("0")
"""The table's letter for no stroke; n strokes are the nth letter after it."""
UNKNOWN: Final = 99
"""Strokes of an ideograph that is not in the table: behind all others."""


def name_key(name: str, language: str) -> tuple[object, ...]:
    """By which to sort names for readers of a language (BCP 47)."""
    is_chinese = language.partition("-")[0] == "zh"
    return (*(_letter(each, is_chinese) for each in name.strip()), (-1,)), name


def _letter(letter: str, is_chinese: bool) -> tuple[int, ...] | tuple[int, int, str]:
    if unicodedata.category(letter) == "Lo" and _is_ideograph(letter):
        return (0 if is_chinese else 2, strokes(letter), letter)
    plain = "".join(
        each for each in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(each)
    )
    return (1, 0, plain.casefold())


def strokes(letter: str) -> int:
    """With how many strokes an ideograph is written (Unicode Standard Annex 38, kTotalStrokes)."""
    at = ord(letter) - FIRST
    table = _table()
    return ord(table[at]) - NONE if 0 <= at < len(table) else UNKNOWN


def _is_ideograph(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("CJK ")


@cache
def _table() -> str:
    return files("chaguan.site").joinpath("strokes.txt").read_text(encoding="ascii").strip()
