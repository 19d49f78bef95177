"""A place: a tea house, a bookshop, a studio, and who runs it."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from .frozen import dataclass
from .record import MediaPath, Record, RecordId, Url
from .text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Geo:
    """A point on the map (WGS 84)."""

    latitude: float
    """Degrees north."""
    longitude: float
    """Degrees east."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where something is, in words and on the map (schema.org/PostalAddress)."""

    name: Text = Text()
    address: Text = Text()
    city: Text = Text()
    country: str = ""
    """ISO 3166-1 alpha-2, or a name."""
    geo: Geo | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Record):
    """Somewhere the community meets (schema.org/Place)."""

    kind = "place"
    plural = "places"
    keeps_going = True

    name: Text
    location: Location = Location()
    category: Text = Text()
    """Tea house, bookshop, studio… (`kind` in the file)."""
    about: Text = Text()
    """Markdown."""
    people: tuple[RecordId, ...] = ()
    """Who runs it."""
    zone: ZoneInfo | None = None
    hours: Text = Text()
    links: tuple[tuple[str, Url], ...] = ()
    image: MediaPath | None = None
    image_alt: Text = Text()
    scenes: tuple[RecordId, ...] = ()
    is_closed: bool = False
    """For good."""
    closed_on: date | None = None
