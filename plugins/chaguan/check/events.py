"""Rules over events: times that make sense, patterns that calendars keep, what is inside."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise, takewhile
from typing import Final
from zoneinfo import ZoneInfo

from chaguan.model import AgendaItem, Call, Event, Every, Problem, Span, error, warning

from .rules import event_rule

LOOKAHEAD: Final = timedelta(days=400)
"""How far a series is looked at for clock changes, which come again every year."""
WEEKDAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")


@event_rule("EV103")
def ends_after_it_starts(event: Event) -> Iterator[Problem]:
    """An event ends after it starts; calendar apps drop one that does not."""
    spans = [(event.span, "end")]
    written = (("moved", event.changes), ("also", event.also), ("then", event.then))
    for name, changes in written:
        for change in changes:
            if change.span is not None:
                spans.append((change.span, f"repeat.{name}.{change.original}.end"))
    for span, name in spans:
        if span.end.astimezone(UTC) <= span.start.astimezone(UTC):
            near = _next_day(span)
            yield error(
                "EV103", event.position(name), end=_end(span), start=_start(span), near=near
            )


def _next_day(span: Span) -> str:
    """The end a day later, where that makes a night of it; else empty."""
    later = span.end + timedelta(days=1)
    makes_sense = not span.all_day and span.start < later <= span.start + timedelta(hours=12)
    return _written(later) if makes_sense else ""


def _start(span: Span) -> str:
    return span.first_day.isoformat() if span.all_day else _written(span.start)


def _end(span: Span) -> str:
    if not span.all_day:
        return _written(span.end)
    return datetime.fromtimestamp(span.end.timestamp() - 1, span.zone).date().isoformat()


@event_rule("EV105")
def series_ends_after_it_starts(event: Event) -> Iterator[Problem]:
    """A series that ends before it begins never happens."""
    repeat = event.repeat
    if repeat and repeat.until and repeat.until < event.span.first_day:
        start = event.span.first_day.isoformat()
        yield error("EV105", event.position("repeat.until"), until=repeat.until, start=start)


@event_rule("EV106")
def exceptions_are_occurrences(event: Event) -> Iterator[Problem]:
    """An exception on another day changes nothing: people come in vain."""
    if event.repeat is None:
        return
    days = days_until(event, event.repeat.exceptions)
    for day in event.repeat.exceptions:
        if not _falls_on(day, days):
            position = event.position(f"repeat.except.{day}")
            yield error("EV106", position, day=day, near=_nearest(day, days))


@event_rule("EV107")
def moved_days_are_occurrences(event: Event) -> Iterator[Problem]:
    """A change is filed under the day it would have been; under another day it is lost."""
    if event.repeat is None:
        return
    days = days_until(event, tuple(change.original for change in event.changes))
    for change in event.changes:
        position = event.position(f"repeat.moved.{change.original}")
        if not _falls_on(change.original, days):
            near = _nearest(change.original, days)
            yield error("EV107", position, day=change.original, near=near)
        elif event.repeat.skips(change.original):
            yield error("EV113", position, day=change.original)


def days_until(event: Event, asked: tuple[date, ...]) -> list[date]:
    """The days of the series' patterns up to the first one after all that are asked for."""
    days: list[date] = []
    last = max(asked, default=date.min)
    for stretch in event.stretches if asked else ():
        repeat = stretch.event.repeat
        for day in repeat.days(stretch.event.span.first_day) if repeat else ():
            days.append(day)
            if day > last:
                return days
    return days


def _falls_on(day: date, days: list[date]) -> bool:
    at = bisect_left(days, day)
    return at < len(days) and days[at] == day


def _nearest(day: date, days: list[date]) -> str:
    """The one of `days` nearest to `day`, as it is written; empty where there is none."""
    at = bisect_left(days, day)
    around = days[max(at - 1, 0) : at + 1]
    return min(around, key=lambda each: abs(each - day)).isoformat() if around else ""


@event_rule("EV108")
def starts_on_its_pattern(event: Event) -> Iterator[Problem]:
    """A series whose first day is not in its pattern: calendars disagree whether it counts."""
    repeat = event.repeat
    if repeat is None or repeat.every is Every.DAY:
        return
    first = event.span.first_day
    expected = next(iter(repeat.days(first)), None)
    if expected is not None and expected != first:
        weekday = WEEKDAYS[first.weekday()]
        position = event.position("start")
        yield error("EV108", position, start=first, weekday=weekday, near=expected)


@event_rule("EV111")
def one_place(event: Event) -> Iterator[Problem]:
    """With a place and a location, half of the people go to the wrong door."""
    if event.place is not None and event.location is not None:
        yield error("EV111", event.position("location"), place=event.place)


@event_rule("EV112")
def signup_closes_in_time(event: Event) -> Iterator[Problem]:
    """A sign-up that closes after the event began is probably a slip of the date."""
    if event.repeat is None and event.signup and event.signup.until:
        until = event.signup.until
        if until > event.span.end:
            position = event.position("signup.until")
            yield warning("EV112", position, until=_written(until), end=_written(event.span.end))


