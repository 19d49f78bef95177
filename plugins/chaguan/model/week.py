"""A week: Monday to Sunday, by its ISO number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Self
from zoneinfo import ZoneInfo

_WRITTEN: Final = re.compile(r"(\d{4})-?[Ww](\d{1,2})")
_DAYS: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """A week of ISO 8601, by its Monday."""

    monday: date

    @classmethod
    def of(cls, day: date) -> Self:
        """The week that a day is in."""
        return cls(day - timedelta(days=day.weekday()))

    @classmethod
    def parsed(cls, text: str) -> Self:
        """`2026-W49`. ValueError for what is none, such as a 53rd week of a year that has 52."""
        found = _WRITTEN.fullmatch(text.strip())
        if found is None:
            raise ValueError(text)
        return cls(date.fromisocalendar(int(found[1]), int(found[2]), 1))

    def __str__(self) -> str:
        year, number, _ = self.monday.isocalendar()
        return f"{year}-W{number:02}"

    @property
    def number(self) -> int:
        """From 1 to 53."""
        return self.monday.isocalendar().week

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def next(self) -> Self:
        return type(self)(self.monday + _DAYS)

    def begins(self, zone: ZoneInfo) -> datetime:
        """Monday 00:00 on the clocks of a zone."""
        return datetime.combine(self.monday, time(), zone)
