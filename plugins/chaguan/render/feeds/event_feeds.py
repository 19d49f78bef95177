"""From a community's events to the feeds that announce them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import KW_ONLY, dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from chaguan.locales import Vocabulary
from chaguan.model import Event, MediaPath
from chaguan.render.html.rebase import absolute
from chaguan.render.text.dates import span_words
from chaguan.render.text.plain import plain
from chaguan.render.text.recurrence import repeat_words
from chaguan.render.text.xml_text import legible, line
from chaguan.site.identity import feed_iri, iri
from chaguan.site.index import Index
from chaguan.site.stream import Stream
from chaguan.site.urls import Address

from .bylines import Bylines
from .event_html import EventHtml, marked
from .feed import Enclosure, Entry, Feed


def announced(event: Event) -> datetime:
    """When an event was announced or last changed: its `updated`, else its first start.

    A file says no other date, and neither the clock nor git may. An event that says no
    `updated` carries no publishing date in RSS, so that readers take the day they first saw it.
    """
    return event.updated or event.span.start


@dataclass(frozen=True)
class EventFeeds:
    """Feeds that announce events. Each event's entry is made once in each language."""

    index: Index
    """Of the published community."""
    site_url: str
    """Ends with a slash."""
    html: Callable[[Event, str], str]
    """A description in a language as sanitised HTML, with links relative to the event's page."""
    words: Callable[[str], Vocabulary]
    """The vocabulary of a language."""
    _: KW_ONLY
    picture: Callable[[MediaPath], Enclosure | None]
    """A picture as readers get it; None where there is none to be had."""
    limit: int = 100
    """How many events a feed has. Many, since what is new may start before what is old."""
    hub: str = ""
    style_url: str = ""
    _entries: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    def of(self, stream: Stream) -> Feed:
        """The events of the site's stream, those announced last first: the feed of `/events/`."""
        language = stream.language
        address = self.index.addresses.section("event", language)
        community = self._bylines.community(language)
        name = line(stream.name.text)
        words = self.words(language)
        events = sorted(stream.events(), key=lambda event: event.id)
        events.sort(key=announced, reverse=True)
        return Feed(
            id=feed_iri(f"events/{language}", self.index.community.settings),
            title=words("feed.events.title", name=name),
            description=words("feed.events.about", name=name, community=community.name),
            language=language,
            page_url=self._url(address),
            author=community,
            entries=tuple(self.entry(event, language) for event in events[: self.limit]),
            rss_url=self._url(address / "rss.xml"),
            atom_url=self._url(address / "atom.xml"),
            hub=self.hub,
            style_url=self.style_url,
        )

    def entry(self, event: Event, language: str) -> Entry:
        """An event as feeds of a language carry it."""
        key = (event.id, language)
        return self.index.recorder.remembered(
            self._entries, key, lambda: self._made(event, language)
        )

    @cached_property
    def _bylines(self) -> Bylines:
        return Bylines(self.index, self.site_url, self.words)

    def _made(self, event: Event, language: str) -> Entry:
        community, addresses = self.index.community, self.index.addresses
        written = event.written_in(community.settings.languages)
        page_language = addresses.nearest(language, written)
        url = self._url(addresses.record(event, page_language))
        words = self.words(language)
        description = legible(absolute(self.html(event, page_language), url))
        facts = EventHtml(self.index, self.site_url, words).of(event)
        return Entry(
            id=iri(event, community.settings),
            url=url,
            title=line(marked(event, words)) or url,
            updated=announced(event),
            published=event.updated,
            language=language,
            authors=self._bylines.of(event.hosts, language) or (self._bylines.community(language),),
            summary=self._summary(event, language) or plain(description),
            html=f"{legible(facts)}\n{description}".strip(),
            categories=tuple(dict.fromkeys(line(tag) for tag in event.tags)),
            enclosure=self.picture(event.image) if event.image else None,
        )

    def _summary(self, event: Event, language: str) -> str:
        """When it is and what it is, for lists that show no more."""
        first = event.span.first_day
        again = repeat_words(event.repeat, first, self.words(language)) if event.repeat else ""
        said = (again, span_words(event.span, language), event.summary.best(language).text)
        return line(" · ".join(part for part in said if part))

    def _url(self, address: Address) -> str:
        return address.absolute(self.site_url)
