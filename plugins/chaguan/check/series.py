"""Rules over series whose days were written one by one, and over what calendars make of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice, takewhile
from typing import Final

from chaguan.model import Community, Event, Problem, Status, error, warning
from chaguan.site.series import ordinary

from .events import days_until
from .rules import event_rule

MOST_DAYS_OFF: Final = 1000
"""Of one series, each a line in every calendar."""


@event_rule("EV122")
def breaks_hit_days(event: Event) -> Iterator[Problem]:
    """A break in which nothing would have been is probably a slip of the year."""
    repeat = event.repeat
    if repeat is None or not repeat.breaks:
        return
    every = [stretch.event for stretch in event.stretches]
    for each in repeat.breaks:
        position = event.position(f"repeat.except.{each.first}")
        hit = 0
        for held in every:
            days = held.repeat.days(held.span.first_day, each.first) if held.repeat else ()
            within = takewhile(lambda day, last=each.last: day <= last, days)  # type: ignore[misc]
            hit += sum(1 for _ in islice(within, MOST_DAYS_OFF + 1))
        if not hit:
            yield warning("EV122", position, first=each.first, last=each.last)
        elif hit > MOST_DAYS_OFF:
            yield error("EV136", position, most=MOST_DAYS_OFF)


@event_rule("EV123")
def further_days_are_new(event: Event) -> Iterator[Problem]:
    """A further day that is one of the pattern already would be in each calendar twice."""
    if event.repeat is None or not event.also:
        return
    days = set(days_until(event, tuple(change.original for change in event.also)))
    seen = set()
    for change in event.also:
        day = change.original
        if (day in days and not event.repeat.skips(day)) or day in seen:
            yield error("EV123", event.position(f"repeat.also.{day}"), day=day)
        seen.add(day)


@event_rule("EV135")
def turns_come_before_the_end(event: Event) -> Iterator[Problem]:
    """What holds from a day after the last of the series never holds."""
    begun = {stretch.begins for stretch in event.stretches}
    for turn in event.then:
        if turn.original not in begun:
            position = event.position(f"repeat.then.{turn.original}")
            yield warning("EV135", position, day=turn.original)


@event_rule("EV131")
def first_night_is_as_long_as_the_others(event: Event) -> Iterator[Problem]:
    """Calendars keep the length of the first night, also where clocks change while it lasts."""
    for stretch in event.stretches:
        span, repeat = stretch.event.span, stretch.event.repeat
        is_first = stretch.begins == event.span.first_day
        name = "end" if is_first else f"repeat.then.{stretch.begins}.end"
        if repeat is None or name not in event.positions:
            continue
        later = ordinary(span, repeat)
        if later.start.time() == span.start.time() and later.end.time() != span.end.time():
            shown = {"end": f"{span.end:%H:%M}", "later": f"{later.end:%H:%M}"}
            yield warning("EV131", event.position(name), **shown)


@event_rule("EV126")
def newcomers_are_some_of_all(event: Event) -> Iterator[Problem]:
    """More came for the first time than came at all: two numbers were exchanged."""
    named = (("", event), *_days(event))
    for name, held in named:
        if held.came is not None and held.new is not None and held.new > held.came:
            yield error("EV126", event.position(f"{name}new"), new=held.new, came=held.came)


def _days(event: Event) -> Iterator[tuple[str, Event]]:
    """The event as it holds on each day that was written apart, and where that stands."""
    for name, changes in (("moved", event.changes), ("also", event.also)):
        for change in changes:
            if change.came is not None or change.new is not None:
                held = event.stretch(change.original).occurrence(change.original, change)
                yield f"repeat.{name}.{change.original}.", held.event


def ahead_of_time(community: Community, now: datetime) -> Iterator[Problem]:
    """What can be true only later: that somebody came, that a series is still on."""
    for event in community.events.values():
        yield from _ahead(event, now)


def _ahead(event: Event, now: datetime) -> Iterator[Problem]:
    today = now.astimezone(event.zone).date()
    if event.still_on is not None and event.still_on > today:
        yield error("EV125", event.position("still_on"), day=event.still_on, near=today)
    if event.repeat is None and event.came is not None and event.span.start > now:
        yield error("EV134", event.position("came"), day=event.span.first_day)
    for name, changes in (("moved", event.changes), ("also", event.also)):
        for change in changes:
            day = event.stretch(change.original).occurrence(change.original, change).span
            if change.came is not None and day.start > now:
                position = event.position(f"repeat.{name}.{change.original}.came")
                yield error("EV134", position, day=day.first_day)
    until = event.signup.until if event.signup else None
    is_on = event.is_endless and event.status not in (Status.CANCELLED, Status.POSTPONED)
    if is_on and until is not None and until <= now:
        yield warning("EV132", event.position("signup.until"), until=f"{until:%Y-%m-%d}")
