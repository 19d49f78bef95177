"""A community: everything it wrote, found by kind and id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from zoneinfo import ZoneInfo

from .event import Event
from .group import Group
from .page import Page
from .person import Person
from .place import Place
from .post import Post
from .record import Record, RecordId, Url
from .scene import Scene
from .text import Text

NOTHING: Mapping[RecordId, Record] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Record):
    """What `community.yml` says about the whole."""

    kind = "community"

    name: Text
    uid: str
    """Made once; with a record's kind and id it makes the record's own identifier."""
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    """The clock of what names no zone and no place."""
    languages: tuple[str, ...] = ("en",)
    """BCP 47 tags; the first is the default and has no prefix in addresses."""
    tagline: Text = Text()
    licence: str = ""
    """An SPDX identifier or a name."""
    links: tuple[tuple[str, Url], ...] = ()
    """Where else the community is to be found: label and address."""

    @property
    def default_language(self) -> str:
        return self.languages[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """Records by id, each kind sorted by id. A post or page has one record a language."""

    settings: Settings
    pages: tuple[Page, ...] = ()
    posts: tuple[Post, ...] = ()
    events: Mapping[RecordId, Event] = field(default_factory=dict)
    people: Mapping[RecordId, Person] = field(default_factory=dict)
    groups: Mapping[RecordId, Group] = field(default_factory=dict)
    places: Mapping[RecordId, Place] = field(default_factory=dict)
    scenes: Mapping[RecordId, Scene] = field(default_factory=dict)

    @property
    def default_language(self) -> str:
        return self.settings.default_language

    def records(self) -> Iterator[Record]:
        """Every record but the settings, kind by kind."""
        yield from self.pages
        yield from self.posts
        for kind in (self.events, self.people, self.groups, self.places, self.scenes):
            yield from kind.values()
