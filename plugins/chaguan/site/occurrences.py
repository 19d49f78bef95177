"""Which days there are and what each is: the one question that everything asks of an event.

Pages, lists, posters, feeds, calendars, data and search take the days from here, in the order in
which they take place, each with its own times, zone, place, link, status, title and note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from heapq import merge
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo

from chaguan.model import Event, Occurrence, Status
from chaguan.model.frozen import dataclass

from .clock import Clock
from .membership import keys_of_day

Key = tuple[str, str]
"""The kind and the key of a stream."""
AHEAD: Final = timedelta(days=92)
"""How far ahead a series is unrolled in lists; its next time is always there."""
MOST_OF_A_SERIES: Final = 8
NEXT_TIMES: Final = 6
"""Of a series, on its own page."""
LONG_ENOUGH: Final = timedelta(days=800)
"""Nearly every series comes within it."""
WHOLE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time (aware moments); open where it has no end."""

    since: datetime | None = None
    until: datetime | None = None
    """Exclusive."""

    def has(self, occurrence: Occurrence) -> bool:
        """Whether some of it is in the window."""
        span = occurrence.span
        begins = self.until is None or span.start < self.until
        return begins and (self.since is None or span.end > self.since)


ALWAYS: Final = Window()


def occurrences(
    event: Event, window: Window = ALWAYS, key: Key | None = None
) -> Iterator[Occurrence]:
    """The times of an event in a window, in the order in which they take place.

    Cancelled and postponed ones are among them. Endless for an endless series in an open window.
    With `key`, only those of a stream: a day at another place belongs to that place.
    """
    since = None
    if window.since is not None:
        since = window.since.astimezone(event.zone).date() - _length(event)
    for each in _ordered(event, since, key):
        if window.until is not None and each.span.start >= window.until:
            return
        if window.has(each):
            yield each


def following(event: Event, clock: Clock, key: Key | None = None) -> Iterator[Occurrence]:
    """The times of an event that have not ended, as they take place; it may be endless."""
    if event.repeat is None and clock.has_come(event.span.end):  # as nearly all have
        return iter(())
    since = clock.before(_length(event).days, event.zone)
    return (each for each in _ordered(event, since, key) if not clock.has_come(each.span.end))


def next_of(event: Event, clock: Clock, key: Key | None = None) -> Occurrence | None:
    """The first that is neither over nor cancelled nor postponed."""
    if event.repeat is None or not event.is_endless:
        return next((each for each in following(event, clock, key) if not each.is_off), None)
    tried = islice(following(event, clock, key), len(event.changes) + len(event.also) + 1)
    return next((each for each in tried if not each.is_off), None)


def listed(event: Event, clock: Clock) -> tuple[Occurrence, ...]:
    """The days of a series that its page lists and that take place; each can be added alone."""
    if event.repeat is None:
        return ()
    days = islice(following(event, clock), NEXT_TIMES)
    return tuple(day for day in days if not day.is_off)


def shown_of(event: Event, clock: Clock, key: Key | None = None) -> Occurrence:
    """The time that stands for an event: its next, else the first to come, else the last."""
    coming = next_of(event, clock, key) or next(following(event, clock, key), None)
    return coming or last_of(event, key) or event.occurrence(event.span.first_day)


def upcoming(
    events: Iterable[Event],
    clock: Clock,
    of_series: int = MOST_OF_A_SERIES,
    key: Key | None = None,
) -> tuple[Occurrence, ...]:
    """What has not ended: what begins next first, and after it what has been on for days.

    Cancelled and postponed ones stay. A series shows its next time, and those within `AHEAD`, up
    to `of_series`, and what is off between them.
    """
    found = [each for event in events for each in _next_of(event, clock, of_series, key)]
    return tuple(sorted(found, key=lambda each: _place(each, clock)))


@dataclass(frozen=True, slots=True)
class Row:
    """An event in a list: a series stands there once, with its days."""

    next: Occurrence
    """The first that takes place; where none does, the first."""
    days: tuple[Occurrence, ...]
    """All that are listed, in the order in which they take place."""


def rows(coming: Iterable[Occurrence], clock: Clock) -> tuple[Row, ...]:
    """What `upcoming` found, one row an event, sorted by what takes place next."""
    by_event: dict[str, list[Occurrence]] = {}
    for each in coming:
        by_event.setdefault(each.event.id, []).append(each)
    found = []
    for days in by_event.values():
        days.sort(key=lambda each: each.span.start)
        found.append(Row(next((day for day in days if not day.is_off), days[0]), tuple(days)))
    return tuple(sorted(found, key=lambda row: _place(row.next, clock)))


