"""On which days something comes again (RFC 5545, 3.3.10, in words)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum
from itertools import islice, takewhile

LAST = -1
"""The last one of a month."""


class Every(StrEnum):
    """How often something comes again."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a pattern: `tue`, `last fri`, `15`, `last day`, `2nd sun of may`."""

    weekday: int | None = None
    """0 is Monday."""
    nth: int | None = None
    """The how-manieth such weekday of the month; `LAST` for the last."""
    of_month: int | None = None
    """The day's number in the month; `LAST` for the last."""
    month: int | None = None
    """Only in this month, from 1; for what comes every year."""

    def in_month(self, year: int, month: int) -> date | None:
        """This day in that month, where there is one."""
        length = monthrange(year, month)[1]
        if self.of_month is not None:
            number = length if self.of_month == LAST else self.of_month
        else:
            first = (self.weekday or 0) - date(year, month, 1).weekday()
            numbers = range(1 + first % 7, length + 1, 7)
            nth = self.nth or 1
            if nth > len(numbers):
                return None
            number = numbers[LAST if nth == LAST else nth - 1]
        return date(year, month, number) if number <= length else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A pattern of days."""

    every: Every
    interval: int = 1
    on: tuple[Day, ...] = ()
    """Left out: the first day's own weekday, number or date."""
    until: date | None = None
    """The last day it may fall on."""
    count: int | None = None
    """How often in all, exceptions included (RFC 5545, 3.3.10)."""
    exceptions: tuple[date, ...] = ()
    """Days of the pattern on which it does not happen."""

    def days(self, first: date) -> Iterator[date]:
        """Every day of the pattern from `first` on, exceptions included; it may be endless."""
        matching: Iterator[date] = (day for day in self._endless(first) if day >= first)
        if self.until is not None:
            until = self.until
            matching = takewhile(lambda day: day <= until, matching)
        return islice(matching, self.count)

    def includes(self, day: date, first: date) -> bool:
        """Whether the pattern that begins on `first` falls on `day`."""
        return day in takewhile(lambda each: each <= day, self.days(first))

    def _endless(self, first: date) -> Iterator[date]:
        match self.every:
            case Every.DAY:
                yield from _each(first, self.interval)
            case Every.WEEK:
                weekdays = sorted({day.weekday or 0 for day in self.on}) or [first.weekday()]
                monday = first - timedelta(days=first.weekday())
                for week in _each(monday, 7 * self.interval):
                    for weekday in weekdays:
                        yield week + timedelta(days=weekday)
            case Every.MONTH:
                days = self.on or (Day(of_month=first.day),)
                for year, month in _months(first, self.interval):
                    yield from _sorted_days(days, year, month)
            case Every.YEAR:
                days = self.on or (Day(of_month=first.day),)
                for year in range(first.year, MAXYEAR, self.interval):
                    for month in sorted({day.month or first.month for day in days}):
                        these = tuple(d for d in days if (d.month or first.month) == month)
                        yield from _sorted_days(these, year, month)


def _each(first: date, days: int) -> Iterator[date]:
    for number in range(first.toordinal(), date(MAXYEAR, 1, 1).toordinal(), days):
        yield date.fromordinal(number)


def _months(first: date, interval: int) -> Iterator[tuple[int, int]]:
    for number in range(first.year * 12 + first.month - 1, MAXYEAR * 12, interval):
        yield number // 12, number % 12 + 1


def _sorted_days(days: tuple[Day, ...], year: int, month: int) -> list[date]:
    return sorted({found for day in days if (found := day.in_month(year, month))})
