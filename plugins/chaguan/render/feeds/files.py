"""The files of the feeds of each stream: in every format, and at old addresses too.

What makes feeds but those of stories is imported where one is made: an edit of a post makes none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final

from chaguan.locales import vocabulary
from chaguan.model import Event, MediaPath, Post
from chaguan.model.frozen import dataclass
from chaguan.render.html.page_context import Materials
from chaguan.render.html.portable import portable, without_permalinks
from chaguan.site.announcements import Announcements
from chaguan.site.stream import Stream
from chaguan.site.urls import EVENTS, OFFERS, Address

from .feed import Enclosure, Feed
from .formats import atom, json_feed, rss
from .post_feeds import PostFeeds

if TYPE_CHECKING:
    from .event_feeds import EventFeeds
    from .offer_feeds import OfferFeeds

STYLE: Final = "assets/chaguan/feed.css"

Files = Iterator[tuple[Address, bytes]]


@dataclass(frozen=True)
class FeedFiles:
    """How the feeds of a site are written."""

    materials: Materials
    entries: int
    """How many stories a feed holds."""
    hub: str
    """The address of a WebSub hub, if there is one."""
    aliases: tuple[str, ...]
    """Old addresses of the site's own."""

    def stories(self, stream: Stream) -> Files:
        """What is new in a stream."""
        made = _in_every_format(self._posts.of(stream))
        for folder in (stream.address, *stream.old_addresses()):
            for name, content in made.items():
                yield folder / name, content
        is_main = stream.address == self.materials.site.addresses.root
        for alias in self.aliases if is_main else ():  # of the site, in its default language
            yield Address(alias), made[_format(alias)]

    def archived(self, every: Stream, number: int, address: Address) -> Files:
        """A full page of a site's older stories."""
        yield address, atom(self._posts.archive(every, number))

    def events(self, stream: Stream) -> Files:
        """News of the events of a stream."""
        made = _in_every_format(self._events.of(stream))
        for folder in (stream.address, *stream.old_addresses()):
            for name, content in made.items():
                yield folder / EVENTS / name, content

    def offers(self, stream: Stream) -> Files:
        """What the makers of a stream have."""
        made = _in_every_format(self._offers.of(stream, stream.address / OFFERS))
        for folder in (stream.address, *stream.old_addresses()):
            for name, content in made.items():
                yield folder / OFFERS / name, content

    def calls(self, language: str) -> Files:
        """Whom events look for."""
        from .call_feed import CallFeed

        site = self.materials.site
        feed = CallFeed(
            site.index,
            site.site_url,
            vocabulary,
            site.clock,
            Announcements(site.clock, lambda path: site.past_of(path).arrived),
            style_url=f"{site.site_url}{STYLE}",
        )
        for name, content in _in_every_format(feed.of(language)).items():
            yield site.addresses.calls(language) / name, content

    def weeks(self, language: str) -> Files:
        """Finished weeks."""
        from .digest_feed import DigestFeed

        site = self.materials.site
        view, style = self.materials.contexts[language], f"{site.site_url}{STYLE}"
        feed = DigestFeed(view, site.site_url, self.entries, self.hub, style).of()
        for name, content in _in_every_format(feed).items():
            yield site.addresses.digest(language) / name, content

    def subscriptions(self) -> Files:
        """All feeds, for a reader to take in at once."""
        from .opml import opml

        site = self.materials.site
        yield (
            site.addresses.root / "subscriptions.opml",
            opml(site.index, site.site_url, vocabulary),
        )

    @cached_property
    def _posts(self) -> PostFeeds:
        def html(post: Post) -> str:
            return _for_readers(self.materials.body(post, post.language).html)

        return PostFeeds(
            self.materials.site.index,
            self.materials.site.site_url,
            html,
            vocabulary,
            picture=self._picture,
            clock=self.materials.site.clock,
            limit=self.entries,
            hub=self.hub,
            style_url=f"{self.materials.site.site_url}{STYLE}",
        )

    @cached_property
    def _events(self) -> EventFeeds:
        from .event_feeds import EventFeeds

        def html(event: Event, language: str) -> str:
            return _for_readers(self.materials.body(event, language).html)

        site = self.materials.site
        return EventFeeds(
            site.index,
            site.site_url,
            html,
            vocabulary,
            picture=self._picture,
            announcements=Announcements(site.clock, lambda path: site.past_of(path).arrived),
            hub=self.hub,
            style_url=f"{site.site_url}{STYLE}",
        )

    @cached_property
    def _offers(self) -> OfferFeeds:
        from .offer_feeds import OfferFeeds

        site = self.materials.site
        return OfferFeeds(
            site.index,
            site.site_url,
            lambda offer, language: _for_readers(self.materials.body(offer, language).html),
            vocabulary,
            picture=self._picture,
            clock=site.clock,
            arrived=lambda path: site.past_of(path).arrived,
            style_url=f"{site.site_url}{STYLE}",
        )

    def _picture(self, path: MediaPath) -> Enclosure | None:
        picture = self.materials.site.album.of(path)
        if picture is None:
            return None
        full = picture.full
        url = full.address.absolute(self.materials.site.site_url)
        return Enclosure(url=url, type=full.type, length=full.length)


def _in_every_format(feed: Feed) -> dict[str, bytes]:
    return {"rss.xml": rss(feed), "atom.xml": atom(feed), "feed.json": json_feed(feed)}


def _format(alias: str) -> str:
    """Which of our feeds stands at an old address; readers go by what is in it."""
    if alias.endswith(".json"):
        return "feed.json"
    return "atom.xml" if "atom" in alias.lower() else "rss.xml"


def _for_readers(html: str) -> str:
    return portable(without_permalinks(html))
