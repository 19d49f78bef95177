"""An event: something people do together, once or again and again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from .place import Location
from .record import MediaPath, Record, RecordId, Url
from .repeat import Repeat
from .span import Span
from .text import Text


class Status(StrEnum):
    """What is to be expected of an event (schema.org/EventStatusType)."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signup:
    """How to say that one comes."""

    url: Url | None = None
    until: datetime | None = None
    """The last moment, in the event's zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What can be watched or read afterwards."""

    url: Url
    label: Text = Text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is different on one day of a series; what is None stays as it is."""

    original: date
    """The day of the pattern that changes."""
    span: Span | None = None
    title: Text | None = None
    place: RecordId | None = None
    location: Location | None = None
    online: Url | None = None
    status: Status | None = None
    status_note: Text | None = None
    summary: Text | None = None
    description: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """One happening or a series of them (RFC 5545 VEVENT, schema.org/Event)."""

    kind = "event"
    plural = "events"

    title: Text
    span: Span
    """The first time it happens."""
    place: RecordId | None = None
    location: Location | None = None
    """Where it is when that is no place of the community's."""
    online: Url | None = None
    """Where to join from afar; with a place or location the event is hybrid."""
    hosts: tuple[RecordId, ...] = ()
    speakers: tuple[RecordId, ...] = ()
    groups: tuple[RecordId, ...] = ()
    scenes: tuple[RecordId, ...] = ()
    tags: tuple[str, ...] = ()
    category: str = ""
    """What sort of gathering: walk, talk, workshop, meetup… (`kind` in the file)."""
    status: Status = Status.CONFIRMED
    status_note: Text = Text()
    capacity: int | None = None
    cost: Text = Text()
    signup: Signup | None = None
    repeat: Repeat | None = None
    changes: tuple[Change, ...] = ()
    """Days of the series that differ, by original day."""
    image: MediaPath | None = None
    image_alt: Text = Text()
    summary: Text = Text()
    description: Text = Text()
    """Markdown."""
    recordings: tuple[Recording, ...] = ()
    updated: datetime | None = None
    revision: int = 0
    """Raised by hand whenever time, place or status change (RFC 5545 SEQUENCE)."""
    aliases: tuple[str, ...] = ()

    @property
    def name(self) -> Text:
        return self.title

    @property
    def about(self) -> Text:
        return self.description

    def written_in(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """Those of its texts; a plain title is in the community's first language."""
        texts = (self.title, self.summary, self.description)
        named = dict.fromkeys(language for text in texts for language in text.languages)
        if not self.title.languages or not named:
            return tuple(dict.fromkeys((languages[0], *named)))
        return tuple(named)

    @property
    def zone(self) -> ZoneInfo:
        return self.span.zone

    @property
    def is_cancelled(self) -> bool:
        return self.status is Status.CANCELLED

    @property
    def is_physical(self) -> bool:
        """It has somewhere to go to."""
        return self.place is not None or self.location is not None

    @property
    def is_online(self) -> bool:
        return self.online is not None

    @property
    def is_hybrid(self) -> bool:
        return self.is_physical and self.is_online

    @property
    def people(self) -> tuple[RecordId, ...]:
        """Hosts and speakers, each once, hosts first."""
        return tuple(dict.fromkeys((*self.hosts, *self.speakers)))

    def occurrences(self, since: date | None = None) -> Iterator[Occurrence]:
        """Each time it happens, by original day; endless for a series without an end.

        With `since`, only the days of the pattern from then on.
        """
        if self.repeat is None:
            yield Occurrence(event=self, original=self.span.first_day, span=self.span)
            return
        changes = {change.original: change for change in self.changes}
        skipped = frozenset(self.repeat.exceptions)
        for day in self.repeat.days(self.span.first_day, since):
            if day not in skipped:
                yield self.occurrence(day, changes.get(day))

    def occurrence(self, day: date, change: Change | None = None) -> Occurrence:
        """The one on `day` of the pattern, with what is different about it."""
        span = self.span.on(day)
        if change is None:
            return Occurrence(event=self, original=day, span=span)
        kept = {
            name: value
            for name in (
                "title",
                "place",
                "location",
                "online",
                "status",
                "status_note",
                "summary",
                "description",
            )
            if (value := getattr(change, name)) is not None
        }
        if "place" in kept or "location" in kept:
            kept = {"place": None, "location": None} | kept
        moved = change.span or span
        return Occurrence(event=replace(self, **kept), original=day, span=moved, is_changed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One time that an event happens."""

    event: Event
    """The event as it holds on this day."""
    original: date
    """The day of the pattern; names the occurrence for ever (RFC 5545 RECURRENCE-ID)."""
    span: Span
    is_changed: bool = False
    """Something differs from the rest of the series."""

    @property
    def is_moved(self) -> bool:
        """It happens at another time than the pattern says."""
        return self.is_changed and self.span != self.event.span.on(self.original)
