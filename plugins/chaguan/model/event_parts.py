"""The parts of an event: its programme, whom it looks for, and what differs from some day on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final

from .frozen import dataclass
from .place import Location
from .record import MediaPath, RecordId, Url
from .repeat import Repeat
from .span import Span
from .text import Text


class Wanted(StrEnum):
    """Whom an event still looks for."""

    SPEAKERS = "speakers"
    HELPERS = "helpers"
    MAKERS = "makers"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """A piece of the programme."""

    title: Text
    at: time | None = None
    """The time of the clock; None where nobody has said."""
    day: int = 0
    """How many days after the event's first day."""
    room: Text = Text()
    speakers: tuple[RecordId, ...] = ()
    about: Text = Text()

    def on(self, span: Span) -> datetime | None:
        """When it is where the event lasts for `span`.

        A clock before that of the start is the next day's, where the event goes on until then.
        """
        if self.at is None:
            return None
        first = datetime.combine(span.first_day + timedelta(days=self.day), self.at, span.zone)
        if self.day or first >= span.start or span.all_day or span.open_ended:
            return first
        later = datetime.combine(span.first_day + timedelta(days=1), self.at, span.zone)
        return later if later <= span.end else first


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Who is still wanted."""

    wanted: Wanted
    """`for` in the file."""
    until: datetime | None = None
    """The last moment, in the event's zone."""
    url: Url | None = None
    about: Text = Text()


def in_order(
    agenda: Iterable[AgendaItem], span: Span
) -> tuple[tuple[datetime | None, AgendaItem], ...]:
    """The programme with its moments, by time; as written where something says no time."""
    found = tuple((item.on(span), item) for item in agenda)
    if any(moment is None for moment, _ in found):
        return found
    return tuple(sorted(found, key=lambda each: each[0].timestamp() if each[0] else 0.0))


class Status(StrEnum):
    """What is to be expected of an event (schema.org/EventStatusType)."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"

    @property
    def is_off(self) -> bool:
        """It does not take place at the time that was told: cancelled or postponed."""
        return self in (Status.POSTPONED, Status.CANCELLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signup:
    """How to say that one comes."""

    url: Url | None = None
    until: datetime | None = None
    """The last moment, in the event's zone."""
    before: timedelta | None = None
    """How long before each day of a series that is; whole days end with that day."""
    is_full: bool = False
    """There is no seat left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What can be watched or read afterwards."""

    url: Url
    label: Text = Text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is different on one day of a series; what is None stays as it is."""

    original: date
    """The day of the pattern that changes; of a further day, the day as first written."""
    span: Span | None = None
    title: Text | None = None
    place: RecordId | None = None
    location: Location | None = None
    online: Url | None = None
    hosts: tuple[RecordId, ...] | None = None
    speakers: tuple[RecordId, ...] | None = None
    tags: tuple[str, ...] | None = None
    status: Status | None = None
    status_note: Text | None = None
    capacity: int | None = None
    cost: Text | None = None
    signup: Signup | None = None
    image: MediaPath | None = None
    image_alt: Text | None = None
    summary: Text | None = None
    description: Text | None = None
    recordings: tuple[Recording, ...] | None = None
    agenda: tuple[AgendaItem, ...] | None = None
    calls: tuple[Call, ...] | None = None
    credits: tuple[tuple[str, tuple[RecordId, ...]], ...] | None = None
    came: int | None = None
    new: int | None = None
    without: tuple[str, ...] = ()
    """What is taken away: `place` (whichever of place and location there is), `online`."""

    @property
    def values(self) -> dict[str, Any]:
        """What it says of an event, by the event's own names."""
        said = {name: getattr(self, name) for name in _SAID}
        kept = {name: value for name, value in said.items() if value is not None}
        if "place" in kept or "location" in kept or "place" in self.without:
            kept = {"place": None, "location": None} | kept
        return kept | ({"online": None} if "online" in self.without else {})

    @property
    def is_elsewhere(self) -> bool:
        """It says where it is."""
        return bool(self.place or self.location or self.online or self.without)


_SAID: Final = tuple(
    each.name for each in fields(Change) if each.name not in ("original", "span", "without")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn(Change):
    """What holds from a day on (`then`); `original` is that day."""

    repeat: Repeat
    """The pattern from then on, from `span` on, without an end of its own."""
