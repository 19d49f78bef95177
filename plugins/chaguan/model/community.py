"""A community: everything it wrote, found by kind and id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import timedelta
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from .campaign import Campaign
from .event import Event
from .frozen import dataclass
from .gathered import Gathered, Neighbour
from .group import Group
from .offer import Offer
from .page import Page
from .person import Person
from .place import Place
from .post import Post
from .record import MediaPath, Record, RecordId, Url
from .scene import Scene
from .span import Week
from .tag import NamedTag
from .text import Text

KINDS: Final[tuple[type[Record], ...]] = (
    Page,
    Post,
    Event,
    Person,
    Group,
    Place,
    Scene,
    Campaign,
    Offer,
)
PLURALS: Final[Mapping[str, str]] = MappingProxyType({each.kind: each.plural for each in KINDS})
"""Each kind and what several of it are called: in a community, in folders, in addresses."""

STREAMS: Final = tuple(each.kind for each in KINDS if each.keeps_going)
"""The kinds of records that keep going."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Record):
    """What `community.yml` says about the whole."""

    kind = "community"

    name: Text
    uid: str
    """Made once; with a record's kind and id it makes the record's own identifier."""
    tagline: Text = Text()
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    """The clock of what names no zone and no place."""
    languages: tuple[str, ...] = ("en",)
    """BCP 47 tags; the first is the default and has no prefix in addresses."""
    licence: str = ""
    """An SPDX identifier or a name."""
    links: tuple[tuple[str, Url], ...] = ()
    """Where else the community is to be found: label and address."""
    write_to: Url | None = None
    """Where a letter to the community arrives: `mailto:…` or `https://…`."""
    colour: str = ""
    """The seed of all its colours, `#rrggbb`; empty for those of the style sheet."""
    heartbeat: timedelta | None = None
    """How long an endless series counts as confirmed after a sign of life; None: for ever."""
    digest: Week | None = None
    """The first week of which there is a digest; None: there are none."""
    logo: MediaPath | None = None
    image: MediaPath | None = None
    image_alt: Text = Text()
    neighbours: tuple[Neighbour, ...] = ()
    """Communities nearby, the one that is trusted first first."""

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
    campaigns: Mapping[RecordId, Campaign] = field(default_factory=dict)
    offers: Mapping[RecordId, Offer] = field(default_factory=dict)
    named_tags: tuple[NamedTag, ...] = ()
    """Those of which `tags.yml` says something."""
    gathered: Gathered = field(default_factory=Gathered)
    """What was fetched from elsewhere; no part of what the community says itself."""
    nameless: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """How many unlisted people joined a campaign or signed a version of the charter.

    By `campaign` and its id, or `charter` and the version; they are counted and not named.
    """

    @property
    def default_language(self) -> str:
        return self.settings.default_language

    def of_kind(self, kind: str) -> Mapping[RecordId, Record]:
        """The records of a kind by id; of posts and pages, each in its first language.

        Raises KeyError for a word that is no kind.
        """
        kept: Mapping[RecordId, Record] | tuple[Post | Page, ...] = getattr(self, PLURALS[kind])
        if not isinstance(kept, tuple):
            return kept
        found: dict[RecordId, Record] = {}
        for each in kept:
            found.setdefault(each.id, each)
        return found

    def all_of(self, kind: str) -> Iterable[Record]:
        """Every record of a kind, of posts and pages in each language."""
        kept: Mapping[RecordId, Record] | tuple[Record, ...] = getattr(self, PLURALS[kind])
        return kept if isinstance(kept, tuple) else kept.values()

    def followed(self) -> Iterator[Record]:
        """Every record that keeps going, kind by kind."""
        for kind in STREAMS:
            yield from self.all_of(kind)

    def records(self) -> Iterator[Record]:
        """Every record but the settings, kind by kind."""
        for kind in PLURALS:
            yield from self.all_of(kind)
