"""The community as this build sees it: what the plugins share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from chaguan.build.digest import digest
from chaguan.build.entries import Entries
from chaguan.build.recorder import BETWEEN, Recorder
from chaguan.build.store import Store
from chaguan.check import every_problem, refused_files
from chaguan.load import Loaded, load, used_files
from chaguan.model import Community, History, Past, Problem, RecordId
from chaguan.render.images.studio import NOT_SHOWN, Developed, Studio, develop
from chaguan.site.cache_folder import store_of
from chaguan.site.catalogue import claims
from chaguan.site.clock import Clock
from chaguan.site.fingerprints import Answers
from chaguan.site.images import Album
from chaguan.site.index import Streams
from chaguan.site.signatures import Signatures
from chaguan.site.stream import Stream
from chaguan.site.tracked import AskedStreams
from chaguan.site.tracked_images import AskedAlbum
from chaguan.site.urls import Addresses
from chaguan.site.visibility import published
from chaguan.source import TEXT_SUFFIXES, history_of, is_harmless

from .same_pages import has_same_pages

T = TypeVar("T")


@dataclass(frozen=True)
class House:
    """A content folder, loaded and checked, and what of it the public may see."""

    loaded: Loaded
    problems: tuple[Problem, ...]
    now: datetime
    site_url: str
    """With a slash at its end; empty where the site does not know its address."""
    folder: Path
    """The content folder."""
    store: Store
    """What is kept between runs."""
    shown_by_theme: frozenset[str]
    """Files of the content folder that `mkdocs.yml` names: the logo and the like."""
    recorder: Recorder = field(default_factory=Recorder)
    """Hears what is asked of this house while a page is made."""

    @cached_property
    def community(self) -> Community:
        return published(self.loaded.community, self.now)

    @cached_property
    def addresses(self) -> Addresses:
        return Addresses(self.community.settings.languages)

    @cached_property
    def plain_streams(self) -> Streams:
        """The streams, for who answers; who asks is heard at `streams`."""
        return Streams(self.community, self.addresses)

    @cached_property
    def streams(self) -> AskedStreams:
        return AskedStreams(self.plain_streams, self.recorder)

    def may_become(self, loaded: Loaded) -> bool:
        """Whether the site has the same pages at the same addresses with what is loaded."""
        community = published(loaded.community, self.now)
        streams = Streams(community, self.addresses)
        return (
            has_same_pages(self.plain_streams, streams, self.now)
            and self._used_by(community) == self.used_files
        )

    def renew(self, loaded: Loaded) -> None:
        """Become the house of what is loaded; what was asked of it is asked of that."""
        streams, answers = self.streams, self.answers
        object.__setattr__(self, "loaded", loaded)
        for name in ("community", "plain_streams", "signatures", "latest_change", "_signed"):
            self.__dict__.pop(name, None)
        streams.renew(self.plain_streams)
        answers.renew(self.plain_streams)

    def stream_now(self, stream: Stream) -> Stream:
        """The same stream of this house, which may have been renewed since."""
        match stream.kind:
            case "site":
                return self.streams.site(stream.language)
            case "tag":
                return self.streams.tagged(self.plain_streams.tags[stream.key], stream.language)
            case kind:
                records: Mapping[RecordId, Any] = self.community.of_kind(kind)
                return self.streams.of(records[RecordId(stream.key)], stream.language)

    @cached_property
    def clock(self) -> Clock:
        """The moment for which the site is built, for who is heard."""
        return Clock(self.now, self.recorder)

    def past_of(self, path: str) -> Past:
        """How a file came to be."""
        self.recorder.record("past", path)
        return self.history.of(path)

    def names(self) -> Signatures:
        """Who may be named as having changed something."""
        self.recorder.record("signatures")
        return self.signatures

    @cached_property
    def answers(self) -> Answers:
        """What this house answers to the makers of pages."""
        return Answers(
            self.plain_streams,
            {
                BETWEEN: self._between,
                "past": lambda path: digest(repr(self.history.of(path))),
                "signatures": lambda: self._signed,
                "picture": lambda path: digest(self.developed.album.told(path)),
            },
        )

    def _between(self, since: str, until: str) -> bytes:
        is_still = self.clock.is_between(since, until)
        return digest() if is_still else digest(self.now.isoformat())

    @cached_property
    def _signed(self) -> bytes:
        return digest(*map(repr, self.loaded.community.people.values()))

    @cached_property
    def signatures(self) -> Signatures:
        """Who may be named as having changed something."""
        return Signatures(self.loaded.community)

    @cached_property
    def history(self) -> History:
        """How the files came to be; git is asked when the first page wants to know."""
        return history_of(self.folder, self.signatures.shown)

    @cached_property
    def latest_change(self) -> str:
        """The day of the latest change that a file tells of (ISO 8601); never the clock's."""
        posts = (post.changed for post in self.community.posts)
        events = (event.updated for event in self.community.events.values() if event.updated)
        days = (moment.date().isoformat() for moment in (*posts, *events))
        return max(days, default="1970-01-01")

    def holds(self, path: str) -> bool:
        """Whether a file is the content folder's own: not behind a symbolic link."""
        return path in self._own_files

    @cached_property
    def _own_files(self) -> frozenset[str]:
        return self.loaded.files - refused_files(self.problems)

    def read_from(self, language: str) -> tuple[str, ...]:
        """The site's languages in the order in which a reader of `language` wants them."""
        return tuple(dict.fromkeys((language, *self.languages)))

    @cached_property
    def used_files(self) -> frozenset[str]:
        """What of the content folder, besides texts, is published."""
        return self._used_by(self.community)

    def _used_by(self, community: Community) -> frozenset[str]:
        apart = (path for path in self._own_files if not path.endswith(TEXT_SUFFIXES))
        return used_files(community, apart) | self.shown_by_theme

    @cached_property
    def developed(self) -> Developed:
        """The published pictures; made, where the cache has them not, when first asked for."""
        refused = {each.position.path for each in self.problems if each.code in NOT_SHOWN}
        refused |= {each for each in self.used_files - self.shown_by_theme if not is_harmless(each)}
        return develop(
            self.used_files, Studio(self.folder, Entries(self.store, "pictures")), refused
        )

    @cached_property
    def album(self) -> Album:
        """The published pictures; who asks for one is heard."""
        return AskedAlbum.around(self.developed.album, self.recorder)

    @property
    def languages(self) -> tuple[str, ...]:
        return self.community.settings.languages


