"""What was fetched from elsewhere: members' own blogs, and what neighbours have on.

It is nobody's record here: no page of its own, in no feed, not searched and not compared.
"""

from __future__ import annotations

from datetime import date, datetime

from .event_parts import Status
from .frozen import dataclass
from .record import RecordId, Url
from .span import Span
from .text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Another community whose events are shown (a line of `neighbours` in `community.yml`)."""

    name: Text
    url: Url
    """Its site, its `api/community.json`, or a calendar."""
    take: tuple[str, ...] = ()
    """Ids of scenes and tags of which one has to fit; all events where there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """Something that somebody wrote elsewhere; all of it is plain text on one line."""

    id: str
    url: Url
    title: str
    text: str = ""
    """The beginning of it."""
    language: str = ""
    """BCP 47; empty where the feed does not say."""
    appeared: datetime
    """Aware: when it came out or was first seen, whichever is earlier."""
    seen: date
    """The day on which it was first gathered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearbyEvent:
    """One day of an event of a neighbour; all its words are plain text on one line."""

    uid: str
    """The neighbour's own: by it two towns tell that they speak of one event."""
    day: date | None = None
    """Of a series, the day as the pattern has it."""
    title: Text
    span: Span
    place: Text = Text()
    is_online: bool = False
    urls: tuple[tuple[str, Url], ...] = ()
    """Its page, by language; under an empty one where that is not known."""
    status: Status = Status.CONFIRMED
    note: Text = Text()
    scenes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    revision: int = 0
    updated: datetime | None = None
    missing: date | None = None
    """Since when the neighbour does not list it any more, without having said why."""

    def url(self, language: str) -> str:
        """Its page for a reader of a language; empty where it has none."""
        by_language = dict(self.urls)
        first = next(iter(by_language.values()), Url(""))
        return by_language.get(language) or by_language.get("") or first


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheredFile:
    """Where something was fetched from, and how that went; one file of `.gathered`."""

    path: str
    """The file, relative to the content folder."""
    url: Url
    """As the person's file or `community.yml` had it then."""
    host: str
    """The only one that is asked."""
    moved: str = ""
    """Where it led instead; nothing of it is shown before a host has agreed."""
    refused: str = ""
    """Why nothing of it is taken though it answers: `planet`, `changed`; else empty."""
    failing: date | None = None
    """Since when it has not answered."""
    reason: str = ""
    """What went wrong then, in a word (`locales/gathering`)."""
    etag: str = ""
    """What the host called this version."""
    modified: str = ""
    """Since when it has been as it is, in the host's words."""

    @property
    def is_stopped(self) -> bool:
        """Whether a host has to look at it before anything of it is shown."""
        return bool(self.moved or self.refused)


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheredFeed(GatheredFile):
    """What a member wrote on a blog of their own, newest first."""

    person: RecordId
    title: str = ""
    entries: tuple[FeedEntry, ...] = ()
    latest: date | None = None
    """The day on which something new was last seen."""
    known: tuple[str, ...] = ()
    """Digests of what was seen and is not kept, so that it is not new another day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheredCalendar(GatheredFile):
    """What a neighbour has on, soonest first."""

    events: tuple[NearbyEvent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Everything that `chaguan gather` has fetched, by file."""

    feeds: tuple[GatheredFeed, ...] = ()
    calendars: tuple[GatheredCalendar, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.feeds or self.calendars)
