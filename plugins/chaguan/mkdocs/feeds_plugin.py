"""The plugin `chaguan/feeds`: RSS, Atom and JSON for whatever keeps going."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from chaguan.build.job import Job, Result
from chaguan.locales import vocabulary
from chaguan.model import Event, MediaPath, Post
from chaguan.render.api.community import community_json, schema_json
from chaguan.render.feeds.atom import atom
from chaguan.render.feeds.event_feeds import EventFeeds
from chaguan.render.feeds.feed import Enclosure
from chaguan.render.feeds.json_feed import json_feed
from chaguan.render.feeds.opml import opml
from chaguan.render.feeds.post_feeds import PostFeeds
from chaguan.render.feeds.rss import rss
from chaguan.render.html.portable import portable
from chaguan.render.html.rebase import without_permalinks
from chaguan.site.fingerprints import stream_digest
from chaguan.site.stream import Stream
from chaguan.site.urls import EVENT_FEEDS, POST_FEEDS, Address

from .bodies import Bodies
from .builder import shared_workshop
from .content_files import ContentFiles
from .index_files import SOURCE
from .site_state import shared_house, with_address

STYLE = "assets/chaguan/feed.css"


class FeedsConfig(Config):
    """Options of the plugin."""

    entries = config_options.Type(int, default=30)
    """How many stories a feed holds; older ones of the site's feed are in its archive."""
    hub = config_options.Type(str, default="")
    """The address of a WebSub hub, if the community uses one."""


class FeedsPlugin(BasePlugin[FeedsConfig]):
    """Writes the feeds once all bodies are there."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self._house = with_address(shared_house(config, "chaguan/feeds"), "chaguan/feeds")
        return config

    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Announce the files, so that links to them are good; they are made later."""
        assert isinstance(files, ContentFiles)
        self._bodies = Bodies(files, self._house)
        house = self._house
        for language in house.languages:
            for stream in house.streams.all(language):
                for name in POST_FEEDS:
                    files.promise((stream.address / name).path)
            announcements = house.addresses.section("event", language)
            for name in EVENT_FEEDS:
                files.promise((announcements / name).path)
            for address in self._posts(config).archive_addresses(house.streams.site(language)):
                files.promise(address.path)
        for path in ("subscriptions.opml", "api/community.json", "api/community.schema.json"):
            files.promise(path)
        shared_workshop(config, "chaguan/feeds").add(lambda env: self._jobs(config))
        return files

    def _jobs(self, config: MkDocsConfig) -> Iterator[Job]:
        house = self._house
        posts, events = self._posts(config), self._events(config)
        for language in house.languages:
            for stream in house.streams.all(language):
                yield self._of_stream(posts, stream)
            site = house.streams.site(language)
            yield _job("announced events", site, partial(self._announced, events, site))
            for number, address in enumerate(posts.archive_addresses(site), 1):
                yield _job(
                    f"archive {number}", site, partial(_archived, posts, site, number, address)
                )
        site = house.streams.site(house.languages[0])
        yield _job("api", site, self._data)

    def _of_stream(self, posts: PostFeeds, stream: Stream) -> Job:
        def files() -> Iterator[tuple[Address, bytes]]:
            feed = posts.of(stream)
            yield stream.address / "rss.xml", rss(feed)
            yield stream.address / "atom.xml", atom(feed)
            yield stream.address / "feed.json", json_feed(feed)

        return _job("stories", stream, files)

    def _announced(self, events: EventFeeds, site: Stream) -> Iterator[tuple[Address, bytes]]:
        feed = events.of(site)
        address = self._house.addresses.section("event", site.language)
        yield address / "rss.xml", rss(feed)
        yield address / "atom.xml", atom(feed)

    def _data(self) -> Iterator[tuple[Address, bytes]]:
        streams, site_url = self._house.streams, self._house.site_url
        yield Address("subscriptions.opml"), opml(streams, site_url, vocabulary)
        yield Address("api/community.json"), community_json(streams, site_url, self._house.album)
        yield Address("api/community.schema.json"), schema_json()

    def _posts(self, config: MkDocsConfig) -> PostFeeds:
        def html(post: Post) -> str:
            return _for_readers(self._bodies.of(post, post.language).html)

        return PostFeeds(
            self._house.streams,
            self._house.site_url,
            html,
            vocabulary,
            picture=self._picture,
            limit=self.config.entries,
            hub=self.config.hub,
            style_url=f"{self._house.site_url}{STYLE}",
        )

    def _events(self, config: MkDocsConfig) -> EventFeeds:
        def html(event: Event, language: str) -> str:
            return _for_readers(self._bodies.of(event, language).html)

        return EventFeeds(
            self._house.streams,
            self._house.site_url,
            html,
            vocabulary,
            picture=self._picture,
            hub=self.config.hub,
            style_url=f"{self._house.site_url}{STYLE}",
        )

    def _picture(self, path: MediaPath) -> Enclosure | None:
        picture = self._house.album.of(path)
        if picture is None:
            return None
        full = picture.full
        url = full.address.absolute(self._house.site_url)
        return Enclosure(url=url, type=full.type, length=full.length)


def _for_readers(html: str) -> str:
    return portable(without_permalinks(html))


def _archived(
    posts: PostFeeds, site: Stream, number: int, address: Address
) -> Iterator[tuple[Address, bytes]]:
    yield address, atom(posts.archive(site, number))


def _job(what: str, stream: Stream, files: Callable[[], Iterator[tuple[Address, bytes]]]) -> Job:
    def make(before: bytes) -> Result:
        return Result(files=tuple((address.path, content) for address, content in files()))

    name = f"{what} {stream.kind} {stream.key} {stream.language}"
    source = stream.record.path if stream.record else SOURCE
    return Job(
        name, stream_digest(stream), source, make, party=f"feeds {stream.language}", weight=2
    )
