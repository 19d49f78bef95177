"""The jobs that make the feeds of a site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from chaguan.build.digest import digest
from chaguan.build.job import Job, Result
from chaguan.locales import vocabulary
from chaguan.model import Event, MediaPath, Post
from chaguan.render.html.page_context import Materials
from chaguan.render.html.portable import portable, without_permalinks
from chaguan.site.announcements import Announcements
from chaguan.site.page_spec import SOURCE
from chaguan.site.stream import Stream, every_stream, site_stream
from chaguan.site.urls import EVENTS, OFFERS, Address

from .call_feed import CallFeed
from .digest_feed import DigestFeed
from .event_feeds import EventFeeds
from .feed import Enclosure, Feed
from .offer_feeds import OfferFeeds
from .post_feeds import PostFeeds

STYLE: Final = "assets/chaguan/feed.css"


@dataclass(frozen=True, slots=True)
class FeedJobs:
    """How feeds are made of a site."""

    materials: Materials
    entries: int
    """How many stories a feed holds."""
    hub: str
    """The address of a WebSub hub, if there is one."""
    aliases: tuple[str, ...]
    """Old addresses of the site's own."""

    def jobs(self) -> Iterator[Job]:
        """A job for the feeds of each stream, for the announced events, and for each archive."""
        site = self.materials.site
        posts, events, offers = self._posts(), self._events(), self._offers()
        for language in site.languages:
            for stream in every_stream(site.index, language):
                yield self._of_stream(posts, stream)
                if stream.has_event_feeds():
                    yield _job("events", stream, partial(self._of_events, events, stream))
                if stream.offers():
                    yield _job("offers", stream, partial(self._of_offers, offers, stream))
            every = site_stream(site.index, language)
            for number, address in enumerate(posts.archive_addresses(every), 1):
                archived = partial(_archived, posts, every, number, address)
                yield _job(f"archive {number}", every, archived)
            if site.index.settings.digest is not None:
                yield _job("digest", every, partial(self._of_weeks, language))
            if site.index.has_calls():
                yield _job("calls", every, partial(self._of_calls, language))
        first = site_stream(site.index, site.languages[0])
        yield _job("subscriptions", first, self._subscriptions)

    def _of_stream(self, posts: PostFeeds, stream: Stream) -> Job:
        def files() -> Iterator[tuple[Address, bytes]]:
            made = _in_every_format(posts.of(stream))
            for folder in (stream.address, *stream.old_addresses()):
                for name, content in made.items():
                    yield folder / name, content
            if (
                stream.address == self.materials.site.addresses.root
            ):  # the site's, in its default language
                for alias in self.aliases:
                    yield Address(alias), made[_format(alias)]

        return _job("stories", stream, files, *self.aliases)

    def _of_events(self, events: EventFeeds, stream: Stream) -> Iterator[tuple[Address, bytes]]:
        made = _in_every_format(events.of(stream))
        for folder in (stream.address, *stream.old_addresses()):
            for name, content in made.items():
                yield folder / EVENTS / name, content

    def _of_offers(self, offers: OfferFeeds, stream: Stream) -> Iterator[tuple[Address, bytes]]:
        made = _in_every_format(offers.of(stream, stream.address / OFFERS))
        for folder in (stream.address, *stream.old_addresses()):
            for name, content in made.items():
                yield folder / OFFERS / name, content

    def _of_calls(self, language: str) -> Iterator[tuple[Address, bytes]]:
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

    def _of_weeks(self, language: str) -> Iterator[tuple[Address, bytes]]:
        site = self.materials.site
        view, style = self.materials.contexts[language], f"{site.site_url}{STYLE}"
        feed = DigestFeed(view, site.site_url, self.entries, self.hub, style).of()
        for name, content in _in_every_format(feed).items():
            yield site.addresses.digest(language) / name, content

    def _subscriptions(self) -> Iterator[tuple[Address, bytes]]:
        from .opml import opml

        site = self.materials.site
        yield (
            site.addresses.root / "subscriptions.opml",
            opml(site.index, site.site_url, vocabulary),
        )

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

    def _events(self) -> EventFeeds:
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

    def _offers(self) -> OfferFeeds:
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
    # feedgen and lxml take long to import, and most builds make no feed anew
    from .formats import atom, json_feed, rss

    return {"rss.xml": rss(feed), "atom.xml": atom(feed), "feed.json": json_feed(feed)}


def _format(alias: str) -> str:
    """Which of our feeds stands at an old address; readers go by what is in it."""
    if alias.endswith(".json"):
        return "feed.json"
    return "atom.xml" if "atom" in alias.lower() else "rss.xml"


def _for_readers(html: str) -> str:
    return portable(without_permalinks(html))


def _archived(
    posts: PostFeeds, every: Stream, number: int, address: Address
) -> Iterator[tuple[Address, bytes]]:
    from .formats import atom

    yield address, atom(posts.archive(every, number))


def _job(
    what: str, stream: Stream, files: Callable[[], Iterator[tuple[Address, bytes]]], *also: str
) -> Job:
    """`also` are further addresses that the files have."""

    def make(before: bytes) -> Result:
        return Result(files=tuple((address.path, content) for address, content in files()))

    name = f"{what} {stream.kind} {stream.key} {stream.language}"
    source = stream.record.path if stream.record else SOURCE
    own = digest(stream.digest(), *also)
    sort = "feeds" if stream.record else ""  # the site's own are the largest
    return Job(name, own, source, make, f"feeds {stream.language}", sort, weight=2)
