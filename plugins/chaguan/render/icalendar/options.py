"""What a site may ask of its calendars."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

from chaguan.model.frozen import dataclass

_LENGTH: Final = re.compile(r"(\d{1,4}) +(minute|hour|day|month|year)s?")
_UNITS: Final = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarOptions:
    """The options of `chaguan/calendars`."""

    reminder: timedelta | None = None
    """How long before a timed event calendars ring, for every subscriber; None for never."""
    past: int = 0
    """How many months of what is over `events.ics` holds, beside `events-all.ics`; 0 for all."""
    has_cancelled_status: bool = True
    """Whether a cancelled event is told by STATUS, which some calendars answer by hiding it."""


AS_EVER: Final = CalendarOptions()
"""Complete, silent, and what is cancelled has that status."""


def length_of(words: str) -> timedelta:
    """A length of time: `2 hours`, `30 minutes`, `1 day`.

    Raises ValueError, with what to write instead.
    """
    found = _LENGTH.fullmatch(words.strip())
    if found is None or found[2] not in _UNITS or not int(found[1]):
        raise ValueError(
            f"{words!r} is no length of time: write '2 hours', '30 minutes' or '1 day'"
        )
    return int(found[1]) * _UNITS[found[2]]


def months_of(words: str) -> int:
    """Whole months: `18 months`, `2 years`.

    Raises ValueError, with what to write instead.
    """
    found = _LENGTH.fullmatch(words.strip())
    if found is None or found[2] not in ("month", "year") or not int(found[1]):
        raise ValueError(f"{words!r} is no number of months: write '18 months' or '2 years'")
    return int(found[1]) * (12 if found[2] == "year" else 1)


def months_after(moment: datetime, months: int) -> datetime:
    """The same clock so many months later; on the 28th at the latest, which every month has."""
    number = moment.year * 12 + moment.month - 1 + months
    return moment.replace(year=number // 12, month=number % 12 + 1, day=min(moment.day, 28))