def with_running(coming: tuple[Row, ...], clock: Clock, size: int) -> tuple[Row, ...]:
    """What is on, where only the first `size` are seen at once: at their end, in up to a quarter
    of their places, what has been on for days, which would else stand behind everything to come.
    """
    begins = tuple(row for row in coming if not is_running(row.next, clock))
    runs = tuple(row for row in coming if is_running(row.next, clock))
    room = max(size - len(runs), size - max(1, size // 4) if size > 1 else size)
    first = begins[:room]
    kept = size - len(first)
    return (*first, *runs[:kept], *begins[room:], *runs[kept:])


def _place(occurrence: Occurrence, clock: Clock) -> tuple[bool, datetime, str]:
    span, runs = occurrence.span, is_running(occurrence, clock)
    return runs, span.end if runs else span.start, occurrence.event.id


def is_running(occurrence: Occurrence, clock: Clock) -> bool:
    """Whether it began and goes on for longer than a day: no evening to go to next."""
    span = occurrence.span
    return span.end - span.start > WHOLE_DAY and clock.has_come(span.start)


def is_waiting(event: Event, clock: Clock) -> bool:
    """Whether it was postponed, its old day has passed, and nobody has said a new one."""
    if event.status is not Status.POSTPONED or (event.repeat and event.is_endless):
        return False
    return next(following(event, clock), None) is None


def past(events: Iterable[Event], clock: Clock, key: Key | None = None) -> tuple[Occurrence, ...]:
    """What is over for good, latest first; of a series, its last time.

    What was postponed is not over: it waits for a new date.
    """
    found = []
    for event in events:
        if next(following(event, clock, key), None) is None:
            last = last_of(event, key)
            if last is not None and last.event.status is not Status.POSTPONED:
                found.append(last)
    return tuple(sorted(found, key=lambda each: (-each.span.start.timestamp(), each.event.id)))


def between(
    events: Iterable[Event], first: date, last: date, zone: ZoneInfo
) -> tuple[Occurrence, ...]:
    """What is on between two days of a zone, inclusive; soonest first. Whole days are days."""
    found = [each for event in events for each in _between(event, first, last, zone)]
    return tuple(sorted(found, key=lambda each: (each.span.start, each.event.id)))


def _between(event: Event, first: date, last: date, zone: ZoneInfo) -> Iterator[Occurrence]:
    since = first - _length(event)
    for each in _ordered(event, since, None):
        span = each.span.seen_from(zone)
        if span.first_day > last + 2 * WHOLE_DAY:
            return
        if span.first_day <= last and first <= span.last_day:
            yield each


def last_of(event: Event, key: Key | None = None) -> Occurrence | None:
    """The last time of an event that has an end; None where every day was an exception.

    One that took place comes before a later one that was off.
    """
    until = event.repeat.until if event.repeat else None
    since = until - LONG_ENOUGH if until else None
    if event.is_endless and (key is None or key in keys_of_day(event.stretches[-1].event)):
        return None
    times = tuple(_ordered(event, since, key)) or tuple(_ordered(event, None, key))
    held = [each for each in times if not each.is_off]
    return max(held or times, key=lambda each: each.span.start) if times else None


def _next_of(event: Event, clock: Clock, most: int, key: Key | None) -> Iterator[Occurrence]:
    """Of what is off as a whole, its next day alone: once is enough."""
    taken = off = 0
    for each in following(event, clock, key):
        is_far = (taken or off) and not clock.has_come(each.span.start - AHEAD)
        if is_far and (taken or off >= most):
            return
        is_said = off and each.is_off and (is_far or each.series.status.is_off)
        if not is_said:
            yield each
        taken, off = taken + (not each.is_off), off + each.is_off
        if taken >= most or off > most:
            return


def _length(event: Event) -> timedelta:
    """How long before a moment it may have begun on, and a day for the zones."""
    return (event.span.last_day - event.span.first_day) + 2 * WHOLE_DAY


def _ordered(event: Event, since: date | None, key: Key | None) -> Iterator[Occurrence]:
    """The days of an event as they take place; of the pattern's, those from `since` on.

    Days that somebody wrote apart are few and may be anywhere; the pattern's are in order.
    """
    if event.repeat is None:
        return iter([each for each in event.occurrences() if is_in(each.event, key)])
    apart = sorted(
        (each for each in _apart(event) if is_in(each.event, key)),
        key=lambda each: each.span.start,
    )
    return merge(_regular(event, since, key), apart, key=lambda each: each.span.start)


def _apart(event: Event) -> Iterator[Occurrence]:
    for change in event.changes:
        stretch = event.stretch(change.original)
        repeat, first = stretch.event.repeat, stretch.event.span.first_day
        assert repeat is not None
        if repeat.includes(change.original, first) and not repeat.skips(change.original):
            yield stretch.occurrence(change.original, change)
    for further in event.also:
        yield event.further(further)


def _regular(event: Event, since: date | None, key: Key | None) -> Iterator[Occurrence]:
    apart = frozenset(change.original for change in event.changes)
    for stretch in event.stretches:
        repeat, first = stretch.event.repeat, stretch.event.span.first_day
        if repeat is None or not is_in(stretch.event, key):
            continue
        for day in repeat.held(first, since):
            if day not in apart:
                yield stretch.occurrence(day)


def is_in(event: Event, key: Key | None) -> bool:
    """Whether an event is in a stream, as it holds on a day; without a key, in any."""
    return key is None or key in keys_of_day(event)
