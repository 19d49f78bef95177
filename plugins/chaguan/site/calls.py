"""Whom events still look for: every call, what it is called for ever, and until when it is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, time

from chaguan.model import Call, Event, Occurrence
from chaguan.model.frozen import dataclass

from .clock import Clock
from .index import Index
from .occurrences import last_of


@dataclass(frozen=True, slots=True)
class Wanting:
    """A call of an event, or of one day of a series."""

    event: Event
    """As it holds there."""
    call: Call
    name: str
    """Tells it from every other call of the community; no new date and no other word changes it."""
    occurrence: Occurrence | None = None
    """The one day whose call it is; None where it is all of the event's."""
    begins: datetime | None = None
    """When that day begins, or the event that is no series."""
    ends: datetime | None = None
    """When nobody is wanted any more, at the latest; None where it goes on and on."""

    def is_open(self, clock: Clock) -> bool:
        """Whether somebody is still wanted."""
        return not self.event.status.is_off and not any(
            moment is not None and clock.has_come(moment) for moment in (self.call.until, self.ends)
        )

    def closes(self) -> datetime | None:
        """When it closes, whatever comes first."""
        return min(filter(None, (self.call.until, self.ends)), default=None)


def calls(index: Index) -> tuple[Wanting, ...]:
    """Every call of a (published) community, those that are past too, by name."""
    every = (each for event in index.community.events.values() for each in _of(event))
    return tuple(sorted(every, key=lambda each: each.name))


def open_calls(index: Index, clock: Clock) -> tuple[Wanting, ...]:
    """Those to which somebody may still answer, the soonest to close first."""
    found = [each for each in calls(index) if each.is_open(clock)]
    return tuple(sorted(found, key=_closing))


def _closing(each: Wanting) -> tuple[bool, float, str]:
    moment = each.closes() or each.begins
    return moment is None, moment.timestamp() if moment else 0.0, each.name


def _of(event: Event) -> Iterator[Wanting]:
    """The calls of an event, then those that hold from a day on, then those of single days."""
    last = None if event.is_endless or not event.calls else last_of(event)
    ends = last.span.end if last else None
    for each in event.then:
        if each.calls is not None:  # others are wanted from then on
            ends = datetime.combine(each.original, time(), event.zone)
            break
    begins = event.span.start if event.repeat is None else None
    yield from _named(event, event.id, begins=begins, ends=ends)
    for stretch in event.stretches[1:]:
        turn = next(each for each in event.then if each.original == stretch.begins)
        if turn.calls:
            yield from _named(stretch.event, f"{event.id}/from-{stretch.begins}")
    days = [event.occurrence(each.original, each) for each in event.changes if each.calls]
    days += [event.further(each) for each in event.also if each.calls]
    for day in days:
        span, name = day.span, f"{event.id}/{day.original}"
        yield from _named(day.event, name, day, begins=span.start, ends=span.end)


def _named(
    event: Event,
    of: str,
    day: Occurrence | None = None,
    *,
    begins: datetime | None = None,
    ends: datetime | None = None,
) -> Iterator[Wanting]:
    """`event/tea-walk/call/helpers`; the second for the same people has `-2` after it."""
    counted = Counter[str]()
    for call in event.calls:
        counted[call.wanted] += 1
        number = f"-{counted[call.wanted]}" if counted[call.wanted] > 1 else ""
        name = f"event/{of}/call/{call.wanted.value}{number}"
        yield Wanting(event, call, name, day, begins, ends)