@event_rule("TM108")
def times_exist(event: Event) -> Iterator[Problem]:
    """When clocks are set forward an hour does not exist; calendars each guess another."""
    for moment, name in _clock_times(event):
        as_read = moment.astimezone(UTC).astimezone(moment.tzinfo)
        if as_read.replace(tzinfo=None) != moment.replace(tzinfo=None):
            shown = {"seen": _written(moment), "zone": event.zone.key}
            yield warning("TM108", event.position(name), near=_written(as_read), **shown)
            return


@event_rule("TM109")
def times_are_single(event: Event) -> Iterator[Problem]:
    """When clocks are set back an hour comes twice; calendars take the first."""
    for moment, name in _clock_times(event):
        offsets = {moment.replace(fold=fold).utcoffset() for fold in (0, 1)}
        as_read = moment.astimezone(UTC).astimezone(moment.tzinfo)
        exists = as_read.replace(tzinfo=None) == moment.replace(tzinfo=None)
        if len(offsets) == 2 and exists:
            yield warning("TM109", event.position(name), seen=_written(moment), zone=event.zone.key)
            return


def _clock_times(event: Event) -> Iterator[tuple[datetime, str]]:
    """The times that somebody wrote, and those of the series on days when clocks change."""
    if event.span.all_day:
        return
    first, repeat = event.span.first_day, event.repeat
    moved = {change.original: change.span for change in event.changes if change.span}
    if first not in moved:
        yield event.span.start, "start"
        if not event.span.open_ended:
            yield event.span.end, "end"
    for original, span in moved.items():
        for moment, name in ((span.start, "start"), (span.end, "end")):
            if not span.all_day and f"repeat.moved.{original}.{name}" in event.positions:
                yield moment, f"repeat.moved.{original}.{name}"
    if repeat is None:
        return
    skipped = {first, *moved}
    for day in takewhile(lambda each: each <= first + LOOKAHEAD, repeat.days(first)):
        if day not in _clock_changes(event.zone, day.year) or day in skipped:
            continue
        if not repeat.skips(day):
            yield event.span.on(day).start, "start"


@cache
def _clock_changes(zone: ZoneInfo, year: int) -> frozenset[date]:
    """The days of a year on which clocks are set forward or back."""
    midnights = [datetime(year, 1, 1, tzinfo=zone) + timedelta(days=n) for n in range(367)]
    return frozenset(
        today.date()
        for today, tomorrow in pairwise(midnights)
        if today.utcoffset() != tomorrow.utcoffset()
    )


@event_rule("EV118")
def something_is_left_of_it(event: Event) -> Iterator[Problem]:
    """A series whose every day is an exception never happens."""
    repeat = event.repeat
    if repeat is None or event.is_endless or not (repeat.exceptions or repeat.breaks):
        return
    if next(event.occurrences(), None) is None:
        yield error("EV118", event.position("repeat"))


def programme_is_inside(event: Event) -> Iterator[Problem]:
    """AG101, AG104: a programme and calls within the time of their event, or of their day."""
    yield from _inside(event, event.agenda, event.calls, event.span, "", is_series=event.repeat)
    for name, changes in (("moved", event.changes), ("also", event.also)):
        for change in changes:
            held = event.stretch(change.original).occurrence(change.original, change)
            own = f"repeat.{name}.{change.original}."
            agenda, calls = change.agenda or (), change.calls or ()
            yield from _inside(event, agenda, calls, held.span, own)


def _inside(
    event: Event,
    agenda: Iterable[AgendaItem],
    calls: Iterable[Call],
    span: Span,
    own: str,
    *,
    is_series: object = None,
) -> Iterator[Problem]:
    """What is outside of a span; `own` is where its fields stand in the file."""
    for number, item in enumerate(agenda):
        at = item.on(span)
        if at is None or (span.open_ended and at >= span.start):
            continue
        if not span.start.astimezone(UTC) <= at.astimezone(UTC) < span.end.astimezone(UTC):
            seen = at.strftime("%Y-%m-%d %H:%M")
            starts, ends = (each.strftime("%Y-%m-%d %H:%M") for each in (span.start, span.end))
            position = event.position(f"{own}agenda.{number}.at")
            yield warning("AG101", position, seen=seen, start=starts, end=ends)
    for number, call in enumerate(calls if not is_series else ()):
        if call.until and call.until > span.end:
            position = event.position(f"{own}calls.{number}.until")
            yield warning("AG104", position, seen=call.until.strftime("%Y-%m-%d"))


def heads_are_counted(event: Event) -> Iterator[Problem]:
    """EV150, EV151: newcomers are some of all who came, and a series is counted day by day."""
    days = [("", event.came, event.new)]
    for name, changes in (("moved", event.changes), ("also", event.also)):
        days += [(f"repeat.{name}.{each.original}.", each.came, each.new) for each in changes]
    for own, came, new in days:
        if new is not None and came is None:
            yield warning("EV150", event.position(f"{own}new"), new=new)
    every = [("", event.came)] if event.repeat is not None else []
    every += [(f"repeat.then.{each.original}.", each.came) for each in event.then]
    for own, came in every:
        if came is not None:
            yield warning("EV151", event.position(f"{own}came"), came=came)
