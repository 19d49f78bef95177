"""What the page of a person, group, place, scene or tag shows, and the pages of its lists."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Final

from chaguan.model import Campaign, Person
from chaguan.model.frozen import dataclass
from chaguan.render.html.campaign_facts import role_in
from chaguan.render.html.page_context import Avatar, Link, PageContext, avatar
from chaguan.site.occurrences import past, rows, upcoming, with_running
from chaguan.site.pagination import PARTS, gathered, gathered_parts, pages
from chaguan.site.stream import Stream
from chaguan.site.urls import CALENDAR, EVENT_FEEDS, EVENTS, POST_FEEDS, Address

from .cards import PersonCard, PostCard, ThingCard, person_card, post_card, thing_card
from .event_cards import EventCard, event_card
from .event_page import CalendarLinks, calendar_links
from .event_rows import event_rows
from .gathered import PlanetEntry, elsewhere_of
from .lists import ALONE, Pager, pager
from .offers import OfferCard, offers_of
from .particulars import Particulars, particulars

NAMES: Final = {"rss.xml": "RSS", "atom.xml": "Atom", "feed.json": "JSON Feed"}


@dataclass(frozen=True, slots=True)
class Follow:
    """How to follow a stream."""

    is_shared: ClassVar = True
    rss: str
    atom: str
    json: str
    calendar: CalendarLinks
    events: tuple[Link, ...] = ()
    """The feeds that tell of events, where there are some."""


@dataclass(frozen=True, slots=True)
class StreamPage:
    """A stream, with what is particular to its kind."""

    kind: str
    name: str
    language: str
    avatar: Avatar
    particulars: Particulars
    posts: StreamPart
    upcoming: StreamPart
    past: StreamPart
    gathered: tuple[StreamPart, ...]
    follow: Follow
    offers: tuple[OfferCard, ...] = ()
    """What a person or place offers, what helps in a scene; those that are not over."""
    elsewhere: tuple[PlanetEntry, ...] = ()
    """What a person wrote on a blog of their own lately."""


def stream_page(stream: Stream, view: PageContext, site_url: str) -> StreamPage:
    """What a stream's page shows."""
    details = particulars(stream, view)
    parts = gathered_parts(stream.record) if stream.record else ()
    found = (part_of(stream, part, 1, view) for part in parts)
    return StreamPage(
        kind=stream.kind,
        name=stream.name.text,
        language=view.foreign(stream.name.language),
        avatar=avatar(stream.name.text, stream.key, details.picture),
        particulars=details,
        posts=part_of(stream, "posts", 1, view),
        upcoming=part_of(stream, "upcoming", 1, view),
        past=part_of(stream, "past", 1, view),
        gathered=tuple(part for part in found if part.is_there),
        follow=follow(stream, site_url),
        offers=offers_of(stream.record, view) if stream.record else (),
        elsewhere=elsewhere_of(stream.record, view),
    )


def follow(stream: Stream, site_url: str) -> Follow:
    """The addresses of a stream's feeds and calendar, relative to the site's root."""
    found = follow_at(stream.address, site_url)
    return replace(found, events=event_feeds(stream.address)) if stream.has_event_feeds() else found


def event_feeds(address: Address) -> tuple[Link, ...]:
    """The feeds that tell of the events of whatever has its page there."""
    return tuple(Link(NAMES[name], (address / EVENTS / name).url) for name in EVENT_FEEDS)


def follow_at(address: Address, site_url: str) -> Follow:
    """The feeds and the calendar of whatever has its page there."""
    rss, atom, json = ((address / name).url for name in POST_FEEDS)
    return Follow(rss, atom, json, calendar_links((address / CALENDAR).url, site_url))


HEADINGS = {
    ("person", "groups"): "person.groups",
    ("person", "places"): "person.runs",
    ("group", "people"): "group.members",
    ("place", "people"): "place.people",
    ("place", "groups"): "place.groups",
    ("scene", "places"): "nav.place",
    ("scene", "groups"): "nav.group",
    ("campaign", "people"): "campaign.joined",
}
"""The key of the words over a part."""


@dataclass(frozen=True, slots=True)
class StreamPart:
    """A page-full of one part of a stream; of its cards, those of the others are empty."""

    name: str
    heading: str
    """The key of its words."""
    posts: tuple[PostCard, ...] = ()
    events: tuple[EventCard, ...] = ()
    people: tuple[PersonCard, ...] = ()
    things: tuple[ThingCard, ...] = ()
    pager: Pager = ALONE

    @property
    def is_there(self) -> bool:
        return bool(self.posts or self.events or self.people or self.things)


@dataclass(frozen=True, slots=True)
class RestPage:
    """One further page."""

    stream: Link
    part: StreamPart


def rest_page(stream: Stream, part: str, number: int, view: PageContext) -> RestPage:
    """Page `number` of a part."""
    name = stream.name
    page = Link(name.text, stream.address.url, view.foreign(name.language))
    return RestPage(page, part_of(stream, part, number, view))


def part_of(stream: Stream, part: str, number: int, view: PageContext) -> StreamPart:
    """A page-full of a part; the first is on the stream's own page."""
    size = PARTS[part]
    shown = slice((number - 1) * size, number * size)
    heading = HEADINGS.get((stream.kind, part), f"stream.{part}")

    def ways(count: int) -> Pager:
        return pager(number, pages(count, size), lambda page: address(stream, part, page, view))

    if part == "posts":
        posts = tuple(post_card(each, view) for each in stream.posts(shown.start, shown.stop))
        return StreamPart(part, heading, posts=posts, pager=ways(stream.post_count()))
    key = (stream.kind, stream.key)
    if part == "upcoming":
        found = rows(upcoming(stream.events(), view.clock, key=key), view.clock)
        coming = with_running(found, view.clock, size)
        return StreamPart(
            part, heading, events=event_rows(coming[shown], view), pager=ways(len(coming))
        )
    if part == "past":
        gone = past(stream.events(), view.clock, key)
        events = tuple(event_card(each, view) for each in gone[shown])
        return StreamPart(part, heading, events=events, pager=ways(len(gone)))
    records = gathered(part, stream.record, view.index) if stream.record else ()
    people = tuple(person_card(each, view) for each in records[shown] if isinstance(each, Person))
    if isinstance(campaign := stream.record, Campaign):
        named = [each for each in records[shown] if isinstance(each, Person)]
        people = tuple(
            replace(card, role=role_in(person, campaign, view))
            for card, person in zip(people, named, strict=True)
        )
    things = tuple(
        thing_card(each, view) for each in records[shown] if not isinstance(each, Person)
    )
    return StreamPart(part, heading, people=people, things=things, pager=ways(len(records)))


def address(stream: Stream, part: str, number: int, view: PageContext) -> Address:
    """Where a page of a part is."""
    return view.addresses.part(stream.address, part, number)
