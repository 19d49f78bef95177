"""From when to when: whole days, times of the clock, or a week by its ISO number."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Self
from zoneinfo import ZoneInfo

from .frozen import dataclass

UNSAID_LENGTH: Final = timedelta(hours=1)
"""How long calendars show what names no end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of time on the clocks of one place."""

    start: datetime
    """Aware, in the zone of the place; midnight for whole days."""
    end: datetime
    """Aware, exclusive: whole days end at the midnight after the last of them."""
    all_day: bool = False
    open_ended: bool = False
    """Its file says no end; `end` is a guess for calendars."""

    @classmethod
    def of_days(cls, first: date, last: date, zone: ZoneInfo) -> Span:
        """Whole days, both inclusive."""
        return cls(
            start=datetime.combine(first, time(), zone),
            end=datetime.combine(last + timedelta(days=1), time(), zone),
            all_day=True,
        )

    @classmethod
    def of_times(cls, start: datetime, end: datetime | None) -> Span:
        """Between two aware times; without an end, `UNSAID_LENGTH` long."""
        if end is None:
            return cls(start=start, end=shifted(start, UNSAID_LENGTH), open_ended=True)
        return cls(start=start, end=end)

    @property
    def first_day(self) -> date:
        return self.start.date()

    @property
    def last_day(self) -> date:
        """Inclusive. What ends at midnight ends on the day before."""
        if self.end <= self.start:
            return self.first_day
        return (self.end - timedelta(microseconds=1)).date()

    @property
    def zone(self) -> ZoneInfo:
        zone = self.start.tzinfo
        assert isinstance(zone, ZoneInfo)
        return zone

    @property
    def keeps_its_clock(self) -> bool:
        """Whether no clock is set forward or back while it lasts."""
        return self.start.utcoffset() == self.end.utcoffset()

    def on(self, day: date) -> Span:
        """The same clock time on another day.

        A timed span keeps its exact length, also across a clock change (RFC 5545, 3.8.5.3);
        whole days keep their number.
        """
        if self.all_day:
            return Span.of_days(day, day + (self.last_day - self.first_day), self.zone)
        start = datetime.combine(day, self.start.time(), self.zone)
        length = self.end.astimezone(UTC) - self.start.astimezone(UTC)
        return Span(start=start, end=shifted(start, length), open_ended=self.open_ended)

    def at(self, zone: ZoneInfo) -> Span:
        """The same days or times of the clock, and as long, on the clocks of another zone."""
        if zone.key == self.zone.key:
            return self
        if self.all_day:
            return Span.of_days(self.first_day, self.last_day, zone)
        start = self.start.replace(tzinfo=zone)
        length = self.end.astimezone(UTC) - self.start.astimezone(UTC)
        return Span(start=start, end=shifted(start, length), open_ended=self.open_ended)

    def seen_from(self, zone: ZoneInfo) -> Span:
        """The same time on the clocks of another zone; whole days stay the days they are."""
        if self.all_day or self.start.utcoffset() == self.start.astimezone(zone).utcoffset():
            return self
        return replace(self, start=self.start.astimezone(zone), end=self.end.astimezone(zone))


def shifted(moment: datetime, length: timedelta) -> datetime:
    """`moment` and a length of real time later, on the same zone's clock."""
    return (moment.astimezone(UTC) + length).astimezone(moment.tzinfo)


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
