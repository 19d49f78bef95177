"""What is on and what was, seen from a clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Final

from chaguan.model import Event, Occurrence

from .clock import Clock

AHEAD: Final = timedelta(days=56)
"""How far ahead a series is unrolled in lists; its next time is always there."""
MOST_OF_A_SERIES: Final = 8
LONG_ENOUGH: Final = timedelta(days=800)
"""Nearly every series comes within it."""


def upcoming(
    events: Iterable[Event], clock: Clock, of_series: int = MOST_OF_A_SERIES
) -> tuple[Occurrence, ...]:
    """What has not ended, soonest first; cancelled and postponed ones stay.

    A series shows its next time, and those within `AHEAD`, up to `of_series`.
    """
    found = [each for event in events for each in _next_of(event, clock, of_series)]
    return tuple(sorted(found, key=lambda each: (each.span.start, each.event.id)))


def past(events: Iterable[Event], clock: Clock) -> tuple[Occurrence, ...]:
    """What is over for good, latest first; of a series, its last time."""
    found = []
    for event in events:
        if next(following(event, clock), None) is None:
            last = last_of(event)
            if last is not None:
                found.append(last)
    return tuple(sorted(found, key=lambda each: (-each.span.start.timestamp(), each.event.id)))


def following(event: Event, clock: Clock) -> Iterator[Occurrence]:
    """The times of an event that have not ended, by original day; it may be endless."""
    span = event.span
    since = clock.before((span.last_day - span.first_day).days + 2, event.zone)
    late = (
        each.original for each in event.changes if each.span and not clock.has_come(each.span.end)
    )
    since = min((since, *late))
    return (each for each in event.occurrences(since) if not clock.has_come(each.span.end))


def between(events: Iterable[Event], first: date, last: date) -> tuple[Occurrence, ...]:
    """What is on between two days, inclusive, each on its own clock; soonest first."""
    found = [each for event in events for each in _between(event, first, last)]
    return tuple(sorted(found, key=lambda each: (each.span.start, each.event.id)))


def _between(event: Event, first: date, last: date) -> Iterator[Occurrence]:
    span = event.span
    moved = [each for each in event.changes if each.span is not None]
    since = min((first - (span.last_day - span.first_day), *(each.original for each in moved)))
    until = max((last, *(each.original for each in moved)))
    for each in event.occurrences(since):
        if each.original > until:
            return
        if each.span.first_day <= last and first <= each.span.last_day:
            yield each


def last_of(event: Event) -> Occurrence | None:
    """The last time of an event that has an end; None where every day was an exception."""
    changed = [each.original for each in event.changes]
    until = event.repeat.until if event.repeat else None
    since = min((until - LONG_ENOUGH, *changed)) if until else None
    times = tuple(event.occurrences(since)) or tuple(event.occurrences())
    return max(times, key=lambda each: each.span.start) if times else None


def _next_of(event: Event, clock: Clock, most: int) -> Iterator[Occurrence]:
    for number, each in enumerate(islice(following(event, clock), most)):
        if number and not clock.has_come(each.span.start - AHEAD):
            return
        yield each
