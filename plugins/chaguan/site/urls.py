"""The address of everything, and nothing else decides one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import field
from datetime import date
from functools import cache, lru_cache
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from chaguan.model import PLURALS, Event, Page, Post, Record, Tag, Week, nearest
from chaguan.model.frozen import dataclass

SECTIONS: Final = {kind: plural for kind, plural in PLURALS.items() if kind != "page"} | {
    "tag": "tags"
}
"""The section of each kind that has an index."""
_LIKE_A_FILE: Final = re.compile(r"\.(html?|xml|json|ics|gz)$")
CHARTER: Final = "charter"
"""The page that people sign."""
_OLD_CHARTER: Final = re.compile(r"charter\.v(\d+(?:\.\d+)*)")
POST_FEEDS: Final = ("rss.xml", "atom.xml", "feed.json")
CALENDAR: Final = "events.ics"
EVERY_EVENT: Final = "events-all.ics"
"""The calendar that goes back to the beginning, where `events.ics` does not."""
CARD: Final = "card.png"
POSTER: Final = "poster/"
COPY: Final = "copy/"
"""The text to take along, below a post or an event."""
COPIED: Final = ("post", "event")
"""The kinds of which there are copies."""
COPY_QR: Final = "qr.png"
"""The picture that leads to the page, below the copy."""
POSTED: Final = ("event", "person", "group", "place", "campaign")
"""The kinds of which there are posters."""
ON_DEMAND: Final = frozenset({"campaign", "offer"})
"""The kinds whose section is there only with something in it."""
EVENT_FEEDS: Final = POST_FEEDS
"""The names of the feeds of a stream's events, below its `EVENTS`."""
DIGEST: Final = "digest/"
EMBED: Final = "embed/"
"""The lists for other people's pages, all in one folder, so that its headers can differ."""
COMPONENT: Final = "assets/chaguan/chaguan-events.js"
"""The script that shows them there."""
EVENTS: Final = "events/"
OFFERS: Final = "offers/"
CALLS: Final = "calls/"
"""Whom events look for, below the section of events."""


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """A place on the site, from its root; a page's ends with a slash or is empty."""

    path: str

    @property
    def file(self) -> str:
        """The file below the built site that is served there."""
        is_page = not self.path or self.path.endswith("/")
        return f"{self.path}index.html" if is_page else self.path

    @property
    def url(self) -> str:
        """Percent-encoded, relative to the root (RFC 3986)."""
        return _quoted(self.path)

    def __truediv__(self, name: str) -> Address:
        """What is called `name` in this folder."""
        return Address(f"{self.path}{name}")

    def absolute(self, site_url: str) -> str:
        """With scheme and host; `site_url` ends with a slash."""
        return f"{site_url}{self.url}"


