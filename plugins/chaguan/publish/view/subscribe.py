"""What the page that explains feeds and calendars shows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Final

from chaguan.publish.addresses import EVENT_FEEDS
from chaguan.publish.streams import Stream

from .stream_page import Follow, follow
from .viewpoint import Link, Viewpoint

NAMES: Final = {"rss.xml": "RSS", "atom.xml": "Atom"}


@dataclass(frozen=True, slots=True)
class Followed:
    """A stream and how to follow it."""

    page: Link
    follow: Follow


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Every stream, by kind."""

    everything: Follow
    event_feeds: tuple[Link, ...]
    by_kind: tuple[tuple[str, tuple[Followed, ...]], ...]
    site_url: str
    opml: str


def subscribe(view: Viewpoint, site_url: str) -> Subscribe:
    """What the page shows."""
    site, *others = view.streams.all(view.language)
    announcements = view.addresses.section("event", view.language)
    return Subscribe(
        everything=follow(site, site_url),
        event_feeds=tuple(Link(NAMES[name], (announcements / name).url) for name in EVENT_FEEDS),
        by_kind=tuple(
            (kind, tuple(_followed(stream, view, site_url) for stream in streams))
            for kind, streams in groupby(others, key=lambda stream: stream.kind)
        ),
        site_url=site_url,
        opml="subscriptions.opml",
    )


def _followed(stream: Stream, view: Viewpoint, site_url: str) -> Followed:
    name = stream.name
    link = Link(name.text, stream.address.url, view.foreign(name.language))
    return Followed(link, follow(stream, site_url))
