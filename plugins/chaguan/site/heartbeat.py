"""Whether an endless series still has somebody who goes there: its signs of life, and their end.

From records and git alone. The end is told *ahead*, in every calendar, because the town that needs
it is the one whose nightly build has stopped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from chaguan.model import Community, Event, Every, Post, RecordId, Repeat
from chaguan.model.frozen import dataclass

PERIODS: Final = 3
"""So many times a series may come without a word."""
_DAYS: Final = {Every.DAY: 1, Every.WEEK: 7, Every.MONTH: 31, Every.YEAR: 366}


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """The last sign of life of a series, and what follows from it."""

    last: date
    doubtful: date
    """From this day on it counts as not confirmed."""
    until: date
    """The last day that is announced."""


def heartbeat(event: Event, signs: Iterable[date], least: timedelta, today: date) -> Heartbeat:
    """What the signs of a series say on a day; `least` is how long any series may be silent.

    It cannot have fallen silent before it began. Days on which it is off by its own word do not
    count as silence.
    """
    repeat = event.stretches[-1].event.repeat
    assert repeat is not None
    known = (*_written(event), *signs)
    last = max((day for day in known if day <= today), default=event.span.first_day)
    last = max(last, event.span.first_day)
    limit = max(least, PERIODS * timedelta(days=_DAYS[repeat.every] * repeat.interval))
    doubtful = _after(last, limit, repeat)
    return Heartbeat(last, doubtful, _after(last, 2 * limit, repeat))


def _written(event: Event) -> Iterator[date]:
    """The signs in the record itself: that somebody said so, changed a day, or counted heads."""
    if event.still_on is not None:
        yield event.still_on
    for change in (*event.changes, *event.also, *event.then):
        yield change.original


def _after(last: date, limit: timedelta, repeat: Repeat) -> date:
    """The day so long after another, without the breaks in between."""
    end = last + limit
    for each in sorted(repeat.breaks):
        if each.last > last and each.first <= end:
            end += each.last - max(each.first, last) + timedelta(days=1)
    return end


def with_heartbeats(community: Community, said: Mapping[str, datetime], now: datetime) -> Community:
    """The community whose endless series end where they have been silent for too long.

    `said` is when each event's file last began to say something else, by path. Nothing changes
    where the community does not ask for signs.
    """
    least = community.settings.heartbeat
    if least is None:
        return community
    recaps = _recaps(community.posts)
    events = {
        id: _lived(event, said.get(event.path), recaps[id], least, now)
        if needs_signs(event)
        else event
        for id, event in community.events.items()
    }
    return replace(community, events=events)


def needs_signs(event: Event) -> bool:
    """Whether it goes on by itself for ever."""
    return event.is_endless and not event.status.is_off


def _recaps(posts: Iterable[Post]) -> Mapping[RecordId, list[datetime]]:
    found: dict[RecordId, list[datetime]] = defaultdict(list)
    for post in posts:
        if post.event is not None and not post.draft:
            found[post.event].append(post.date)
    return found


def heartbeat_of(
    event: Event,
    said: datetime | None,
    recaps: Iterable[datetime],
    least: timedelta,
    now: datetime,
) -> Heartbeat:
    """The heartbeat of an event, from its record, its recaps and git.

    Where git knows nothing of the file, the day in `updated` stands in for it.
    """
    moments = [*recaps, *filter(None, (said or event.updated,))]
    days = [moment.astimezone(event.zone).date() for moment in moments]
    return heartbeat(event, days, least, now.astimezone(event.zone).date())


def _lived(
    event: Event,
    said: datetime | None,
    recaps: Iterable[datetime],
    least: timedelta,
    now: datetime,
) -> Event:
    found = heartbeat_of(event, said, recaps, least, now)
    assert event.repeat is not None
    return replace(
        event,
        confirmed=found.last,
        doubtful=datetime.combine(found.doubtful, time(), event.zone),
        repeat=replace(event.repeat, until=found.until, is_end_assumed=True),
    )
