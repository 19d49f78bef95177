"""Which IANA zone a calendar's name for one means, and which one a point on the map is in."""

from __future__ import annotations

import re
from datetime import timedelta, timezone
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

import tzfpy
from babel.core import get_global

from chaguan.load.times import zone_names


@cache
def zone_called(name: str) -> ZoneInfo | None:
    """The zone that a TZID means; None for a name that only its VTIMEZONE explains.

    IANA names, also behind a prefix such as `/freeassociation.sourceforge.net/`, and the names
    of Windows by the table of CLDR (`supplemental/windowsZones`).
    """
    plain = name.strip().strip('"').strip("/")
    if plain.upper() in ("UTC", "GMT", "Z", "ETC/UTC", "ETC/GMT", "TZONE:/MICROSOFT/UTC"):
        return ZoneInfo("UTC")
    if re.fullmatch(r"tzone:/+Microsoft/Utc", plain, re.IGNORECASE):
        return ZoneInfo("UTC")
    known = {each.casefold(): each for each in zone_names()}
    parts = plain.split("/")
    for at in range(len(parts)):
        if found := known.get("/".join(parts[at:]).casefold()):
            return ZoneInfo(found)
    windows: dict[str, str] = get_global("windows_zone_mapping")  # type: ignore[assignment]
    by_folded = {each.casefold(): zone for each, zone in windows.items()}
    zone = by_folded.get(plain.casefold())
    return ZoneInfo(zone) if zone and zone in zone_names() else None


_OFFSET: Final = re.compile(
    r"(?:UTC|GMT)([+-])(\d{1,2})(?::?([0-5]\d)|\.(\d{1,2}))?", re.IGNORECASE
)


def offset_called(name: str) -> timezone | None:
    """The distance from UTC that a name such as `UTC+2` or `UTC+5.5` says; no place has it."""
    found = _OFFSET.fullmatch(name.strip())
    if found is None:
        return None
    minutes = int(found[3] or 0) + round(60 * float(f"0.{found[4] or 0}"))
    away = timedelta(hours=int(found[2]), minutes=minutes)
    return timezone(-away if found[1] == "-" else away) if away < timedelta(hours=24) else None


def zone_at(latitude: float, longitude: float) -> ZoneInfo | None:
    """The zone of a point on land; at sea there is none that people call by a city."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    name = tzfpy.get_tz(longitude, latitude)
    return ZoneInfo(name) if name in zone_names() else None
