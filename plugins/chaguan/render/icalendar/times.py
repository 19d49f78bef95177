"""When an event happens, as calendars are told (RFC 5545, 3.8.2, 3.8.4.4 and 3.8.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from typing import Final

from icalendar import Event as VEvent
from icalendar import vRecur

from chaguan.model import Change, Day, Event, Every, Repeat, Span, Stretch

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
    event: Event
    """The event as it holds on the days that do not differ."""
    suffix: str = ""
    """What its UID has behind the event's."""
    repeat: Repeat | None = None
    """A pattern that one rule can say; None for what happens once."""
    skipped: tuple[date, ...] = ()
    """Days of the pattern on which it does not happen, in order."""
    changes: tuple[Change, ...] = ()
    """Days of the pattern that differ, in order; none of them is skipped."""


def series_of(event: Event) -> tuple[Series, ...]:
    """The series that make up an event: one, except where no single rule can say its pattern.

    What holds from a day on is a series of its own, named by that day.
    """
    first, *later = event.stretches
    found = [*_of_stretch(first, event, "")]
    for stretch in later:
        found += _of_stretch(stretch, event, f"-from-{stretch.begins:%Y%m%d}")
    return tuple(found)


def _of_stretch(stretch: Stretch, event: Event, name: str) -> Iterator[Series]:
    """RFC 5545 (3.3.10) has no rule for "the 15th and the last Friday", and clients disagree about
    two rules in one component (3.8.5.3: SHOULD NOT), so such a pattern becomes two series, the
    second with a number in its UID. None for a pattern that never comes.
    """
    held = stretch.event
    repeat, first = held.repeat, held.span.first_day
    if repeat is None:
        yield Series(span=held.span, event=held)
        return
    off = repeat.skipped(first)
    parts = tuple(_parts(repeat, first))
    if len(parts) > 1 and repeat.count is not None:
        last = max(repeat.days(first), default=first)
        parts = tuple(replace(part, until=last, count=None) for part in parts)
    taken: set[date] = set()
    number = 0
    for part in parts:
        start = next(part.days(first), None)
        if start is None:
            continue
        number += 1
        exceptions = {day for day in off if part.includes(day, first)}
        if len(parts) > 1:
            days = set(takewhile(lambda day: day <= first + _FAR, part.days(first)))
            exceptions |= days & taken
            taken |= days
        changes = (change for change in event.changes if change.original not in exceptions)
        yield Series(
            span=held.span.on(start),
            event=held,
            suffix=name if number == 1 else f"{name}-{number}",
            repeat=part,
            skipped=tuple(sorted(exceptions)),
            changes=tuple(each for each in changes if part.includes(each.original, first)),
        )


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
    if len(repeat.on) == 1 and repeat.on[0].working:
        rule |= {"BYDAY": list(_WEEKDAYS[:5]), "BYSETPOS": repeat.on[0].nth}
    elif len(repeat.on) == 1 and repeat.on[0].after is not None:
        day = repeat.on[0]
        soonest = 7 * ((day.nth or 1) - 1) + _days_after(day) + 1
        rule |= {
            "BYDAY": _WEEKDAYS[day.weekday or 0],
            "BYMONTHDAY": list(range(soonest, soonest + 7)),
        }
    elif weekdays := [day for day in repeat.on if day.of_month is None]:
        rule["BYDAY"] = list(dict.fromkeys(_weekday(day) for day in weekdays))
    return vRecur(rule | {"WKST": "MO"})


def _days_after(day: Day) -> int:
    """How many days after the other one it comes."""
    return ((day.weekday or 0) - (day.after or 0) - 1) % 7 + 1


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
            days, apart = _told_apart(repeat.on or (Day(of_month=first.day),))
            for is_weekday in dict.fromkeys(day.of_month is None for day in days):
                these = tuple(day for day in days if (day.of_month is None) is is_weekday)
                yield replace(repeat, on=these)
            for each in apart:
                yield replace(repeat, on=(each,))
        case Every.YEAR:
            days, apart = _told_apart(repeat.on or (Day(of_month=first.day),))
            dated = tuple(replace(day, month=day.month or first.month) for day in days)
            for these in _products(dated):
                yield replace(repeat, on=these)
            for each in apart:
                yield replace(repeat, on=(replace(each, month=each.month or first.month),))


def _told_apart(days: tuple[Day, ...]) -> tuple[tuple[Day, ...], tuple[Day, ...]]:
    """The days that Chaguan 0.1 knew, in the order in which they were written, since their rules'
    UIDs follow it; and those that need a rule each, in an order of their own.
    """
    apart = {day for day in days if day.working or day.after is not None}
    known = tuple(day for day in days if day not in apart)
    ordered = sorted(apart, key=lambda day: (day.month or 0, day.nth or 0, day.after or -1))
    return known, tuple(ordered)


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
