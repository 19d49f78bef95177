"""What of elsewhere is shown: members' blogs on one page, and neighbours' events on another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from chaguan.model import (
    Community,
    FeedEntry,
    Gathered,
    GatheredCalendar,
    GatheredFeed,
    NearbyEvent,
    Neighbour,
    RecordId,
    Settings,
    Status,
)
from chaguan.model.frozen import dataclass

from .identity import uid
from .urls import slug

PER_DAY: Final = 3
"""Entries of one feed from one day."""
ON_THE_PLANET: Final = 60
OF_A_PERSON: Final = 5
"""On their own page."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An entry, and who wrote it."""

    person: RecordId
    entry: FeedEntry


@dataclass(frozen=True, slots=True)
class Nearby:
    """A day of an event, and the neighbours who have it."""

    event: NearbyEvent
    neighbours: tuple[Neighbour, ...]
    """In the order of `community.yml`; the words are those of the first."""
    said_by: Neighbour | None = None
    """Who says that it is off, where that is not the first."""


def is_taken(take: Iterable[str], scenes: Iterable[str], tags: Iterable[str]) -> bool:
    """Whether an event has one of the scenes or tags that are wanted; all are where none is."""
    wanted = {slug(each) for each in take}
    return not wanted or bool(wanted & {slug(each) for each in (*scenes, *tags)})


def planet_of(community: Community) -> tuple[Elsewhere, ...]:
    """What members wrote elsewhere, newest first, each once and no more than a few of a day."""
    found = [
        Elsewhere(feed.person, entry)
        for feed in feeds_of(community)
        for entry in few_a_day(feed.entries)
    ]
    found.sort(key=lambda each: (each.entry.appeared, each.entry.url, each.person))
    once = {each.entry.url: each for each in reversed(found)}  # whose it is first keeps it
    return tuple(each for each in reversed(found) if once[each.entry.url] is each)


def feeds_of(community: Community) -> Iterator[GatheredFeed]:
    """The feeds that listed people's files name now and of which something may be shown."""
    for feed in community.gathered.feeds:
        person = community.people.get(feed.person)
        if person is None or person.is_unlisted or person.feed != feed.url:
            continue
        if not feed.is_stopped:
            yield feed


def few_a_day(entries: Iterable[FeedEntry]) -> tuple[FeedEntry, ...]:
    """The entries, newest first, at most `PER_DAY` of one day."""
    days: Counter[date] = Counter()
    chosen = []
    for entry in sorted(entries, key=lambda each: (each.appeared, each.id), reverse=True):
        days[entry.appeared.date()] += 1
        if days[entry.appeared.date()] <= PER_DAY:
            chosen.append(entry)
    return tuple(chosen)


def nearby_of(community: Community) -> tuple[Nearby, ...]:
    """What neighbours have on, soonest first: each day once, whoever has it, and nothing of ours.

    The words are those of the neighbour who comes first in `community.yml`. That it is off is
    believed of each of them whose version is not older.
    """
    ours = {uid(each, community.settings) for each in community.events.values()}
    by_key: dict[tuple[str, date | None], list[tuple[Neighbour, NearbyEvent]]] = {}
    for neighbour, calendar in _calendars(community.settings, community.gathered):
        for event in calendar.events:
            if event.uid in ours or not is_taken(neighbour.take, event.scenes, event.tags):
                continue
            by_key.setdefault((event.uid, event.day), []).append((neighbour, event))
    found = [_merged(each) for each in by_key.values()]
    return tuple(sorted(found, key=_order))


def _order(nearby: Nearby) -> tuple[float, str, str]:
    event = nearby.event
    return event.span.start.timestamp(), event.uid, str(event.day)


def _calendars(
    settings: Settings, gathered: Gathered
) -> Iterator[tuple[Neighbour, GatheredCalendar]]:
    by_url = {each.url: each for each in gathered.calendars}
    for neighbour in settings.neighbours:
        calendar = by_url.pop(neighbour.url, None)
        if calendar is not None and not calendar.is_stopped:
            yield neighbour, calendar


def _merged(versions: list[tuple[Neighbour, NearbyEvent]]) -> Nearby:
    order = sorted(versions, key=lambda each: each[1].missing is not None)  # stable
    neighbours = tuple(neighbour for neighbour, _ in versions)
    _, event = order[0]
    off = (Status.CANCELLED, Status.POSTPONED)
    for other, version in order[1:]:
        is_newer = version.revision >= event.revision
        if version.status in off and event.status not in off and is_newer:
            changed = replace(event, status=version.status, note=version.note)
            return Nearby(changed, neighbours, other)
    return Nearby(event, neighbours)
