"""What an export holds, whatever it came from: stories, pages, events, people, and what is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from chaguan.authoring.yaml_text import Value
from chaguan.model.frozen import dataclass

from .spool import Spool

Clock = date | datetime
"""A day, or a naive time of the clock on the wall."""


class NotAnExportError(Exception):
    """Nothing can be taken from it; `subject` and `values` name the sentence that says why."""

    def __init__(self, subject: str, **values: object) -> None:
        super().__init__(subject)
        self.subject = subject
        self.values = values


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that does not come along, or not as it was."""

    where: str
    """The file of the export, or the name of a record in it."""
    subject: str
    """Which sentence says so (`locales/importing`)."""
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the person at the terminal said, and what the community's own files say."""

    zone: ZoneInfo
    """The community's."""
    stated_zone: ZoneInfo | None = None
    """That of the export's clocks (`--timezone`)."""
    languages: tuple[str, ...] = ("en",)
    """The community's."""
    stated_language: str = ""
    """That of the export's words (`--lang`)."""
    today: date
    places: tuple[OldPlace, ...] = ()
    """Where the community meets already."""
    day_first: bool | None = None
    """How a table writes 03/04 (`--dates`); None where nobody said."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """A table's columns by field (`--columns`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OldPlace:
    """A place of the community, as far as an event's location can be compared with it."""

    id: str
    names: tuple[str, ...]
    zone: ZoneInfo | None = None
    geo: tuple[float, float] | None = None


@dataclass(slots=True, kw_only=True)
class OldPerson:
    """Somebody who wrote or hosted something; without an address for mail."""

    key: str
    """How the export's records name them."""
    name: str
    about: str = ""
    links: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True, kw_only=True)
class OldText:
    """A story or a page."""

    key: str
    """Tells it from all others of this export, at each run."""
    where: str
    kind: str = "post"
    """Or `page`."""
    title: str
    body: str
    """Markdown; links lead where they led. Empty once an export has it (`Export.body_of`)."""
    number: int = field(default=0, init=False)
    """Its place in the export's list."""
    language: str = ""
    """Empty: the export's."""
    original: str = ""
    """The key of what it translates."""
    slug: str = ""
    date: Clock | None = None
    updated: Clock | None = None
    authors: tuple[str, ...] = ()
    """Keys of people, or names."""
    tags: tuple[str, ...] = ()
    summary: str = ""
    image: str = ""
    """An address, or a path in the export."""
    image_alt: str = ""
    uid: str = ""
    """What its feed's entry was called."""
    address: str = ""
    """Where it was, with scheme and host where these are known, else from the old root."""
    further: tuple[str, ...] = ()
    """Where else it was."""
    names: tuple[str, ...] = ()
    """By which other words links in this export lead to it."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """On which line of its file such a word of another record stands, where that is known."""
    is_pinned: bool = False
    source: Mapping[str, str] = field(default_factory=dict)
    folder: str = ""
    """In the export; pictures are looked for from there."""


@dataclass(slots=True, kw_only=True)
class OldEvent:
    """An event, its fields as they will be written."""

    key: str
    where: str
    title: str
    start: Clock
    values: dict[str, Value]
    """Without `title`, `start` and `hosts`."""
    hosts: tuple[str, ...] = ()
    """Keys of people, or names."""


@dataclass(slots=True, kw_only=True)
class Export:
    """Everything that was read of one export."""

    kind: str
    """wxr, jekyll, hugo, material, ics, csv or folder."""
    name: str
    """What it calls itself; an author for what names none."""
    origin: str
    """Where it comes from, the same at each run: an old address, else the file's name."""
    base: str = ""
    """The old site's address, with a slash at its end; empty where nobody knows."""
    language: str = ""
    texts: list[OldText] = field(default_factory=list)
    events: list[OldEvent] = field(default_factory=list)
    people: list[OldPerson] = field(default_factory=list)
    pictures: dict[str, str] = field(default_factory=dict)
    """Further names of pictures: `attachment:9` and where that was."""
    root: Path | None = None
    """Where the export's own pictures are."""
    roots: tuple[str, ...] = ()
    """Folders below `root` that were the root of the old site: `static`."""
    feeds: tuple[str, ...] = ()
    """The addresses of its feeds, from its root."""
    platform: str = ""
    """Whose calendar it was, where nobody can move its subscribers."""
    losses: list[Loss] = field(default_factory=list)
    _bodies: Spool = field(default_factory=Spool)
    reading: tuple[str, ...] = ()
    """Lines that show how a table was read; the person is asked whether that is right."""

    def add(self, text: OldText) -> None:
        """Take in a story or page; its body waits on disk until `body_of` asks for it."""
        text.number = len(self.texts)
        self.texts.append(text)
        self._bodies[str(text.number)] = text.body
        text.body = ""

    def body_of(self, text: OldText) -> str:
        """The Markdown of one of `texts`."""
        return self._bodies[str(text.number)]

    def lose(self, where: str, subject: str, **values: object) -> None:
        loss = Loss(where, subject, values)
        if loss not in self.losses[-40:]:
            self.losses.append(loss)
