"""When an entry of a feed came out, as people's programs write it."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

_HAN: Final = re.compile(
    r"(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日號号]?"
    r"(?:\D{0,6}?(?P<half>上午|下午|晚上|中午|清晨|凌晨|早上|傍晚)?\s*"
    r"(?P<hour>\d{1,2})\s*[:時时点點]\s*(?P<minute>\d{1,2})?)?"
)
"""Which feedparser takes for the first of the month."""
_AFTERNOON: Final = frozenset({"下午", "晚上", "傍晚"})
EARLIEST: Final = 1991
"""The year in which the web became public; what claims to be older has no date."""


def moment_of(written: str, parsed: Any, zone: ZoneInfo) -> datetime | None:
    """The aware moment that was `written`; None for none, or one that cannot be.

    `parsed` is what feedparser made of it: nine numbers in UTC. A date in 漢字 is on the clock
    of `zone`, the community's.
    """
    plain = unicodedata.normalize("NFKC", written)
    if found := _HAN.search(plain):
        return _sensible(_han(found, zone))
    if "年" in plain or parsed is None:
        return None
    try:
        year, month, day, hour, minute = parsed[:5]
        return _sensible(datetime(year, month, day, hour, minute, min(parsed[5], 59), tzinfo=UTC))
    except (ValueError, TypeError, OverflowError):
        return None


def iso_moment(written: str, zone: ZoneInfo) -> datetime | None:
    """The moment of RFC 3339, as JSON Feed has it; without an offset on the clock of `zone`."""
    plain = written.strip()
    try:
        found = datetime.fromisoformat(plain)
    except ValueError:
        return moment_of(plain, None, zone)
    return _sensible(found if found.tzinfo else found.replace(tzinfo=zone))


def _han(found: re.Match[str], zone: ZoneInfo) -> datetime | None:
    hour = int(found["hour"] or 0)
    if found["half"] in _AFTERNOON and hour < 12:
        hour += 12
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    try:
        return datetime(year, month, day, hour, int(found["minute"] or 0), tzinfo=zone)
    except ValueError:
        return None


def _sensible(moment: datetime | None) -> datetime | None:
    if moment is None or not EARLIEST <= moment.year < 2200:
        return None
    try:
        return moment.astimezone(UTC) + timedelta()
    except OverflowError:
        return None
