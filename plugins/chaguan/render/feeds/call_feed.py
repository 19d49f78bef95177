"""Whom events look for, as a feed: an entry is a call that is open."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from chaguan.locales import Vocabulary
from chaguan.model.frozen import dataclass
from chaguan.render.html.event_facts import call_title, until_words
from chaguan.render.text.xml_text import legible, line
from chaguan.site.announcements import Announcements
from chaguan.site.calls import Wanting, open_calls
from chaguan.site.clock import Clock
from chaguan.site.identity import feed_iri, news_iri
from chaguan.site.index import Index

from .feed import Bylines, Entry, Feed


@dataclass(frozen=True)
class CallFeed:
    """The calls of a community. An entry's id is the event's and whom it looks for, for ever."""

    index: Index
    site_url: str
    words: Callable[[str], Vocabulary]
    clock: Clock
    announcements: Announcements
    style_url: str = ""

    def of(self, language: str) -> Feed:
        """The feed in a language, what was made known last first."""
        settings, words = self.index.settings, self.words(language)
        folder = self.index.addresses.calls(language)
        bylines = Bylines(self.index, self.site_url, self.words)
        found = [self._entry(each, words, bylines) for each in open_calls(self.index, self.clock)]
        found.sort(key=lambda entry: (entry.updated, entry.id), reverse=True)
        name = line(settings.name.best(language).text)
        return Feed(
            id=feed_iri(f"calls/{language}", settings),
            title=words("calls.feed", name=name),
            description=words("calls.lead"),
            language=language,
            page_url=folder.absolute(self.site_url),
            author=bylines.community(language),
            since=self.index.first_known(),
            entries=tuple(found),
            rss_url=(folder / "rss.xml").absolute(self.site_url),
            atom_url=(folder / "atom.xml").absolute(self.site_url),
            json_url=(folder / "feed.json").absolute(self.site_url),
            style_url=self.style_url,
        )

    def _entry(self, each: Wanting, words: Vocabulary, bylines: Bylines) -> Entry:
        language, event = words.language, each.event
        about = line(each.call.about.best(language).text)
        until = until_words(each.call.until, words)
        said = [escape(part) for part in (about, until) if part]
        if each.call.url:
            answer = escape(words("event.call_answer"))
            said.append(f'<a href="{escape(each.call.url)}">{answer}</a>')
        moment = self.announcements.announced(self.index.community.events[event.id])
        return Entry(
            id=news_iri(each.name, self.index.settings),
            url=self._url(each, language),
            title=line(call_title(each, words)),
            updated=moment or self.index.first_known(),
            published=moment,
            language=language,
            authors=bylines.of(event.hosts, language) or (bylines.community(language),),
            summary=" · ".join(part for part in (about, until) if part),
            html=legible("".join(f"<p>{part}</p>" for part in said)),
        )

    def _url(self, each: Wanting, language: str) -> str:
        addresses = self.index.addresses
        written = each.event.written_in(self.index.settings.languages)
        address = addresses.record(each.event, addresses.nearest(language, written))
        anchor = f"#{each.occurrence.original}" if each.occurrence else ""
        return f"{address.absolute(self.site_url)}{anchor}"
