"""The catalogue: which outputs a site has, and nothing else says so.

Claims on addresses, promises to links, the pages that are made and what serving compares all read
it. How an output of a kind is made is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field
from datetime import date
from math import ceil
from typing import Final, Protocol

from chaguan.model import STREAMS, Page, Post, Record, Week
from chaguan.model.frozen import dataclass

from .clock import Clock
from .event_lists import EVENTS_ON_A_PAGE, PAST_ON_A_PAGE, EventLists
from .features import Features
from .index import Index
from .occurrences import listed
from .pagination import (
    SECTION_PAGE,
    Counted,
    Counts,
    at_most,
    every_further_page,
    follow_pages,
    pages,
)
from .stream import IsChosen, Stream, every_stream
from .urls import (
    CALENDAR,
    COPIED,
    COPY_QR,
    EVENT_FEEDS,
    EVENTS,
    EVERY_EVENT,
    OFFERS,
    ON_DEMAND,
    POST_FEEDS,
    POSTED,
    SECTIONS,
    Address,
    Addresses,
)

HOME: Final = "home"
ONLINE: Final = "online"
PAST: Final = "past"
MONTH: Final = "month"
CALLS: Final = "calls"
TAG: Final = "tag"
REST: Final = "rest"
STREAM_LIST: Final = "streams"
SUBSCRIBE: Final = "subscribe"
CONTRIBUTE: Final = "contribute"
SEARCH: Final = "search"
OFFLINE: Final = "offline"
PULSE: Final = "pulse"
DIGESTS: Final = "digests"
DIGEST: Final = "digest"
PLANET: Final = "planet"
NEARBY: Final = "nearby"
"""The kinds of pages besides those of records, which have their kind, and their indexes (`people`).
"""
OWN_PAGES: Final = {"index": HOME, "contribute": CONTRIBUTE}
"""The pages that a community may write itself, by their ids."""
_SECTION_KINDS: Final = {folder: kind for kind, folder in SECTIONS.items()}
FILES: Final = (
    "feeds",
    "event feeds",
    "offer feeds",
    "call feeds",
    "digest feeds",
    "archive",
    "calendar",
    "poster",
    "copy",
    "copy code",
    "embed",
    "data",
)
"""The kinds of what is no page, or is none to be found: nothing is listed or looked for there."""
FOLLOWED: Final = (*STREAMS, "tag")
"""The kinds of streams of which it is told how to follow them."""
DATA: Final = ("subscriptions.opml", "api/community.json", "api/community.schema.json")


@dataclass(frozen=True, slots=True)
class Output:
    """One thing that is published."""

    kind: str
    address: Address
    language: str
    record: Record | None = field(default=None, repr=False, compare=False)
    """What it is about."""
    key: str = ""
    """Of a tag its slug, of a month its first day, of a list of streams their kind."""
    part: str = ""
    """Which list, where it is a further page of a stream."""
    number: int = 1
    """Of a list that goes on."""

    @property
    def is_page(self) -> bool:
        return self.kind not in FILES


class Lists(Protocol):
    """What decides how far lists go on."""

    def coming_pages(self, *, online: bool = False) -> int: ...
    def past_pages(self) -> int: ...
    def nearby_pages(self) -> int: ...
    def months(self) -> tuple[date, ...]: ...
    def weeks(self) -> tuple[Week, ...]: ...


@dataclass(frozen=True, slots=True)
class AnyTime:
    """As far as lists may go on, whatever the clock says; but for what is on, which has no end."""

    index: Index

    def coming_pages(self, *, online: bool = False) -> int:
        return 0 if online else 1

    def past_pages(self) -> int:
        return ceil(len(self.index.community.events) / PAST_ON_A_PAGE)

    def nearby_pages(self) -> int:
        return ceil(len(self.index.nearby()) / EVENTS_ON_A_PAGE)

    def months(self) -> tuple[date, ...]:
        return ()

    def weeks(self) -> tuple[Week, ...]:
        return ()


def catalogue(index: Index, clock: Clock | None, wants: Features) -> Iterator[Output]:
    """Every output of a site; without a clock, those that it may have at some time."""
    yield from page_outputs(index, clock, wants)
    yield from posters(index)
    if wants.has_copies:
        yield from copies(index)
    if wants.has_embeds:
        yield from embeds(index)
    if wants.has_calendars:
        yield from _calendars(index, clock, wants)
    if wants.has_feeds:
        yield from _feeds(index, wants)


def page_outputs(index: Index, clock: Clock | None, wants: Features) -> Iterator[Output]:
    """The pages of a site: those of records, those that gather them, and their further pages.

    What the community wrote itself is not gathered; without a clock, it is told as well.
    """
    lists: Lists = EventLists(index, clock) if clock is not None else AnyTime(index)
    counts: Counts = Counted(clock) if clock is not None else at_most
    taken = set()
    for output in record_outputs(index):
        taken.add(output.address)
        yield output
    for language in index.settings.languages:
        for output in _gathering(index, lists, language, wants):
            if clock is None or output.address not in taken:
                yield output
    yield from _further(index, counts)


IsWanted = Callable[[Record, str], bool]
"""Whether what is made of a record in a language is to be told."""


def always(*of: object) -> bool:
    """Everything is."""
    return True


def posters(index: Index, is_wanted: IsWanted = always) -> Iterator[Output]:
    """The pages to print, each of a record in a language."""
    for record in (each for kind in POSTED for each in index.community.all_of(kind)):
        for language in record.written_in(index.settings.languages):
            if is_wanted(record, language):
                yield Output("poster", index.addresses.poster(record, language), language, record)


def copies(index: Index, is_wanted: IsWanted = always) -> Iterator[Output]:
    """The texts to take along, each of a record in a language, and the code that leads to it."""
    for output in record_outputs(index, is_wanted):
        if output.kind in COPIED:
            address = index.addresses.copy(output.address)
            yield Output("copy", address, output.language, output.record)
            yield Output("copy code", address / COPY_QR, output.language, output.record)


def embeds(
    index: Index, is_chosen: Callable[[str], IsChosen] = lambda language: always
) -> Iterator[Output]:
    """The lists of every stream for other people's pages, as far as they are chosen."""
    for language in index.settings.languages:
        for stream in every_stream(index, language, is_chosen(language)):
            address = index.addresses.embed(stream.address)
            key = stream.key if stream.record is None else ""
            yield Output("embed", address, language, stream.record, key)


