"""The site of a community at a moment: what was loaded, and what of it the public may see."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable
from dataclasses import field, replace
from datetime import datetime
from functools import cached_property

from chaguan.build.fingerprints import Fingerprints, digest
from chaguan.build.recorder import BETWEEN, Recorder, queries_of
from chaguan.load import Loaded, used_files
from chaguan.model import Community, History, Past, Record, RecordId
from chaguan.model.frozen import dataclass
from chaguan.source import TEXT_SUFFIXES, Log, history_of, last_said

from .clock import Clock
from .heartbeat import needs_signs, with_heartbeats
from .images import Album, TrackedAlbum
from .index import Index
from .membership import Outline
from .signatures import Signatures
from .urls import Addresses
from .visibility import published


@dataclass(frozen=True)
class Site:
    """What everything that is published is made of. It never changes; `after` makes a new one."""

    loaded: Loaded
    now: datetime
    """The moment for which it is built, aware."""
    site_url: str
    """With a slash at its end; empty where the site does not know its address."""
    own_files: frozenset[str]
    """The content folder's files: not those behind a symbolic link."""
    shown_by_theme: frozenset[str]
    """Files of the content folder that `mkdocs.yml` names: the logo and the like."""
    pictures: Callable[[], Album]
    """The published pictures; made when they are first asked for."""
    log: Callable[[], Log]
    """What git knows of the content folder; read when it is first asked for."""
    base: str = ""
    """The folder of the built site in which it is, with a slash at its end; empty for all of it.

    So it is where a community is a guest in the site of others.
    """
    is_preview: bool = False
    """It is shown to its writers, on their own machine: with what is not out yet."""
    recorder: Recorder = field(default_factory=Recorder)
    """Records which queries the current job makes (its dependencies)."""

    def after(self, loaded: Loaded) -> Site:
        """The site of what is loaded now, at the same moment."""
        return replace(self, loaded=loaded)

    def take_over(self, before: Site) -> None:
        """Take from another site what is as it was, where nothing but words has changed, and no
        link to a file.
        """
        index = Index(self.community, self.addresses, self._arrived, before.plain_index)
        self.__dict__.update(
            used_files=before.used_files, latest_change=before.latest_change, plain_index=index
        )

    @cached_property
    def community(self) -> Community:
        """What is published; whoever looks at it is not recorded."""
        seen = published(self.loaded.community, self.now, is_preview=self.is_preview)
        own = self.loaded.community.settings
        settings = replace(seen.settings, heartbeat=own.heartbeat, digest=own.digest)
        seen = replace(seen, settings=settings)
        if own.heartbeat is None:
            return seen
        paths = {each.path for each in seen.events.values() if needs_signs(each)}
        return with_heartbeats(seen, last_said(self.log(), paths), self.now)

    @cached_property
    def addresses(self) -> Addresses:
        return Addresses(self.languages, self.base)

    @property
    def is_guest(self) -> bool:
        """Whether the rest of the site is somebody else's."""
        return bool(self.base)

    @property
    def languages(self) -> tuple[str, ...]:
        return self.loaded.community.settings.languages

    def read_from(self, language: str) -> tuple[str, ...]:
        """The site's languages in the order in which a reader of `language` wants them."""
        return tuple(dict.fromkeys((language, *self.languages)))

    @cached_property
    def plain_index(self) -> Index:
        """The index, for whoever is not recorded."""
        return Index(self.community, self.addresses, self._arrived)

    def _arrived(self, path: str) -> datetime | None:
        return self._history.of(path).arrived

    @cached_property
    def index(self) -> Index:
        """The index, whose queries are recorded."""
        return self.plain_index.tracked(self.recorder)

    @cached_property
    def clock(self) -> Clock:
        """The moment for which the site is built; whoever asks is recorded."""
        return Clock(self.now, self.recorder)

    @cached_property
    def album(self) -> Album:
        """The published pictures; whoever looks one up is recorded."""
        return TrackedAlbum.around(self.pictures(), self.recorder)

    def past_of(self, path: str) -> Past:
        """How a file came to be; recorded."""
        self.recorder.record("past", path)
        return self._history.of(path)

    def signer(self, name: str) -> RecordId | None:
        """The listed person who signs what they change by this name; recorded."""
        self.recorder.record("signer", name)
        return self._signatures.person(name)

    def fingerprints(self, further: dict[str, Callable[..., object]]) -> Fingerprints:
        """What the results of queries are now; whom to ask `further`, by the names of queries."""
        sources: dict[str, Callable[..., object]] = {
            BETWEEN: self._between,
            "past": lambda path: self._history.of(path),
            "signer": lambda name: self._signatures.person(name),
            "picture": lambda path: self.pictures().told(path),
        }
        sources.update(queries_of(self.plain_index))
        return Fingerprints(ChainMap(sources, further), (Record, Outline))

    def prepare(self, fingerprints: Fingerprints) -> None:
        """Work out what many pages ask, before processes part that each would do it again.

        To tell a record from others, a process would look at each of its words, and copy them.
        """
        for record in self.community.records():
            fingerprints.of(record)
        for post in self.community.posts:  # it has a page in its own language alone
            fingerprints.one(("near", post.id, post.language))

    def _between(self, since: str, until: str) -> bytes:
        is_still = self.clock.is_between(since, until)
        return digest() if is_still else digest(self.now.isoformat())

    @cached_property
    def _signatures(self) -> Signatures:
        return Signatures(self.loaded.community)

    @cached_property
    def _history(self) -> History:
        return history_of(self.log(), self._signatures.shown)

    @cached_property
    def latest_change(self) -> str:
        """The day of the latest change that a file tells of (ISO 8601); never the clock's."""
        posts = (post.changed for post in self.community.posts)
        events = (event.updated for event in self.community.events.values() if event.updated)
        days = (moment.date().isoformat() for moment in (*posts, *events))
        return max(days, default="1970-01-01")

    @cached_property
    def used_files(self) -> frozenset[str]:
        """What of the content folder, besides texts, is published."""
        apart = (path for path in self.own_files if not path.endswith(TEXT_SUFFIXES))
        return used_files(self.community, apart) | self.shown_by_theme
