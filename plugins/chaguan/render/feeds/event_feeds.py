"""From a stream's events to the feed of what was announced, changed and cancelled."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import KW_ONLY, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from chaguan.locales import Vocabulary
from chaguan.model import Event, MediaPath, Occurrence, shown_tag
from chaguan.model.frozen import dataclass
from chaguan.render.html.event_facts import held_now, rule_now
from chaguan.render.html.excerpts import Body
from chaguan.render.html.page_context import PageContext
from chaguan.render.html.portable import absolute
from chaguan.render.text.localized import day_and_month, short_day, span_words
from chaguan.render.text.plain import plain
from chaguan.render.text.recurrence import repeat_words
from chaguan.render.text.xml_text import legible, line
from chaguan.site.announcements import Announcements, News, oldest_date
from chaguan.site.identity import feed_iri, iri, news_iri
from chaguan.site.index import Index
from chaguan.site.known_dates import NO_DATE
from chaguan.site.stream import Stream
from chaguan.site.urls import EVENTS, Address

from .event_html import EventHtml, marked
from .feed import Bylines, Enclosure, Entry, Feed

MOST_DAYS: Final = 3
"""How many days a title names."""


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
    announcements: Announcements
    """When each event was made known, and what changed since."""
    limit: int = 100
    """How many entries a feed has, beside those of the next days."""
    hub: str = ""
    style_url: str = ""
    _entries: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    def of(self, stream: Stream) -> Feed:
        """The news of a stream's events, the latest first; what nothing dates comes last."""
        language, settings = stream.language, self.index.community.settings
        address = stream.address / EVENTS
        community = self._bylines.community(language)
        name = line(stream.name.text)
        words = self.words(language)
        whose, title = "", name
        if stream.kind != "site":
            whose, title = f"{stream.kind}/{stream.key}/", f"{name} · {community.name}"
        entries = (*self._news(stream), *self._announced(stream))
        return Feed(
            id=feed_iri(f"{whose}events/{language}", settings),
            title=words("feed.events.title", name=title),
            description=words(
                f"feed.events.about_{stream.kind}", name=name, community=community.name
            ),
            language=language,
            page_url=self._url(address if not whose else stream.address),
            author=community,
            since=oldest_date(self.index, self.announcements.clock),
            entries=tuple(sorted(entries, key=_latest_first)),
            rss_url=self._url(address / "rss.xml"),
            atom_url=self._url(address / "atom.xml"),
            json_url=self._url(address / "feed.json"),
            hub=self.hub,
            style_url=self.style_url,
        )

    def _news(self, stream: Stream) -> Iterator[Entry]:
        for event in stream.events():
            if (news := self.announcements.news(event)) is not None:
                yield self._told(event, news, stream.language)

    def _announced(self, stream: Stream) -> Iterator[Entry]:
        """What was made known last, and all of what is soon.

        What is over and was not in the feed of 0.1, which held the farthest, is told to nobody.
        """
        every = sorted(stream.events(), key=lambda event: event.id)
        farthest = sorted(every, key=lambda event: event.updated or event.span.start, reverse=True)
        held = {event.id for event in farthest[: self.limit]}
        known = self.announcements
        events = [
            event
            for event in every
            if known.is_announced(event) and (event.id in held or not known.is_over(event))
        ]
        events.sort(key=self._when, reverse=True)
        for number, event in enumerate(events):
            if number < self.limit or self.announcements.is_soon(event):
                yield self.entry(event, stream.language)

    def _when(self, event: Event) -> datetime:
        return self.announcements.announced(event) or NO_DATE

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
        facts = EventHtml(self._view(language), self.site_url).of(event)
        moment = self.announcements.announced(event)
        return Entry(
            id=iri(event, community.settings),
            url=url,
            title=line(self._title(event, words, moment)) or url,
            updated=moment or oldest_date(self.index, self.announcements.clock),
            published=moment,
            language=language,
            authors=self._bylines.of(event.hosts, language) or (self._bylines.community(language),),
            summary=self._summary(event, language) or plain(description),
            html=f"{legible(facts)}\n{description}".strip(),
            categories=tuple(
                dict.fromkeys(line(shown_tag(tag, language).text) for tag in event.tags)
            ),
            enclosure=self.picture(event.image) if event.image else None,
        )

    def _told(self, event: Event, news: News, language: str) -> Entry:
        """News as an entry of its own: "Cancelled: Walk, Sat, Dec 5"."""
        words, whole = self.words(language), self.entry(event, language)
        title = event.title.best(language).text
        if days := _days(news.days, language, words):
            title = words("feed.of_days", title=title, days=days)
        marked_title = words(f"feed.news.{news.what}", title=title)
        anchor = f"#{news.days[0].original}" if news.days and event.repeat else ""
        facts = EventHtml(self._view(language), self.site_url).of(event)
        return replace(
            whole,
            id=news_iri(news.name, self.index.community.settings),
            url=f"{whole.url}{anchor}",
            title=line(marked_title),
            updated=news.moment,
            published=news.moment,
            summary=line(event.status_note.best(language).text) or whole.summary,
            html=legible(facts),
        )

    def _title(self, event: Event, words: Vocabulary, known: datetime | None) -> str:
        """When and what: of one evening its day, of a series its rule; never the next day.

        The year is said where it is not the one in which the event was announced.
        """
        language, span = words.language, event.span
        if event.repeat:
            held = held_now(event, self._view(language)).event
            assert held.repeat is not None
            pattern = replace(held.repeat, until=None, count=None)
            when = repeat_words(pattern, held.span.first_day, words)
            when = f"{when[:1].upper()}{when[1:]}"
        else:
            years = {span.first_day.year, span.last_day.year}
            is_same_year = known is not None and years == {known.year}
            said = day_and_month if is_same_year else short_day
            days = dict.fromkeys((span.first_day, span.last_day))
            when = " – ".join(said(day, language) for day in days)
        return marked(event, words, f"{when} · {event.title.best(language).text}")

    def _summary(self, event: Event, language: str) -> str:
        """When it is and what it is, for lists that show no more."""
        view = self._view(language)
        when = rule_now(event, view) if event.repeat else span_words(event.span, language)
        said = (when, event.summary.best(language).text)
        return line(" · ".join(part for part in said if part))

    def _view(self, language: str) -> PageContext:
        """How readers of a language see the community in feeds, where no text is shown whole."""
        clock = self.announcements.clock
        return PageContext(self.index, self.words(language), clock, lambda _, language: Body(""))

    def _url(self, address: Address) -> str:
        return address.absolute(self.site_url)


def _days(days: tuple[Occurrence, ...], language: str, words: Vocabulary) -> str:
    named = [day_and_month(day.original, language) for day in days[:MOST_DAYS]]
    return words("comma").join(named) + ("…" if len(days) > MOST_DAYS else "")


def _latest_first(entry: Entry) -> tuple[bool, float, str]:
    moment = entry.published
    return moment is None, -(moment or NO_DATE).timestamp(), entry.id
