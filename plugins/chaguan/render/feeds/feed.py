"""What a feed is, before any format: who says what, where and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field
from datetime import UTC, datetime, timedelta
from typing import Any

from chaguan.locales import Vocabulary
from chaguan.model import RecordId
from chaguan.model.compact import compact
from chaguan.model.frozen import dataclass
from chaguan.render.text.xml_text import line
from chaguan.site.index import Index


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Somebody who made something."""

    name: str
    url: str = ""
    """Their page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that comes with an entry: its picture (RSS 2.0, `enclosure`)."""

    url: str
    type: str
    """The media type that the file really has: `image/webp`."""
    length: int
    """In bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One story or event. Its texts hold only what XML can carry (see `legible`)."""

    id: str
    """An IRI, for ever."""
    url: str
    """Its page."""
    title: str
    """Plain text."""
    updated: datetime
    """When its words last changed; aware."""
    published: datetime | None = None
    """When it first appeared; None where nobody said."""
    language: str
    authors: tuple[Author, ...]
    """At least one."""
    contributors: tuple[Author, ...] = ()
    """Who edited, translated, photographed…"""
    summary: str = ""
    """Plain text."""
    html: str = ""
    """All of it, with absolute addresses."""
    categories: tuple[str, ...] = ()
    enclosure: Enclosure | None = None
    rights: str = ""
    written: dict[str, Any] = field(init=False, default_factory=dict, compare=False, repr=False)
    """What formats have made of it, for the next feed that it is in."""

    def as_written(self, form: str, write: Callable[[Entry], Any]) -> Any:
        """The entry in a format, written once."""
        if form not in self.written:
            self.written[form] = write(self)
        return self.written[form]


compact("html", Entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A page's news. A format whose own address is empty is not offered."""

    id: str
    """An IRI, for ever."""
    title: str
    description: str
    language: str
    """BCP 47 tag."""
    page_url: str
    """The page that it is the feed of."""
    author: Author
    """The community."""
    since: datetime
    """The oldest date that the community knows; what an empty Atom feed says (RFC 4287, 4.1.1)."""
    entries: tuple[Entry, ...]
    rss_url: str = ""
    atom_url: str = ""
    json_url: str = ""
    hub: str = ""
    """Where readers may ask to be told (WebSub)."""
    style_url: str = ""
    """CSS for readers who open the feed in a browser."""
    previous_archive_url: str = ""
    """The Atom document with the entries before these (RFC 5005, 4)."""
    current_url: str = ""
    """Only of an archive: the Atom feed that goes on (RFC 5005, 4)."""

    @property
    def updated(self) -> datetime | None:
        """When its newest entry changed; None where there is none."""
        return max((entry.updated for entry in self.entries), default=None)

    @property
    def is_archive(self) -> bool:
        return bool(self.current_url)


def to_the_minute_offset(moment: datetime) -> datetime:
    """`moment`, in UTC where its own offset has seconds, which feeds cannot write (RFC 3339)."""
    offset = moment.utcoffset() or timedelta()
    return moment.astimezone(UTC) if offset % timedelta(minutes=1) else moment


@dataclass(frozen=True)
class Bylines:
    """The names of people and of the community, with their pages."""

    index: Index
    site_url: str
    words: Callable[[str], Vocabulary]

    def of(self, ids: Iterable[RecordId], language: str) -> tuple[Author, ...]:
        """Each person once; all who are not listed are one "a member"."""
        people, addresses = self.index.community.people, self.index.addresses
        found = []
        for id in ids:
            if person := people.get(id):
                url = addresses.record(person, language).absolute(self.site_url)
                found.append(Author(name=line(person.name.best(language).text), url=url))
            else:
                found.append(Author(name=self.words(language)("person.member")))
        return tuple(dict.fromkeys(found))

    def community(self, language: str) -> Author:
        """The community and its front page."""
        name = self.index.community.settings.name.best(language).text
        home = self.index.addresses.home(language)
        return Author(name=line(name), url=home.absolute(self.site_url))
