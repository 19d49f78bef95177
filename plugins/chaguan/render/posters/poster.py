"""What stands on a poster: one sheet for a wall, in at most two languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Final
from urllib.parse import unquote

from chaguan.model import Event, Group, Person, Place, Record
from chaguan.model.frozen import dataclass
from chaguan.render.html.event_facts import status_words
from chaguan.render.html.page_context import (
    Avatar,
    PageContext,
    Picture,
    avatar,
)
from chaguan.render.html.qr import qr_svg
from chaguan.render.text.localized import short_month, short_weekday
from chaguan.render.text.plain import plain
from chaguan.site.occurrences import shown_of

from .lines import PosterLine, lines_of

MOST_LANGUAGES: Final = 2
LONGEST: Final = 300
"""Characters of the text."""
SIZES: Final = ((7.0, "xl"), (13.0, "l"), (26.0, "m"), (52.0, "s"))
"""Up to how many 漢字 a title is set in which size; longer ones in `xs`."""


@dataclass(frozen=True, slots=True)
class PosterSide:
    """What a poster says in one language."""

    language: str
    community: str
    title: str
    title_language: str
    """The language of the title."""
    size: str
    """`xl`, `l`, `m`, `s` or `xs`, by the title's length."""
    kicker: str
    """What it is: "walk", "tea house"."""
    status: str
    """Postponed, cancelled, closed; empty where all is well."""
    text: str
    scan: str
    """What the QR code is for."""


@dataclass(frozen=True, slots=True)
class PosterRow:
    """The same said in each language; once, where it reads alike."""

    kind: str
    cells: tuple[PosterLine, ...]


@dataclass(frozen=True, slots=True)
class BigDay:
    """A day, as a leaf of a calendar."""

    month: str
    number: int
    weekday: str


@dataclass(frozen=True, slots=True)
class Poster:
    """A sheet of A4. The first language is the page's, where the record has it."""

    kind: str
    sides: tuple[PosterSide, ...]
    rows: tuple[PosterRow, ...]
    texts: tuple[PosterSide, ...]
    """The sides whose text is to be shown."""
    picture: Picture | None
    avatar: Avatar | None
    """A face, or the first letter of a name."""
    day: BigDay | None
    """The day of an event that has no picture."""
    qr: str
    """An SVG element, safe to print as it is."""
    page: str
    """The record's page, relative to the site's root."""
    url: str
    """The same with scheme and host."""
    address: str
    """The same for people to type: without scheme and percent signs."""
    site: str
    """The site's address for people to type."""
    up: str
    """From the poster to the site's root."""


def poster(
    record: Record, language: str, views: Mapping[str, PageContext], site_url: str
) -> Poster:
    """The poster beside a record's page in `language`; `site_url` ends with a slash."""
    first = views[language]
    chosen = _languages(record, first)
    sides = tuple(_side(record, views[each]) for each in chosen)
    page = first.addresses.record(record, language)
    url = page.absolute(site_url)
    return Poster(
        kind=record.kind,
        sides=sides,
        rows=tuple(_rows(tuple(lines_of(record, views[each]) for each in chosen))),
        texts=tuple(_different(sides)),
        picture=_picture(record, views[chosen[0]]),
        avatar=_avatar(record, views[chosen[0]]),
        day=_day(record, views[chosen[0]]),
        qr=qr_svg(url, sides[0].scan),
        page=page.url,
        url=url,
        address=typed(url),
        site=typed(site_url),
        up="../" * first.addresses.poster(record, language).path.count("/"),
    )


def typed(url: str) -> str:
    """An address as one types it: `tea.example.org/tags/茶`."""
    return unquote(url).partition("://")[2].rstrip("/")


def _languages(record: Record, view: PageContext) -> tuple[str, ...]:
    """The page's language first, of those in which the record is written."""
    community = view.community.settings.languages
    if isinstance(record, Event):
        written = record.written_in(community)
    else:
        named = (*record.name.languages, *record.about.languages)
        written = tuple(named if record.name.languages else (community[0], *named))
    ordered = (view.language, *community)
    known = tuple(dict.fromkeys(each for each in ordered if each in written))
    return (known or (view.language,))[:MOST_LANGUAGES]


def _side(record: Record, view: PageContext) -> PosterSide:
    title = view.best(record.name)
    return PosterSide(
        language=view.language,
        community=view.best(view.community.settings.name).text,
        title=title.text,
        title_language=title.language or view.language,
        size=title_size(title.text),
        kicker=_kicker(record, view),
        status=_status(record, view),
        text=_text(record, view),
        scan=view.words("poster.scan"),
    )


def title_size(title: str) -> str:
    """How large a title may be set; a 漢字 is as wide as two letters."""
    width = sum(1.0 if ord(letter) > 0x2E7F else 0.55 for letter in title)
    return next((name for most, name in SIZES if width <= most), "xs")


def _kicker(record: Record, view: PageContext) -> str:
    match record:
        case Event():
            return view.words.of("form", record.category) if record.category else ""
        case Place():
            return view.best(record.category).text
        case Person():
            return view.best(record.pronouns).text
        case _:
            return view.words(f"poster.{record.kind}")


def _status(record: Record, view: PageContext) -> str:
    match record:
        case Event():
            note = view.best(record.status_note).text
            return " ".join(filter(None, (status_words(record, view), note)))
        case Place() if record.is_closed:
            return view.words("place.closed")
        case _:
            return ""


def _text(record: Record, view: PageContext) -> str:
    if isinstance(record, Event) and (summary := view.best(record.summary).text):
        return plain(f"<p>{_escaped(summary)}</p>", LONGEST)
    return plain(view.rendered(record, view.language).html, LONGEST)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _picture(record: Record, view: PageContext) -> Picture | None:
    if isinstance(record, Event | Place):
        return view.picture(record.image, view.best(record.image_alt).text)
    return None


def _avatar(record: Record, view: PageContext) -> Avatar | None:
    if isinstance(record, Person):
        picture = view.picture(record.avatar, view.best(record.avatar_alt).text)
        return avatar(view.best(record.name).text, record.id, picture)
    if isinstance(record, Group | Place):
        return avatar(view.best(record.name).text, record.id)
    return None


def _day(record: Record, view: PageContext) -> BigDay | None:
    if not isinstance(record, Event):
        return None
    day = shown_of(record, view.clock).span.first_day
    return BigDay(short_month(day, view.language), day.day, short_weekday(day, view.language))


def _rows(sides: tuple[tuple[PosterLine, ...], ...]) -> Iterable[PosterRow]:
    for cells in zip_longest(*sides):
        known = tuple(cell for cell in cells if cell is not None)
        said = {(cell.label, cell.words, cell.more, cell.coming) for cell in known}
        yield PosterRow(known[0].kind, known if len(said) > 1 else known[:1])


def _different(sides: tuple[PosterSide, ...]) -> Iterable[PosterSide]:
    seen: set[str] = set()
    for side in sides:
        if side.text and side.text not in seen:
            seen.add(side.text)
            yield side
