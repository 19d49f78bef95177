"""A person: somebody with a name and, if they like, a page of their own."""

from __future__ import annotations

from datetime import date

from .frozen import dataclass
from .record import MediaPath, Record, RecordId, Url
from .text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A campaign that somebody takes part in."""

    campaign: RecordId
    role: Text = Text()
    """As what (`as` in the file)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """A member (schema.org/Person)."""

    kind = "person"
    plural = "people"
    keeps_going = True

    name: Text
    about: Text = Text()
    """Markdown (`bio` in the file)."""
    avatar: MediaPath | None = None
    avatar_alt: Text = Text()
    links: tuple[tuple[str, Url], ...] = ()
    feed: Url | None = None
    """Their own blog's."""
    place: RecordId | None = None
    joined: date | None = None
    left: date | None = None
    signed: str = ""
    """The version of the charter they signed."""
    joins: tuple[Joined, ...] = ()
    pronouns: Text = Text()
    contact: str = ""
    """For hosts only; never published."""
    is_unlisted: bool = False
    """No page, no name: "a member"."""