def counts_of(index: Index) -> dict[str, int]:
    """How many there are of each kind that has an index of several pages."""
    return {
        "post": len(index.ids("post")),
        **{kind: len(index.ids(kind)) for kind in (*STREAMS, "offer")},
        "tag": len(index.tags()),
    }


def address_of(
    addresses: Addresses,
    kind: str,
    language: str,
    record: Record | None = None,
    key: str = "",
    part: str = "",
    number: int = 1,
) -> Address:
    """Where a page of a kind is, in a language."""
    if part:
        own = addresses.record(record, language) if record else addresses.tag(key, language)
        return addresses.part(own, part, number)
    if record is not None:
        return addresses.record(record, language)
    match kind:
        case "home":
            return addresses.home(language)
        case "past":
            return addresses.past(language, number)
        case "online":
            return addresses.online(language, number)
        case "digests":
            return addresses.digest(language)
        case "digest":
            return addresses.digest(language, Week.parsed(key))
        case "calls":
            return addresses.calls(language)
        case "nearby":
            return addresses.nearby(language, number)
        case "month":
            return addresses.month(date.fromisoformat(key), language)
        case "streams":
            return addresses.follow(key, language, number)
        case "tag":
            return addresses.tag(key, language)
        case _ if kind in _SECTION_KINDS:
            return addresses.section(_SECTION_KINDS[kind], language, number)
        case _:
            return addresses.special(kind, language)


def record_outputs(index: Index, is_wanted: IsWanted = always) -> Iterator[Output]:
    """The pages of records, each in its languages."""
    for record in index.community.records():
        yield from outputs_of(record, index, is_wanted)


def outputs_of(record: Record, index: Index, is_wanted: IsWanted = always) -> Iterator[Output]:
    """The pages of a record, in its languages."""
    kind, languages = record.kind, record.written_in(index.settings.languages)
    if isinstance(record, Post | Page):  # each version is a record
        languages = (record.language,)
    if isinstance(record, Page):
        kind = OWN_PAGES.get(record.id, kind)
    for language in languages:
        if is_wanted(record, language):
            yield Output(kind, index.addresses.record(record, language), language, record)