def house_of(config: MkDocsConfig, now: datetime) -> House:
    """Load and check the content folder of a site."""
    language = str(config.theme.get("language") or "en")
    loaded = load(Path(config.docs_dir), name=config.site_name, language=language)
    everything = loaded.community
    addresses = Addresses(everything.settings.languages)
    problems = every_problem(loaded, claims(everything, addresses, loaded.files))
    site_url = config.site_url or ""
    if site_url and not site_url.endswith("/"):
        site_url += "/"
    named = {str(name) for each in ("logo", "favicon") if (name := config.theme.get(each))}
    of_the_theme = {
        each
        for each in named
        if any((Path(folder) / each).is_file() for folder in config.theme.dirs)
    }
    return House(
        loaded=loaded,
        problems=problems,
        now=now,
        site_url=site_url,
        folder=Path(config.docs_dir),
        store=store_of(Path(config.config_file_path or "mkdocs.yml").parent),
        shown_by_theme=loaded.files & (named - of_the_theme),
    )


def with_address(house: House, plugin: str) -> House:
    """The house of a site that knows its address; PluginError where it does not."""
    if not house.site_url:
        raise PluginError(
            f"The plugin {plugin} writes full addresses, and this site does not know its own. "
            "Add the line `site_url: https://…/` to mkdocs.yml."
        )
    return house


def shared_house(config: MkDocsConfig, plugin: str) -> House:
    """The house that the plugin `chaguan` keeps; PluginError where it is not there."""
    return kept_by_chaguan(config, "house", House, plugin)


def kept_by_chaguan(config: MkDocsConfig, name: str, kind: type[T], plugin: str) -> T:
    """What the plugin `chaguan` keeps under a name; PluginError where it is not there."""
    found = getattr(config.plugins.get("chaguan"), name, None)
    if not isinstance(found, kind):
        raise PluginError(
            f"The plugin {plugin} needs the plugin chaguan before it. "
            "Add the line `- chaguan` above it, under `plugins:` in mkdocs.yml."
        )
    return found
