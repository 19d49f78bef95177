"""What a page of ours is made of, before anything of it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from chaguan.build.digest import digest
from chaguan.model import Record

from .stream import Stream
from .urls import Address

WITH_EVENTS: Final = (
    "home.html",
    "event.html",
    "events.html",
    "online.html",
    "past.html",
    "month.html",
)
"""Templates that list events."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a page is made of."""

    template: str
    language: str
    address: Address
    title: str
    source: str
    """The file that "edit this page" opens, relative to the content folder."""
    reads: tuple[str, ...]
    """The site's languages; links lead to the first in which their target is."""
    changed: str
    """The day its words or what it shows last changed, for the site map (ISO 8601)."""
    markdown: str = ""
    summary: str = ""
    record: Record | None = None
    stream: Stream | None = None
    """Whose feeds the page advertises; none for the site's."""
    languages: tuple[str, ...] = ()
    """The languages in which this page exists."""
    in_language: Callable[[str], Address] = field(default=lambda language: Address(""))
    """Where the page is in another language; the nearest page where it is not."""
    number: int = 1
    """Of several pages of one list."""
    month: date | None = None
    """Its first day, where the page is the calendar of a month."""
    part: str = ""
    """Which list, where it is a part of a stream's page or the streams of one kind."""
    is_trusted: bool = False
    """Written by hosts: its HTML is not sanitized."""

    _told: bytes = field(default=b"", init=False, repr=False, compare=False)

    def told(self) -> bytes:
        """The digest of all of it, the same for the same page."""
        if not self._told:
            object.__setattr__(self, "_told", digest(self.markdown, repr(self._rest())))
        return self._told

    def _rest(self) -> object:
        elsewhere = [(each, self.in_language(each).path) for each in self.reads]
        return (
            self.template, self.language, self.address.path, self.title, self.source, self.reads,
            self.changed, self.summary, self.languages, elsewhere, self.number,
            self.part, self.month, self.is_trusted, bool(getattr(self.record, "sponsored", "")),
            self.stream and (self.stream.kind, self.stream.key),
            self.record and (self.record.kind, self.record.id),
        )  # fmt: skip

    @property
    def shows_events(self) -> bool:
        """Whether it is made to show events."""
        return self.template in WITH_EVENTS or self.stream is not None
