"""Where a reader stands: a language, a moment, and the community as it is then.

And `Materials`, which those who make outputs are handed: the site as it is now, and its texts.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, MutableMapping
from dataclasses import field
from typing import Any, Final, Protocol
from zlib import crc32

from chaguan.build.entries import Lately
from chaguan.build.fingerprints import Fingerprints
from chaguan.locales import Vocabulary, vocabulary
from chaguan.model import Event, MediaPath, Record, RecordId, Text, Words, shown_tag
from chaguan.model.frozen import dataclass
from chaguan.render.text.localized import language_name
from chaguan.site.clock import Clock
from chaguan.site.images import NO_PICTURES, Album
from chaguan.site.index import Index
from chaguan.site.page_spec import PageSpec
from chaguan.site.records import Records
from chaguan.site.site import Site
from chaguan.site.urls import Address, Addresses

from .excerpts import Body

PATTERNS: Final = 8
"""How many the style sheet draws (`cg-pattern-0` and on)."""
REMEMBERED: Final = 4096
"""Cards and the like that are held for the next page that shows them; one is some 4 kB."""


@dataclass(frozen=True, slots=True)
class Link:
    """Something to go to, or only a name where there is nowhere to go."""

    text: str
    href: str = ""
    """Percent-encoded and relative to the site's root, or absolute; empty for no link."""
    language: str = ""
    """The language of the text, where it is not the page's."""
    goes_nowhere: bool = False
    rel: str = ""
    """What the page says of a link to another site."""


def letter_box(address: str) -> Link:
    """Where letters arrive, by what it is: a mail address without its scheme, or a form."""
    return Link(address.removeprefix("mailto:"), address, rel="ugc noopener")


@dataclass(frozen=True, slots=True)
class PictureSource:
    """A picture in one width."""

    src: str
    """Relative to the site's root."""
    width: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the community's own."""

    src: str
    """Relative to the site's root."""
    alt: str
    width: int
    """In pixels, of the largest."""
    height: int
    sources: tuple[PictureSource, ...] = ()
    """WebP, the narrowest first; none of a drawing."""

    @property
    def is_tall(self) -> bool:
        """Whether it is clearly higher than wide."""
        return self.height > 1.15 * self.width


@dataclass(frozen=True, slots=True)
class Avatar:
    """A face: a picture, or the first letter of the name on a colour of its own."""

    initial: str
    hue: int
    """Degrees on the colour wheel."""
    picture: Picture | None = None
    pattern: int = 0
    """Which of the `PATTERNS` of the style sheet is drawn where there is no picture."""


