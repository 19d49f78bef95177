"""What stands around every page: its languages, its feeds and its place on the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from chaguan.model.frozen import dataclass
from chaguan.render.html.page_context import Link

from .blocks import Piece
from .history import PageHistory
from .share import LinkCard, Share, Snippet
from .stream_page import Follow


@dataclass(frozen=True, slots=True)
class Alternate:
    """The page in another language, or the nearest page there."""

    language: str
    name: str
    """What the language calls itself."""
    href: str
    absolute: str
    """With scheme and host; empty where the site does not know its address."""
    is_here: bool
    is_translation: bool
    """It is this page; else only the nearest."""


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed or calendar that the page advertises."""

    is_shared: ClassVar = True
    type: str
    """Its media type."""
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """What takes place next, as the foot of every page says it."""

    is_shared: ClassVar = True
    title: str
    href: str
    language: str
    starts: datetime
    ends: datetime
    when: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What every template may count on."""

    language: str
    name: str
    """The community's, in the page's language."""
    title: str
    """For the browser's tab."""
    description: str
    home: str
    alternates: tuple[Alternate, ...]
    feeds: tuple[FeedLink, ...]
    licence: str
    tagline: str
    """What the community is, in a line."""
    links: tuple[Link, ...]
    """Where else it is to be found."""
    write_to: Link | None
    """Where a letter to it arrives."""
    subscribe: str
    """The page that explains how to follow, relative to the site's root."""
    edit: str
    """Where the page's source is edited; empty where there is no repository."""
    repository: str
    forms: str
    """Where the forge lists the forms to fill in; empty where it has none."""
    sections: Mapping[str, str]
    """The index of each section, relative to the site's root."""
    follow: Follow
    """How to follow everything."""
    has_feeds: bool
    """The plugin that writes feeds is there."""
    has_calendars: bool
    """The plugin that writes calendars is there."""
    has_bounded_calendars: bool
    """It leaves out what is long past, and writes a calendar of everything beside."""
    card: LinkCard
    """What messengers show of the page."""
    digests: str = ""
    """The page of weeks, relative to the site's root; empty where there is none."""
    snippet: Snippet | None = None
    """How to show the page's list elsewhere; None where it has none, or the site does not want it.
    """
    share: Share | None = None
    """How to pass the page on; None for lists."""
    next_meeting: NextMeeting | None = None
    """None where nothing is planned."""
    data: str = ""
    """JSON-LD, safe inside a script element."""
    history: PageHistory | None = None
    """How the page came to be, where that is known."""
    pieces: tuple[Piece, ...] = ()
    """The page's own text where blocks stand in it; else empty, and the text is the page's."""
    has_events: bool = False
    """The page shows events, which the reader's clock corrects."""
    add: Link | None = None
    """Where one more of what the page shows is begun."""
    editor: str = ""
    """The form-based editor, relative to the site's root; empty where there is none."""
    search: str = ""
    """The page to search from, relative to the site's root; empty where there is none."""
    manifest: str = ""
    """What a phone shows of the site among its apps; empty where it keeps nothing offline."""

    def led_by(self, mark: str) -> Frame:
        """The same, with a mark and its language for the way to each other language."""
        marked = (replace(each, href=f"{mark}{each.language}") for each in self.alternates)
        return replace(self, alternates=tuple(marked))
