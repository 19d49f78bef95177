"""Which rules make up a series: calendars and data can say one pattern with each (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice, takewhile
from typing import Final

from chaguan.model import Change, Day, Event, Every, Repeat, Span, Stretch
from chaguan.model.frozen import dataclass

_FAR: Final = timedelta(days=30 * 366)
"""How far ahead an endless series is searched for days that two of its rules share."""

_TRIED: Final = 8
"""Nights that are looked at; clocks change twice a year, and seldom more often."""


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


def ordinary(span: Span, repeat: Repeat) -> Span:
    """What the rule of a series means by its times: its first, unless clocks change in it.

    Every night has the real length of the first one, so its end is told by another's clock.
    """
    if span.all_day or span.open_ended:
        return span
    days = islice(repeat.days(span.first_day), _TRIED)
    return next((each for each in map(span.on, days) if each.keeps_its_clock), span)


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
