"""A post: a story somebody tells, in one language."""

from __future__ import annotations

from datetime import datetime

from .compact import compact
from .frozen import dataclass
from .record import MediaPath, Record, RecordId, Url
from .text import Text, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a repost or a translation comes from."""

    url: Url | None = None
    title: str = ""
    author: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Record):
    """A story in one language; its translations share its id (schema.org/BlogPosting)."""

    kind = "post"
    plural = "posts"

    language: str
    title: str
    date: datetime
    """When it is published, in the community's zone; in the future: scheduled."""
    authors: tuple[RecordId, ...]
    """People."""
    summary: str = ""
    image: MediaPath | None = None
    image_alt: str = ""
    tags: tuple[str, ...] = ()
    scenes: tuple[RecordId, ...] = ()
    groups: tuple[RecordId, ...] = ()
    places: tuple[RecordId, ...] = ()
    event: RecordId | None = None
    """The event that this recaps."""
    campaign: RecordId | None = None
    updated: datetime | None = None
    credits: tuple[tuple[str, tuple[RecordId, ...]], ...] = ()
    """Role and people: editor, translator, photographer, reviewer…"""
    source: Source | None = None
    sponsored: str = ""
    """Who paid."""
    licence: str = ""
    pin: bool = False
    draft: bool = False
    """Addresses it used to have, without the leading slash."""
    body: str = ""
    """Markdown."""
    body_line: int = 1
    """The line of the file on which the body begins."""

    @property
    def name(self) -> Text:
        return Text((Words(self.title, self.language),))

    @property
    def about(self) -> Text:
        return Text((Words(self.body, self.language),))

    def written_in(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        return (self.language,)

    @property
    def changed(self) -> datetime:
        """When its words were last changed."""
        return self.updated or self.date

    @property
    def contributors(self) -> tuple[RecordId, ...]:
        """Authors and credited people, each once, authors first."""
        credited = (person for _, people in self.credits for person in people)
        return tuple(dict.fromkeys((*self.authors, *credited)))


compact("body", Post)
