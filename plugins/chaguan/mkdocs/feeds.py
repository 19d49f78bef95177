"""The plugin `chaguan/feeds`: RSS, Atom and JSON for whatever keeps going."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import jinja2
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from chaguan.locales import vocabulary
from chaguan.model import Event, MediaPath, Post
from chaguan.publish.addresses import Address
from chaguan.publish.data.open import community_json, schema_json
from chaguan.publish.feeds.announcements import EventFeeds
from chaguan.publish.feeds.atom import atom
from chaguan.publish.feeds.feed import Enclosure
from chaguan.publish.feeds.json_feed import json_feed
from chaguan.publish.feeds.opml import opml
from chaguan.publish.feeds.rss import rss
from chaguan.publish.feeds.stories import PostFeeds
from chaguan.publish.html import without_permalinks

from .bodies import Bodies
from .generated import Generated
from .house import shared_house, with_address
from .picture_files import enclosure

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
        """Announce the files, so that links to them are good; they are filled in later."""
        self._bodies = Bodies(files, self._house)
        self._written = Generated(files, config)
        house = self._house
        for language in house.languages:
            for stream in house.streams.all(language):
                for name in ("rss.xml", "atom.xml", "feed.json"):
                    self._written.promise(stream.address / name)
            announcements = house.addresses.section("event", language)
            for name in ("rss.xml", "atom.xml"):
                self._written.promise(announcements / name)
            for address in self._posts(config).archive_addresses(house.streams.site(language)):
                self._written.promise(address)
        for path in ("subscriptions.opml", "api/community.json", "api/community.schema.json"):
            self._written.promise(Address(path))
        return files

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Fill in every feed."""
        house, write = self._house, self._written.write
        posts, events = self._posts(config), self._events(config)
        for language in house.languages:
            for stream in house.streams.all(language):
                feed = posts.of(stream)
                write(stream.address / "rss.xml", rss(feed))
                write(stream.address / "atom.xml", atom(feed))
                write(stream.address / "feed.json", json_feed(feed))
            site = house.streams.site(language)
            announced = events.of(site)
            announcements = house.addresses.section("event", language)
            write(announcements / "rss.xml", rss(announced))
            write(announcements / "atom.xml", atom(announced))
            for address, archived in posts.archives(site):
                write(address, atom(archived))
        write(Address("subscriptions.opml"), opml(house.streams, house.site_url, vocabulary))
        write(Address("api/community.json"), community_json(house.streams, house.site_url))
        write(Address("api/community.schema.json"), schema_json())
        return env

    def _posts(self, config: MkDocsConfig) -> PostFeeds:
        def html(post: Post) -> str:
            return without_permalinks(self._bodies.of(post, post.language).html)

        return PostFeeds(
            self._house.streams,
            self._house.site_url,
            html,
            vocabulary,
            picture=self._picture(config),
            limit=self.config.entries,
            hub=self.config.hub,
            style_url=f"{self._house.site_url}{STYLE}",
        )

    def _events(self, config: MkDocsConfig) -> EventFeeds:
        def html(event: Event, language: str) -> str:
            return without_permalinks(self._bodies.of(event, language).html)

        return EventFeeds(
            self._house.streams,
            self._house.site_url,
            html,
            vocabulary,
            picture=self._picture(config),
            hub=self.config.hub,
            style_url=f"{self._house.site_url}{STYLE}",
        )

    def _picture(self, config: MkDocsConfig) -> Callable[[MediaPath], Enclosure | None]:
        folder = Path(config.docs_dir)
        return lambda path: enclosure(folder, path, self._house.site_url)
