"""What the page that explains feeds and calendars shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chaguan.model import shown_tag
from chaguan.model.frozen import dataclass
from chaguan.render.html.page_context import Link, PageContext
from chaguan.site.catalogue import FOLLOWED
from chaguan.site.occurrences import Key
from chaguan.site.pagination import STREAMS_AT_FIRST, STREAMS_ON_A_PAGE, follow_pages
from chaguan.site.stream import site_stream
from chaguan.site.urls import EVERY_EVENT, Address

from .event_page import CalendarLinks, calendar_links
from .lists import Pager, pager
from .stream_page import Follow, event_feeds, follow, follow_at


@dataclass(frozen=True, slots=True)
class Followed:
    """A stream and how to follow it."""

    page: Link
    follow: Follow


@dataclass(frozen=True, slots=True)
class Kind:
    """The streams of one kind, or the first of them."""

    kind: str
    streams: tuple[Followed, ...]
    rest: Link | None
    """All of them; None where these are all."""


@dataclass(frozen=True, slots=True)
class Subscribe:
    """The site's own streams, and a few of each kind."""

    everything: Follow
    every_event: CalendarLinks
    """The calendar from the beginning, which is there where the usual one is bounded."""
    event_feeds: tuple[Link, ...]
    by_kind: tuple[Kind, ...]
    site_url: str
    opml: str


@dataclass(frozen=True, slots=True)
class StreamList:
    """A page-full of the streams of one kind."""

    kind: Kind
    pager: Pager
    back: Link


def subscribe(view: PageContext, site_url: str) -> Subscribe:
    """What the page shows."""
    site = site_stream(view.index, view.language)
    kinds = (_first_of(kind, view, site_url) for kind in FOLLOWED)
    return Subscribe(
        everything=follow(site, site_url),
        every_event=calendar_links((site.address / EVERY_EVENT).url, site_url),
        event_feeds=event_feeds(site.address),
        by_kind=tuple(kind for kind in kinds if kind.streams),
        site_url=site_url,
        opml=(view.addresses.root / "subscriptions.opml").url,
    )


def stream_list(kind: str, number: int, view: PageContext, site_url: str) -> StreamList:
    """Page `number` of the streams of a kind, by name."""
    every = _by_name(kind, view)
    shown = every[(number - 1) * STREAMS_ON_A_PAGE : number * STREAMS_ON_A_PAGE]
    page = view.addresses.special("subscribe", view.language)
    return StreamList(
        Kind(kind, tuple(_followed(each, view, site_url) for each in shown), None),
        pager(
            number,
            follow_pages(len(every)),
            lambda other: view.addresses.follow(kind, view.language, other),
        ),
        Link(view.words("subscribe.title"), page.url),
    )


def _first_of(kind: str, view: PageContext, site_url: str) -> Kind:
    every = _by_name(kind, view)
    shown = tuple(_followed(each, view, site_url) for each in every[:STREAMS_AT_FIRST])
    rest = None
    if len(every) > STREAMS_AT_FIRST:
        words = view.words("subscribe.rest", number=len(every))
        rest = Link(words, view.addresses.follow(kind, view.language).url)
    return Kind(kind, shown, rest)


Named = tuple[str, str, Address, str, Key]
"""What a stream is called, folded and as it is written, where it is, in which language, and what
the index knows it by.
"""


def _by_name(kind: str, view: PageContext) -> tuple[Named, ...]:
    key = ("streams", kind)
    return view.index.recorder.remembered(
        view.memory, key, lambda: tuple(sorted(_named(kind, view)))
    )


def _named(kind: str, view: PageContext) -> Iterator[Named]:
    if kind == "tag":
        for key, tag in view.index.tags():
            name = shown_tag(tag, view.language)
            address = view.addresses.tag(key, view.language)
            language = view.foreign(name.language)
            yield name.text.casefold(), name.text, address, language, (kind, key)
        return
    for record in view.community.of_kind(kind).values():
        name = view.best(record.name)
        address = view.addresses.record(record, view.language)
        language = view.foreign(name.language)
        yield name.text.casefold(), name.text, address, language, (kind, str(record.id))


def _followed(stream: Named, view: PageContext, site_url: str) -> Followed:
    _, name, address, language, key = stream
    found = follow_at(address, site_url)
    if view.index.has_events(key):
        found = replace(found, events=event_feeds(address))
    return Followed(Link(name, address.url, language), found)
