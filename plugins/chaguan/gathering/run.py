"""One round: every source asked once, one connection a host, and what came of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Final, TypeVar
from urllib.parse import urlsplit

from chaguan.model import (
    Community,
    GatheredCalendar,
    GatheredFeed,
    Neighbour,
    Person,
    Position,
    RecordId,
    Url,
)
from chaguan.model.frozen import dataclass
from chaguan.site.identity import iri

from . import entries, neighbour
from .apart import SMALL, apart
from .feed import NoFeedError, feed_of
from .fetch import Answer, Limits, MovedError, NotFetchedError, fetched
from .files import as_json, path_of_calendar, path_of_feed

AT_ONCE: Final = 8
"""Hosts that are asked at a time."""
G = TypeVar("G", GatheredFeed, GatheredCalendar)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking one source."""

    subject: str
    """Which sentence says so (`locales/gathering`)."""
    position: Position
    """The line that names the source."""
    values: Mapping[str, object]
    path: str = ""
    text: str = ""
    """The file that is kept of it."""


@dataclass(frozen=True, slots=True)
class _Source:
    url: Url
    position: Position
    of: Person | Neighbour


def gather(community: Community, now: datetime, limits: Limits) -> tuple[Outcome, ...]:
    """Ask everybody, and say what there is now; sorted by the line that names each.

    `now` is aware. Nothing is raised for what a stranger answers.
    """
    by_host: dict[str, list[_Source]] = defaultdict(list)
    for each in _sources(community):
        by_host[_host(each.url)].append(each)
    ask = partial(_in_turn, community=community, now=now, limits=limits)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = [each for answers in pool.map(ask, by_host.values()) for each in answers]
    return tuple(sorted(found, key=lambda each: (each.position, each.path)))


def _sources(community: Community) -> Iterable[_Source]:
    """The feeds of listed people, and the neighbours, each address of these once."""
    for person in community.people.values():
        if person.feed is not None and not person.is_unlisted:
            yield _Source(person.feed, person.position("feed"), person)
    once: set[str] = set()
    for number, each in enumerate(community.settings.neighbours):
        if each.url not in once:
            once.add(each.url)
            position = community.settings.position(f"neighbours.{number}.url")
            yield _Source(each.url, position, each)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def _in_turn(
    sources: list[_Source], *, community: Community, now: datetime, limits: Limits
) -> list[Outcome]:
    return [_one(each, community, now, limits) for each in sources]


def _one(source: _Source, community: Community, now: datetime, limits: Limits) -> Outcome:
    if isinstance(source.of, Person):
        feed = _feed_before(source.of, source.url, community)
        return _asked(source, feed, partial(_read_feed, community, now, limits), now)
    before = _calendar_before(source.url, community)
    read = partial(_read_calendar, community, source.of, now, limits)
    return _asked(source, before, read, now)


def _feed_before(person: Person, url: Url, community: Community) -> GatheredFeed:
    """What was kept of a feed; at another address the same words go on, at that one's host."""
    empty = GatheredFeed(
        path=path_of_feed(person.id), url=url, host=_host(url), person=RecordId(person.id)
    )
    found = (each for each in community.gathered.feeds if each.path == empty.path)
    old = next(found, None)
    if old is None or old.url == url:
        return old or empty
    return replace(empty, title=old.title, entries=old.entries, known=old.known, latest=old.latest)


def _calendar_before(url: Url, community: Community) -> GatheredCalendar:
    path = path_of_calendar(url)
    found = (each for each in community.gathered.calendars if each.path == path)
    return next(found, None) or GatheredCalendar(path=path, url=url, host=_host(url))


def _asked(source: _Source, old: G, read: Callable[[G], tuple[G, int]], now: datetime) -> Outcome:
    def outcome(subject: str, kept: G, **values: object) -> Outcome:
        told = {"url": source.url, **values}
        return Outcome(subject, source.position, told, kept.path, as_json(kept))

    if old.moved:
        return outcome("moved", old, to=old.moved)
    if old.refused == "changed":
        return outcome("changed", old, path=old.path)
    try:
        kept, number = read(old)
    except MovedError as failure:
        return outcome("moved", replace(old, moved=failure.to), to=failure.to)
    except NotFetchedError as failure:
        since = old.failing or now.date()
        kept = replace(old, failing=since, reason=failure.reason)
        return outcome(f"failed.{failure.reason}", kept, since=since)
    kept = replace(kept, failing=None, reason="")
    if kept.refused:
        return outcome(kept.refused, kept, path=kept.path)
    return outcome("fine" if number else "nothing_new", kept, number=number)


def _read_feed(
    community: Community, now: datetime, limits: Limits, old: GatheredFeed
) -> tuple[GatheredFeed, int]:
    """The feed as it is kept now, and how much of it is new."""
    answer = fetched(old.url, limits, old.etag, old.modified)
    if answer.is_unchanged:
        return old, 0
    settings = community.settings
    try:
        said = (answer.body, answer.url, answer.media_type, settings.zone)
        is_small = len(answer.body) <= SMALL
        found = feed_of(*said) if is_small else apart(feed_of, *said)
    except NoFeedError as failure:
        raise NotFetchedError("no_feed") from failure
    ours = frozenset(iri(each, settings) for each in community.posts)
    kept = entries.kept_of(old, found, now, ours)
    known = {each.id for each in old.entries}
    return _stamped(old, kept, answer), sum(each.id not in known for each in kept.entries)


def _read_calendar(
    community: Community, of: Neighbour, now: datetime, limits: Limits, old: GatheredCalendar
) -> tuple[GatheredCalendar, int]:
    """What a neighbour has on now, and how much of it is new.

    It is read each time: days that pass bring others of a series.
    """
    first, *others = neighbour.places_to_ask(old.url)
    try:
        answer = fetched(first, limits)
    except NotFetchedError as failure:
        if failure.reason != "http" or not others:
            raise
        answer = fetched(others[0], limits)
    zone, today = community.settings.zone, now.date()
    found = neighbour.found_in(answer, partial(fetched, limits=limits), zone, today)
    kept = neighbour.kept_of(old, found, of, now)
    known = {(each.uid, each.day) for each in old.events}
    return replace(old, events=kept), sum((each.uid, each.day) not in known for each in kept)


def _stamped(old: GatheredFeed, kept: GatheredFeed, answer: Answer) -> GatheredFeed:
    """With what its host calls this version; as before where nothing else has changed.

    Some hosts say another word each time, and the file would change every night.
    """
    if kept == old and old.etag + old.modified:
        return kept
    return replace(kept, etag=answer.etag, modified=answer.modified)