def avatar(name: str, key: str, picture: Picture | None = None) -> Avatar:
    """A face for a name; the colour depends on the record's id alone."""
    letters = [letter for letter in name if letter.isalnum()]
    initial = letters[0].upper() if letters else "·"
    number = crc32(key.encode())
    return Avatar(initial, number % 360, picture, number // 360 % PATTERNS)


@dataclass(frozen=True, slots=True)
class PageContext:
    """How a reader of one language sees a (published) community."""

    index: Index
    words: Vocabulary
    clock: Clock
    """The moment for which the site is built."""
    rendered: Callable[[Record, str], Body]
    """A record's own text, for readers of a language."""
    album: Album = NO_PICTURES
    """The published pictures."""
    is_preview: bool = False
    """The reader is somebody who writes, and sees what is not out yet."""

    memory: MutableMapping[Hashable, Any] = field(
        default_factory=lambda: Lately(REMEMBERED), repr=False, compare=False
    )
    """What several pages need in the same way: the order of a list."""
    common: MutableMapping[Hashable, Any] = field(
        default_factory=lambda: Lately(REMEMBERED), repr=False, compare=False
    )
    """What is the same in all languages: how a text begins."""

    @property
    def language(self) -> str:
        return self.words.language

    @property
    def community(self) -> Records:
        return self.index.community

    @property
    def addresses(self) -> Addresses:
        return self.index.addresses

    def foreign(self, language: str) -> str:
        """`language`, where it has to be marked because it is not the page's."""
        return "" if language in ("", self.language) else language

    def mark(self, language: str) -> str:
        """The name of a language other than the page's; empty for the page's own."""
        return language_name(language) if self.foreign(language) else ""

    def best(self, text: Text) -> Words:
        return text.best(self.language)

    def picture(self, path: MediaPath | None, alt: str) -> Picture | None:
        """A picture in all its sizes; None where there is none to be shown."""
        found = self.album.of(path)
        if found is None:
            return None
        sources = tuple(PictureSource(each.address.url, each.width) for each in found.sizes)
        full = found.full
        return Picture(full.address.url, alt, full.width, full.height, sources)

    def event_address(self, event: Event) -> Address:
        """The page of an event, in the reader's language or the nearest it has."""
        languages = event.written_in(self.community.settings.languages)
        return self.addresses.record(event, self.addresses.nearest(self.language, languages))

    def record_link(self, record: Record, name: Words) -> Link:
        """A link to a record that has a page in every language."""
        href = self.addresses.record(record, self.language).url
        return Link(name.text, href, self.foreign(name.language))

    def person(self, id: RecordId) -> Link:
        """A person by name; "a member" for one who is not listed."""
        person = self.community.people.get(id)
        if person is None:
            return Link(self.words("person.member"), goes_nowhere=True)
        return self.record_link(person, self.best(person.name))

    def people(self, ids: tuple[RecordId, ...]) -> tuple[Link, ...]:
        """People by name; those who are not listed count as one member."""
        return tuple(dict.fromkeys(self.person(id) for id in ids))

    def groups(self, ids: tuple[RecordId, ...]) -> tuple[Link, ...]:
        known = self.community.groups
        return tuple(
            self.record_link(known[i], self.best(known[i].name)) for i in ids if i in known
        )

    def places(self, ids: tuple[RecordId, ...]) -> tuple[Link, ...]:
        known = self.community.places
        return tuple(
            self.record_link(known[i], self.best(known[i].name)) for i in ids if i in known
        )

    def campaigns(self, ids: tuple[RecordId, ...]) -> tuple[Link, ...]:
        known = self.community.campaigns
        return tuple(
            self.record_link(known[i], self.best(known[i].title)) for i in ids if i in known
        )

    def scenes(self, ids: tuple[RecordId, ...]) -> tuple[Link, ...]:
        known = self.community.scenes
        return tuple(
            self.record_link(known[i], self.best(known[i].name)) for i in ids if i in known
        )

    def tags(self, tags: tuple[str, ...]) -> tuple[Link, ...]:
        return tuple(self.tag(tag) for tag in tags)

    def tag(self, tag: str) -> Link:
        """A tag by its name here, leading to its page."""
        words = shown_tag(tag, self.language)
        address = self.addresses.tag(tag, self.language)
        return Link(words.text, address.url, self.foreign(words.language))


def contexts_of(site: Site, body: Callable[[Record, str], Body]) -> Mapping[str, PageContext]:
    """Where a reader of each language stands; `body` has the texts of records."""
    common = Lately(REMEMBERED)
    return {
        language: PageContext(
            site.index,
            vocabulary(language),
            site.clock,
            body,
            site.album,
            is_preview=site.is_preview,
            common=common,
        )
        for language in site.languages
    }


Render = Callable[..., str]
"""A template, which is given what it shows by name."""


class Materials(Protocol):
    """What outputs are made of: the site as it is now, and its texts.

    While serving, `site` is replaced by the next one.
    """

    site: Site
    fingerprints: Fingerprints
    contexts: Mapping[str, PageContext]
    """By language."""

    def body(self, record: Record, language: str) -> Body:
        """A record's text as its page in `language`, or in the nearest it has, shows it."""


class RenderedPage(Protocol):
    """A page of ours, with its text."""

    spec: PageSpec

    @property
    def body(self) -> Body:
        """Its text as HTML."""

    @property
    def plain_title(self) -> str:
        """What it is called, without markup and unescaped."""