def _gathering(index: Index, lists: Lists, language: str, wants: Features) -> Iterator[Output]:
    def page(kind: str, key: str = "", number: int = 1) -> Output:
        address = address_of(index.addresses, kind, language, key=key, number=number)
        return Output(kind, address, language, key=key, number=number)

    counts = counts_of(index)
    yield page(HOME)
    for kind, folder in SECTIONS.items():
        if kind in ON_DEMAND and not counts[kind]:
            continue
        size = SECTION_PAGE.get(kind)
        count = pages(counts[kind], size) if size else lists.coming_pages()
        yield from (page(folder, number=number) for number in range(1, count + 1))
    yield from (page(PAST, number=number) for number in range(1, lists.past_pages() + 1))
    online = lists.coming_pages(online=True)
    yield from (page(ONLINE, number=number) for number in range(1, online + 1))
    yield from (page(MONTH, month.isoformat()) for month in lists.months())
    if index.has_calls():
        yield page(CALLS)
    if index.settings.digest is not None:
        yield page(DIGESTS)
    yield from (page(DIGEST, str(week)) for week in lists.weeks())
    yield from (page(NEARBY, number=number) for number in range(1, lists.nearby_pages() + 1))
    if index.planet():
        yield page(PLANET)
    yield from map(page, _special(wants))
    for kind in FOLLOWED if wants.has_feeds or wants.has_calendars else ():
        for number in range(1, follow_pages(counts[kind]) + 1):
            yield page(STREAM_LIST, kind, number)
    yield from (page(TAG, key) for key, _ in index.tags())


def _special(wants: Features) -> Iterator[str]:
    if wants.has_feeds or wants.has_calendars:
        yield SUBSCRIBE
    yield CONTRIBUTE
    if wants.has_search:
        yield SEARCH
    if wants.has_offline_page:
        yield OFFLINE
    if wants.has_pulse:
        yield PULSE


def _further(index: Index, counts: Counts) -> Iterator[Output]:
    for whose, part, number in every_further_page(index, counts):
        record, key = (None, whose) if isinstance(whose, str) else (whose, "")
        for language in index.settings.languages:
            address = address_of(index.addresses, REST, language, record, key, part, number)
            yield Output(REST, address, language, record, key, part, number)


def _calendars(index: Index, clock: Clock | None, wants: Features) -> Iterator[Output]:
    """Where each calendar is and where it was."""
    for language in index.settings.languages:
        for stream in every_stream(index, language):
            for folder in (stream.address, *stream.old_addresses()):
                yield Output("calendar", folder / CALENDAR, language, stream.record)
            if wants.has_bounded_calendars:
                yield Output("calendar", stream.address / EVERY_EVENT, language, stream.record)
        if index.has_calls():
            yield Output("calendar", index.addresses.calls(language) / CALENDAR, language)
        if index.nearby():
            yield Output("calendar", index.addresses.nearby(language) / CALENDAR, language)
        for event in index.community.events.values():
            for address in index.addresses.event_calendars(event, language):
                yield Output("calendar", address, language, event)
            for day in listed(event, clock) if clock is not None else ():
                address = index.addresses.day_calendar(event, day.original, language)
                yield Output("calendar", address, language, event, day.original.isoformat())
    for alias in wants.calendar_aliases:
        yield Output("calendar", Address(alias), index.settings.languages[0])


def _feeds(index: Index, wants: Features) -> Iterator[Output]:
    """Where each feed is and where it was."""
    for alias in wants.feed_aliases:
        yield Output("feeds", Address(alias), index.settings.languages[0])
    for language in index.settings.languages:
        for stream in every_stream(index, language):
            for folder in (stream.address, *stream.old_addresses()):
                for name in POST_FEEDS:
                    yield Output("feeds", folder / name, language, stream.record)
                for name in POST_FEEDS if stream.offers() else ():
                    address = folder / OFFERS / name
                    yield Output("offer feeds", address, language, stream.record)
                for name in EVENT_FEEDS if stream.has_event_feeds() else ():
                    address = folder / EVENTS / name
                    yield Output("event feeds", address, language, stream.record)
            for number, address in enumerate(archive_addresses(stream, wants.entries), 1):
                yield Output("archive", address, language, number=number)
        for name in POST_FEEDS if index.settings.digest is not None else ():
            address = index.addresses.digest(language) / name
            yield Output("digest feeds", address, language)
        for name in POST_FEEDS if index.has_calls() else ():
            yield Output("call feeds", index.addresses.calls(language) / name, language)
    for path in DATA:
        yield Output("data", index.addresses.root / path, index.settings.languages[0])


def archive_addresses(stream: Stream, entries: int) -> tuple[Address, ...]:
    """The archived Atom pages of the site's feed, oldest first; none for other streams.

    Only full pages exist, filled from the oldest story on, so that a page never changes when
    stories are added (RFC 5005, 4).
    """
    count = stream.story_count() if stream.kind == "site" else 0
    full = count // entries if count > entries else 0
    return tuple(stream.address / f"archive/atom-{number}.xml" for number in range(1, full + 1))
