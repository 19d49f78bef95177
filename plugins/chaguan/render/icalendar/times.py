"""When an event happens, as calendars are told (RFC 5545, 3.8.2, 3.8.4.4 and 3.8.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from typing import Final

from icalendar import Event as VEvent
from icalendar import vRecur

from chaguan.model import Change, Day, Event, Every, Repeat, Span

_FREQUENCIES: Final = {
    Every.DAY: "DAILY",
    Every.WEEK: "WEEKLY",
    Every.MONTH: "MONTHLY",
    Every.YEAR: "YEARLY",
}
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FAR: Final = timedelta(days=30 * 366)
"""How far ahead an endless series is searched for days that two of its rules share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Times that one recurrence rule describes."""

    span: Span
    """The first time."""
    repeat: Repeat | None = None
    """A pattern that one rule can say; None for what happens once."""
    skipped: tuple[date, ...] = ()
    """Days of the pattern on which it does not happen, in order."""
    changes: tuple[Change, ...] = ()
    """Days of the pattern that differ, in order; none of them is skipped."""


def series_of(event: Event) -> tuple[Series, ...]:
    """The series that make up an event: one, except where no single rule can say its pattern.

    RFC 5545 (3.3.10) has no rule for "the 15th and the last Friday", and clients disagree about
    two rules in one component (3.8.5.3: SHOULD NOT), so such a pattern becomes two series. None
    for a pattern that never comes.
    """
    repeat, first = event.repeat, event.span.first_day
    if repeat is None:
        return (Series(span=event.span),)
    parts = tuple(_parts(repeat, first))
    if len(parts) > 1 and repeat.count is not None:
        last = max(repeat.days(first), default=first)
        parts = tuple(replace(part, until=last, count=None) for part in parts)
    found: list[Series] = []
    taken: set[date] = set()
    for part in parts:
        start = next(part.days(first), None)
        if start is None:
            continue
        exceptions = {day for day in repeat.exceptions if part.includes(day, first)}
        if len(parts) > 1:
            days = set(takewhile(lambda day: day <= first + _FAR, part.days(first)))
            exceptions |= days & taken
            taken |= days
        changes = (change for change in event.changes if change.original not in exceptions)
        found.append(
            Series(
                span=event.span.on(start),
                repeat=part,
                skipped=tuple(sorted(exceptions)),
                changes=tuple(each for each in changes if part.includes(each.original, first)),
            )
        )
    return tuple(found)


def add_times(component: VEvent, span: Span) -> None:
    """DTSTART and DTEND: local with TZID, `Z` in UTC, or days with an exclusive end.

    Where clocks are set back while it lasts, its end may be a time that the clock shows twice;
    then DURATION says how long it really is (RFC 5545, 3.3.5 reads such a time as the first).
    """
    component.add("DTSTART", clock(span))
    if span.all_day:
        component.add("DTEND", span.last_day + timedelta(days=1))
    elif span.end.fold:
        component.add("DURATION", span.end.astimezone(UTC) - span.start.astimezone(UTC))
    elif span.end > span.start:
        component.add("DTEND", span.end)


def add_recurrence(component: VEvent, series: Series) -> None:
    """RRULE and EXDATE, in the zone and the value type of DTSTART."""
    if series.repeat is None:
        return
    component.add("RRULE", recurrence_rule(series.repeat, series.span))
    if series.skipped:
        component.add("EXDATE", [clock(series.span.on(day)) for day in series.skipped])


def clock(span: Span) -> date | datetime:
    """When a span begins: a day, or an aware time."""
    return span.first_day if span.all_day else span.start


def recurrence_rule(repeat: Repeat, first: Span) -> vRecur:
    """RRULE (RFC 5545, 3.3.10) for a pattern that begins with `first`; weeks begin on Monday.

    UNTIL is a day for whole days and in UTC for times.
    """
    rule: dict[str, object] = {"FREQ": _FREQUENCIES[repeat.every]}
    if repeat.until is not None:
        last = first.on(repeat.until)
        rule["UNTIL"] = last.first_day if last.all_day else last.start.astimezone(UTC)
    if repeat.count is not None:
        rule["COUNT"] = repeat.count
    if repeat.interval > 1:
        rule["INTERVAL"] = repeat.interval
    if months := sorted({day.month for day in repeat.on if day.month is not None}):
        rule["BYMONTH"] = months
    if numbers := sorted({day.of_month for day in repeat.on if day.of_month is not None}):
        rule["BYMONTHDAY"] = numbers
    if weekdays := [day for day in repeat.on if day.of_month is None]:
        rule["BYDAY"] = list(dict.fromkeys(_weekday(day) for day in weekdays))
    return vRecur(rule | {"WKST": "MO"})


def _weekday(day: Day) -> str:
    return f"{day.nth or ''}{_WEEKDAYS[day.weekday or 0]}"


def _parts(repeat: Repeat, first: date) -> Iterator[Repeat]:
    """The pattern with its days said in full, apart where one rule would mean their product."""
    match repeat.every:
        case Every.DAY:
            yield replace(repeat, on=())
        case Every.WEEK:
            days = repeat.on or (Day(weekday=first.weekday()),)
            yield replace(repeat, on=tuple(sorted(days, key=lambda day: day.weekday or 0)))
        case Every.MONTH:
            days = repeat.on or (Day(of_month=first.day),)
            for is_weekday in dict.fromkeys(day.of_month is None for day in days):
                these = tuple(day for day in days if (day.of_month is None) is is_weekday)
                yield replace(repeat, on=these)
        case Every.YEAR:
            days = repeat.on or (Day(of_month=first.day),)
            dated = tuple(replace(day, month=day.month or first.month) for day in days)
            for these in _products(dated):
                yield replace(repeat, on=these)


def _products(days: tuple[Day, ...]) -> Iterator[tuple[Day, ...]]:
    """Days of the year, put together where each of them comes in each of their months."""
    months: dict[Day, set[int | None]] = {}
    for day in days:
        months.setdefault(replace(day, month=None), set()).add(day.month)
    products: dict[tuple[bool, frozenset[int | None]], list[Day]] = {}
    for day, its in months.items():
        product = products.setdefault((day.of_month is None, frozenset(its)), [])
        product.extend(each for each in days if replace(each, month=None) == day)
    yield from (tuple(product) for product in products.values())
