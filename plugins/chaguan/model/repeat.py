"""On which days something comes again (RFC 5545, 3.3.10, in words)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum
from itertools import islice, takewhile

from .frozen import dataclass

LAST = -1
"""The last one of a month."""


class Every(StrEnum):
    """How often something comes again."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """Days from the first to the last, inclusive."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


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
    working: bool = False
    """One of Monday to Friday: with `nth`, the first or the last of them."""
    after: int | None = None
    """The nearest `weekday` after the `nth` one of these (0 is Monday): `sat after 1st fri`."""

    def in_month(self, year: int, month: int) -> date | None:
        """This day in that month, where there is one."""
        length = monthrange(year, month)[1]
        if self.of_month is not None:
            number = length if self.of_month == LAST else self.of_month
        elif self.working:
            weekdays = [day for day in range(1, length + 1) if date(year, month, day).weekday() < 5]
            number = weekdays[LAST if self.nth == LAST else (self.nth or 1) - 1]
        elif self.after is not None:
            before = Day(weekday=self.after, nth=self.nth).in_month(year, month)
            if before is None:
                return None
            number = before.day + ((self.weekday or 0) - self.after - 1) % 7 + 1
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
    is_end_assumed: bool = False
    """Nobody wrote `until`: it is how long silence counts as a series that goes on."""
    exceptions: tuple[date, ...] = ()
    """Days of the pattern on which it does not happen."""
    breaks: tuple[Days, ...] = ()
    """Stretches of days on which it does not happen."""

    def days(self, first: date, since: date | None = None) -> Iterator[date]:
        """Every day of the pattern from `first` on, exceptions included; it may be endless.

        With `since`, those before it are left out, and mostly not even counted.
        """
        begins = max(first, since or first)
        if self.count is not None:
            counted = (day for day in self._endless(first, first) if day >= first)
            days = (day for day in islice(counted, self.count) if day >= begins)
        else:
            days = (day for day in self._endless(first, begins) if day >= begins)
        if self.until is None:
            return days
        until = self.until
        return takewhile(lambda day: day <= until, days)

    def skips(self, day: date) -> bool:
        """Whether it does not happen on a day of the pattern."""
        return day in self.exceptions or any(day in each for each in self.breaks)

    def held(self, first: date, since: date | None = None) -> Iterator[date]:
        """The days of the pattern on which it does happen."""
        exceptions = frozenset(self.exceptions)
        for day in self.days(first, since):
            if day not in exceptions and not any(day in each for each in self.breaks):
                yield day

    def skipped(self, first: date) -> tuple[date, ...]:
        """The days of the pattern that begins on `first` on which it does not happen, in order."""
        found = set(self.exceptions)
        for each in self.breaks:
            days = self.days(first, since=each.first)
            found.update(takewhile(lambda day, last=each.last: day <= last, days))  # type: ignore[misc]
        return tuple(sorted(found))

    def includes(self, day: date, first: date) -> bool:
        """Whether the pattern that begins on `first` falls on `day`."""
        return day in takewhile(lambda each: each <= day, self.days(first, since=day))

    def _endless(self, first: date, begins: date) -> Iterator[date]:
        """The pattern from its last step before `begins` on."""
        match self.every:
            case Every.DAY:
                yield from _each(first, self.interval, begins)
            case Every.WEEK:
                weekdays = sorted({day.weekday or 0 for day in self.on}) or [first.weekday()]
                monday = first - timedelta(days=first.weekday())
                for week in _each(monday, 7 * self.interval, begins):
                    for weekday in weekdays:
                        yield week + timedelta(days=weekday)
            case Every.MONTH:
                days = self.on or (Day(of_month=first.day),)
                for year, month in _months(first, self.interval, begins):
                    yield from _sorted_days(days, year, month)
            case Every.YEAR:
                days = self.on or (Day(of_month=first.day),)
                skipped = (begins.year - first.year) // self.interval * self.interval
                for year in range(first.year + skipped, MAXYEAR, self.interval):
                    for month in sorted({day.month or first.month for day in days}):
                        these = tuple(d for d in days if (d.month or first.month) == month)
                        yield from _sorted_days(these, year, month)


def _each(first: date, step: int, begins: date) -> Iterator[date]:
    start = first.toordinal()
    skipped = max(0, begins.toordinal() - start) // step * step
    for number in range(start + skipped, date(MAXYEAR, 1, 1).toordinal(), step):
        yield date.fromordinal(number)


def _months(first: date, interval: int, begins: date) -> Iterator[tuple[int, int]]:
    start = first.year * 12 + first.month - 1
    skipped = (begins.year * 12 + begins.month - 1 - start) // interval * interval
    for number in range(start + skipped, MAXYEAR * 12, interval):
        yield number // 12, number % 12 + 1


def _sorted_days(days: tuple[Day, ...], year: int, month: int) -> list[date]:
    return sorted({found for day in days if (found := day.in_month(year, month))})
