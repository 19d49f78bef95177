"""Numbers in 漢字, as dates and amounts have them: 二十三, 一一五, 二〇二六, 一百一十五."""

from __future__ import annotations

import re
from typing import Final

_DIGITS: Final = {each: number for number, each in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "兩": 2,
    "两": 2,
    "○": 0,
}
_UNITS: Final = {"十": 10, "百": 100}
NUMERAL: Final = "[〇零○一二三四五六七八九兩两十百]"
_BEFORE_UNIT: Final = re.compile(rf"{NUMERAL}+(?=\s*[年月日號号點点時时分])")


def han_number(numeral: str) -> int:
    """What a numeral says; digits alone are read one after the other."""
    if not any(each in _UNITS for each in numeral):
        return int("".join(str(_DIGITS[each]) for each in numeral))
    total, digit = 0, 0
    for each in numeral:
        if each in _UNITS:
            total += (digit or 1) * _UNITS[each]
            digit = 0
        else:
            digit = _DIGITS[each]
    return total + digit


def with_digits(text: str) -> str:
    """`text` with digits for the numerals of its dates and times: `十二月九日` is `12月9日`."""
    return _BEFORE_UNIT.sub(lambda found: str(han_number(found.group())), text)
