"""The plugin `chaguan/feeds`: RSS, Atom and JSON for whatever keeps going."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from chaguan.build.digest import digest
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
from chaguan.site.page_spec import SOURCE
from chaguan.site.stream import Stream, every_stream, site_stream
from chaguan.site.urls import Address

from .builder import builder_of, with_address
from .features import FeedsConfig

STYLE = "assets/chaguan/feed.css"


class FeedsPlugin(BasePlugin[FeedsConfig]):
    """Writes the feeds once all bodies are there."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self._builder = builder_of(config, "chaguan/feeds")
        with_address(self._builder.site, "chaguan/feeds")
        return config

    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Have the files made, once all bodies are there."""
        self._builder.add(lambda env: self._jobs())
        return files

    def _jobs(self) -> Iterator[Job]:
        site = self._builder.site
        posts, events = self._posts(), self._events()
        for language in site.languages:
            for stream in every_stream(site.index, language):
                yield self._of_stream(posts, stream)
            every = site_stream(site.index, language)
            yield _job("announced events", every, partial(self._announced, events, every))
            for number, address in enumerate(posts.archive_addresses(every), 1):
                archived = partial(_archived, posts, every, number, address)
                yield _job(f"archive {number}", every, archived)
        yield _job("api", site_stream(site.index, site.languages[0]), self._data)

    def _of_stream(self, posts: PostFeeds, stream: Stream) -> Job:
        def files() -> Iterator[tuple[Address, bytes]]:
            feed = posts.of(stream)
            made = {"rss.xml": rss(feed), "atom.xml": atom(feed), "feed.json": json_feed(feed)}
            for folder in (stream.address, *stream.old_addresses()):
                for name, content in made.items():
                    yield folder / name, content
            if not stream.address.path:  # the site's, in its default language
                for alias in self.config.aliases:
                    yield Address(alias), made[_format(alias)]

        return _job("stories", stream, files, *self.config.aliases)

    def _announced(self, events: EventFeeds, every: Stream) -> Iterator[tuple[Address, bytes]]:
        feed = events.of(every)
        address = self._builder.site.addresses.section("event", every.language)
        yield address / "rss.xml", rss(feed)
        yield address / "atom.xml", atom(feed)

    def _data(self) -> Iterator[tuple[Address, bytes]]:
        index, site_url = self._builder.site.index, self._builder.site.site_url
        yield Address("subscriptions.opml"), opml(index, site_url, vocabulary)
        yield (
            Address("api/community.json"),
            community_json(index, site_url, self._builder.site.album),
        )
        yield Address("api/community.schema.json"), schema_json()

    def _posts(self) -> PostFeeds:
        def html(post: Post) -> str:
            return _for_readers(self._builder.body(post, post.language).html)

        return PostFeeds(
            self._builder.site.index,
            self._builder.site.site_url,
            html,
            vocabulary,
            picture=self._picture,
            limit=self.config.entries,
            hub=self.config.hub,
            style_url=f"{self._builder.site.site_url}{STYLE}",
        )

    def _events(self) -> EventFeeds:
        def html(event: Event, language: str) -> str:
            return _for_readers(self._builder.body(event, language).html)

        return EventFeeds(
            self._builder.site.index,
            self._builder.site.site_url,
            html,
            vocabulary,
            picture=self._picture,
            hub=self.config.hub,
            style_url=f"{self._builder.site.site_url}{STYLE}",
        )

    def _picture(self, path: MediaPath) -> Enclosure | None:
        picture = self._builder.site.album.of(path)
        if picture is None:
            return None
        full = picture.full
        url = full.address.absolute(self._builder.site.site_url)
        return Enclosure(url=url, type=full.type, length=full.length)


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
    return Job(name, own, source, make, party=f"feeds {stream.language}", weight=2)
