"""What of one page can be found, from plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

KINDS: Final = (
    *("person", "group", "place", "scene", "tag", "event", "post", "page", "campaign", "offer"),
)
"""The kinds of pages; where titles match alike, the earlier kind is shown first."""


@dataclass(frozen=True, slots=True)
class Named:
    """Which page it is; it has a number by this."""

    kind: str
    """One of `KINDS`."""
    key: str
    """The same for every language of one record, and for no other of its kind."""
    language: str
    """The page's language (BCP 47)."""
    order: str = ""
    """Of its kind, what sorts later is newer (an ISO 8601 date, say)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page as readers may look for it."""

    named: Named
    address: str
    """Percent-encoded and relative to the site's root."""
    title: str
    names: tuple[str, ...] = ()
    """What else it is called, in other languages say; found like the title."""
    summary: str = ""
    mentions: tuple[str, ...] = ()
    """Its people, places, tags…; found before the text, like the summary."""
    headings: tuple[str, ...] = ()
    text: str = ""
    """All its words, a block of the page on each line."""
    note: str = ""
    """A few words beside the title, in the page's language: the day, the city."""
