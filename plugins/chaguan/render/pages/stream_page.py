"""What the page of a person, group, place, scene or tag shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from chaguan.render.html.page_context import (
    Avatar,
    Link,
    PageContext,
    avatar,
)
from chaguan.site.pagination import gathered_parts
from chaguan.site.stream import Stream
from chaguan.site.urls import CALENDAR, EVENT_FEEDS, EVENTS, POST_FEEDS, Address

from .event_page import CalendarLinks, calendar_links
from .offers import OfferCard, offers_of
from .particulars import Particulars, particulars
from .planet import PlanetEntry, elsewhere_of
from .rest_page import Part, part_of

NAMES: Final = {"rss.xml": "RSS", "atom.xml": "Atom", "feed.json": "JSON Feed"}


@dataclass(frozen=True, slots=True)
class Follow:
    """How to follow a stream."""

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
    posts: Part
    upcoming: Part
    past: Part
    gathered: tuple[Part, ...]
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
