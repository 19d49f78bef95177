"""The page of what members write elsewhere, and the same on each person's own page.

All words are plain text of strangers: templates escape them, and links say that they are not ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from chaguan.model import FeedEntry, Person, Record
from chaguan.render.html.outbound_links import UGC
from chaguan.render.html.page_context import Link, PageContext
from chaguan.render.text.dates import date_words
from chaguan.site.gathered import ON_THE_PLANET


@dataclass(frozen=True, slots=True)
class PlanetEntry:
    """Something that somebody wrote elsewhere."""

    link: Link
    text: str
    """The beginning of it."""
    language: str
    """Of its words, where it is not the page's."""
    host: str
    """Where it leads to."""
    iso: str
    day: str
    author: Link | None = None
    """Who wrote it; None on their own page."""


@dataclass(frozen=True, slots=True)
class PlanetPage:
    """What members write elsewhere, newest first."""

    entries: tuple[PlanetEntry, ...]


def planet_page(view: PageContext) -> PlanetPage:
    """What the page shows."""
    found = islice(view.index.planet(), ON_THE_PLANET)
    return PlanetPage(
        tuple(
            planet_entry(each.entry, view, next(iter(view.people((each.person,))), None))
            for each in found
        )
    )


def elsewhere_of(record: Record | None, view: PageContext) -> tuple[PlanetEntry, ...]:
    """What a person wrote elsewhere lately."""
    if not isinstance(record, Person) or record.feed is None:
        return ()
    return tuple(planet_entry(each, view) for each in view.index.elsewhere(record.id))


def planet_entry(entry: FeedEntry, view: PageContext, author: Link | None = None) -> PlanetEntry:
    """An entry as pages show it, with its day on the community's clock."""
    day = entry.appeared.astimezone(view.community.settings.zone).date()
    language = view.foreign(entry.language)
    return PlanetEntry(
        link=Link(entry.title, entry.url, language, rel=UGC),
        text=entry.text,
        language=language,
        host=(urlsplit(entry.url).hostname or "").removeprefix("www."),
        iso=day.isoformat(),
        day=date_words(day, view.language),
        author=author,
    )
