"""A group: people who gather around something, and how to join them."""

from __future__ import annotations

from datetime import date

from .frozen import dataclass
from .record import MediaPath, Record, RecordId, Url
from .text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinLink:
    """A way in."""

    url: Url
    label: Text = Text()
    until: date | None = None
    """The last day the link works."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Record):
    """People with a shared interest (schema.org/Organization)."""

    kind = "group"
    plural = "groups"
    keeps_going = True

    name: Text
    about: Text = Text()
    """Markdown."""
    members: tuple[RecordId, ...] = ()
    place: RecordId | None = None
    """Where it is at home."""
    join: tuple[JoinLink, ...] = ()
    links: tuple[tuple[str, Url], ...] = ()
    """Where else it is to be found: label and address."""
    write_to: Url | None = None
    """Where a letter to the group arrives: `mailto:…` or `https://…`."""
    image: MediaPath | None = None
    image_alt: Text = Text()
    scenes: tuple[RecordId, ...] = ()