@lru_cache(maxsize=4096)
def _quoted(path: str) -> str:
    """A page and its neighbours name the same addresses dozens of times."""
    return quote(path, safe="/+~:@!$&'()*,;=")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where everything is, for a community that speaks these languages."""

    languages: tuple[str, ...]
    """The first has no prefix."""
    base: str = ""
    """The folder of the site in which all is, with a slash at its end; empty for the root."""
    _of_records: dict[tuple[str, str], Address] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """They are asked for ten times and more in a build."""

    @property
    def root(self) -> Address:
        """Where all is."""
        return Address(self.base)

    def home(self, language: str) -> Address:
        return Address(self._folder(language))

    def _folder(self, language: str) -> str:
        return self.base if language == self.languages[0] else f"{self.base}{language}/"

    def section(self, kind: str, language: str, number: int = 1) -> Address:
        """The index of a kind; page `number` of it."""
        first = Address(f"{self._folder(language)}{SECTIONS[kind]}/")
        return first if number == 1 else first / f"page/{number}/"

    def past(self, language: str, number: int = 1) -> Address:
        """What was on; page `number` of it."""
        first = self.section("event", language) / "past/"
        return first if number == 1 else first / f"page/{number}/"

    def online(self, language: str, number: int = 1) -> Address:
        """What is on and can be joined from afar; page `number` of it."""
        first = self.section("event", language) / "online/"
        return first if number == 1 else first / f"page/{number}/"

    def nearby(self, language: str, number: int = 1) -> Address:
        """What neighbours have on; page `number` of it."""
        first = self.section("event", language) / "nearby/"
        return first if number == 1 else first / f"page/{number}/"

    def calls(self, language: str) -> Address:
        """Whom events look for."""
        return self.section("event", language) / CALLS

    def month(self, month: date, language: str) -> Address:
        """The calendar of the month in which a day is."""
        return self.section("event", language) / f"month/{month:%Y-%m}/"

    def part(self, stream: Address, part: str, number: int) -> Address:
        """Page `number` of a part of a stream's page; the first is that page."""
        return stream if number == 1 else stream / f"{part}/page/{number}/"

    def follow(self, kind: str, language: str, number: int = 1) -> Address:
        """How to follow those of a kind; page `number` of it."""
        first = self.special("subscribe", language) / f"{SECTIONS[kind]}/"
        return first if number == 1 else first / f"page/{number}/"

    def special(self, name: str, language: str) -> Address:
        """`subscribe` and the like."""
        return self.home(language) / f"{name}/"

    def record(self, record: Record, language: str) -> Address:
        """The page of a record in that language's tree; its path as MkDocs maps it."""
        if isinstance(record, Post | Page):
            language = record.language
        known = self._of_records.get((record.path, language))
        if known is None:
            known = self._of_records[record.path, language] = self._record(record, language)
        return known

    def _record(self, record: Record, language: str) -> Address:
        path = record.path.rpartition(".")[0]
        if isinstance(record, Post | Page):
            path = path.removesuffix(f".{language}")
        folder, slash, name = path.rpartition("/")
        if isinstance(record, Page) and (version := charter_version(path)):
            return Address(f"{self._folder(language)}{CHARTER}/{version}/")
        if isinstance(record, Page) and name in ("index", "README"):
            return self.home(language) / f"{folder}{slash}"
        return Address(f"{self._folder(language)}{path}/")

    def event_calendar(self, event: Event, language: str) -> Address:
        """The calendar of one event, beside its page."""
        return Address(f"{self.record(event, language).path.rstrip('/')}.ics")

    def day_calendar(self, event: Event, day: date, language: str) -> Address:
        """The calendar of one day of a series, below its page; `day` is the pattern's."""
        return self.record(event, language) / f"{day.isoformat()}.ics"

    def event_calendars(self, event: Event, language: str) -> tuple[Address, ...]:
        """The same, and where it was when its page had another address."""
        folders = (each.rstrip("/") for each in event.aliases if each.endswith("/"))
        old = (self.home(language) / f"{each}.ics" for each in folders)
        return tuple(dict.fromkeys((self.event_calendar(event, language), *old)))

    def poster(self, record: Record, language: str) -> Address:
        """The page to print, below a record's own."""
        return self.record(record, language) / POSTER

    def copy(self, page: Address) -> Address:
        """The text of a page to take along, below it."""
        return page / COPY

    def digest(self, language: str, week: Week | None = None) -> Address:
        """The weeks of which there is a digest; the digest of one."""
        every = self.home(language) / DIGEST
        return every / f"{str(week).lower()}/" if week is not None else every

    def embed(self, stream: Address) -> Address:
        """The list of a stream for other people's pages."""
        return Address(f"{self.base}{EMBED}{stream.path.removeprefix(self.base)}")

    def tag(self, tag: str, language: str) -> Address:
        return self.section("tag", language) / f"{tag_slug(tag)}/"

    def nearest(self, language: str, available: tuple[str, ...]) -> str:
        """The language of a page that a reader of `language` is led to."""
        return nearest(language, tuple(each for each in self.languages if each in available))


def charter_version(path: str) -> str:
    """The version of the charter that a page is, by its path without ending: `charter.v1` is 1."""
    found = _OLD_CHARTER.fullmatch(path)
    return found[1] if found else ""


def tag_slug(tag: str) -> str:
    """A tag as a part of an address: what `tags.yml` says, else its own letters."""
    return tag.slug if isinstance(tag, Tag) and tag.slug else slug(tag)


@cache
def slug(words: str) -> str:
    """Words as a part of an address: folded, in any script, without what addresses reserve."""
    folded = unicodedata.normalize("NFKC", words).casefold()
    part = re.sub(r"[^\w.+~-]+", "-", folded).strip("-.") or "-"
    return f"{part}-" if part == "index" or _LIKE_A_FILE.search(part) else part


def with_slash(site_url: str) -> str:
    """A site's address with a slash at its end; empty for none."""
    return site_url if not site_url or site_url.endswith("/") else f"{site_url}/"


@cache
def site_and_path(base: str) -> tuple[str, str]:
    """A site's address and its path, each ending with a slash."""
    site = urljoin(base if base.endswith("/") else f"{base}/", "-/").removesuffix("-/")
    return site, urlsplit(site).path
