"""What the page of a person, group, place, scene or tag shows."""

from __future__ import annotations

from dataclasses import dataclass

from chaguan.publish.addresses import CALENDAR, POST_FEEDS
from chaguan.publish.occasions import past, upcoming
from chaguan.publish.streams import Stream

from .cards import Avatar, EventCard, PostCard, avatar, event_card, post_card
from .event_page import CalendarLinks, calendar_links
from .particulars import Particulars, particulars
from .viewpoint import Viewpoint

MOST_POSTS = 20
MOST_PAST = 12
MOST_OF_A_SERIES = 3


@dataclass(frozen=True, slots=True)
class Follow:
    """How to follow a stream."""

    rss: str
    atom: str
    json: str
    calendar: CalendarLinks


@dataclass(frozen=True, slots=True)
class StreamPage:
    """A stream, with what is particular to its kind."""

    kind: str
    name: str
    language: str
    avatar: Avatar
    particulars: Particulars
    posts: tuple[PostCard, ...]
    upcoming: tuple[EventCard, ...]
    past: tuple[EventCard, ...]
    follow: Follow


def stream_page(stream: Stream, view: Viewpoint, site_url: str) -> StreamPage:
    """What a stream's page shows."""
    details = particulars(stream, view)
    coming = upcoming(stream.events, view.now, of_series=MOST_OF_A_SERIES)
    return StreamPage(
        kind=stream.kind,
        name=stream.name.text,
        language=view.foreign(stream.name.language),
        avatar=avatar(stream.name.text, stream.key, details.picture),
        particulars=details,
        posts=tuple(post_card(post, view) for post in stream.posts[:MOST_POSTS]),
        upcoming=tuple(event_card(each, view) for each in coming),
        past=tuple(event_card(each, view) for each in past(stream.events, view.now)[:MOST_PAST]),
        follow=follow(stream, site_url),
    )


def follow(stream: Stream, site_url: str) -> Follow:
    """The addresses of a stream's feeds and calendar, relative to the site's root."""
    rss, atom, json = ((stream.address / name).url for name in POST_FEEDS)
    return Follow(rss, atom, json, calendar_links((stream.address / CALENDAR).url, site_url))
