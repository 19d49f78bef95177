"""What a clock is called (Unicode CLDR, by Babel), chosen by comparing offsets.

What a zone calls its summer is no help: by IANA's data Dublin's winter is the time that is set
back, and where a country keeps one offset for good CLDR's names may still tell of the other.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import get_global
from babel.dates import get_timezone_gmt, get_timezone_name

from .dates import locale_of


def zone_words(moment: datetime, language: str) -> str:
    """The name of a moment's clock: "British Summer Time", "台北標準時間"; else "GMT−7"."""
    variant, locale = _variant(moment), locale_of(language)
    if variant is None:
        return gmt_words(moment)
    name = get_timezone_name(moment, width="long", zone_variant=variant, locale=locale)
    return gmt_words(moment) if name == get_timezone_gmt(moment, "long", locale) else name


def gmt_words(moment: datetime) -> str:
    """How far a moment's clock is from Greenwich: "GMT−7", "GMT+5:30"."""
    minutes = int((moment.utcoffset() or timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    sign = ("−" if minutes < 0 else "+") if minutes else ""
    return f"GMT{sign}{hours or ''}{f':{rest:02}' if rest else ''}"


def _variant(moment: datetime) -> Literal["standard", "daylight"] | None:
    """Which of CLDR's names is true at a moment; None where neither is."""
    zone = moment.tzinfo
    assert isinstance(zone, ZoneInfo)
    key = get_global("zone_aliases").get(zone.key, zone.key)
    group = get_global("meta_zones").get(key)
    own = _offsets(zone, moment.year, moment.month)
    if group is None:
        is_named = "standard" in locale_of("en").time_zones.get(key, {}).get("long", {})
        return "standard" if is_named and moment.utcoffset() == min(own) else None
    usual, offset = _standard(group, moment.year), moment.utcoffset() or timedelta()
    if offset == usual:
        return "standard"
    return "daylight" if offset > usual and usual in own else None


@cache
def _standard(group: str, year: int) -> timedelta:
    """The offset that a group of zones (CLDR: metazone) means by its standard time.

    The lowest offset of a year in most of its zones: one that left the group is outvoted.
    """
    zones = (key for key, its in sorted(get_global("meta_zones").items()) if its == group)
    lowest = Counter(min(_offsets(zone, year, 1)) for key in zones if (zone := _zone(key)))
    return max(lowest, key=lambda offset: (lowest[offset], -offset))


def _zone(key: str) -> ZoneInfo | None:
    """The zone of that name; None for one that CLDR knows and the data does not."""
    try:
        return ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError):
        return None


@cache
def _offsets(zone: tzinfo, year: int, month: int) -> frozenset[timedelta]:
    """The offsets of a zone in a month and the eleven after it, each on its first at noon."""
    numbers = range(year * 12 + month - 1, year * 12 + month + 11)
    noons = (datetime(number // 12, number % 12 + 1, 1, 12, tzinfo=UTC) for number in numbers)
    return frozenset(noon.astimezone(zone).utcoffset() or timedelta() for noon in noons)
