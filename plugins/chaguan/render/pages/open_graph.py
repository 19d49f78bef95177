"""What a messenger shows where a page's address is pasted (The Open Graph protocol)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from babel.core import get_global

from chaguan.model import Event, Person, Post, Record, shown_tag
from chaguan.render.html.page_context import PageContext

LONGEST: Final = 200
"""Characters of a description; messengers show fewer."""
_TERRITORIES: Final = {"zh_Hant": "zh_TW", "zh_Hans": "zh_CN"}


@dataclass(frozen=True, slots=True)
class CardPicture:
    """The picture of a link card."""

    url: str
    """Absolute."""
    alt: str = ""
    width: int = 0
    """Pixels; 0 where nobody measured."""
    height: int = 0
    type: str = ""
    """Its media type."""


@dataclass(frozen=True, slots=True)
class LinkCard:
    """The card of a page."""

    title: str
    """Without the community's name, which messengers show beside it."""
    description: str
    site: str
    type: str
    """`website`, `article` or `profile`."""
    locale: str
    """Language and territory: `zh_TW`."""
    alternates: tuple[str, ...]
    """The locales of the page's translations."""
    picture: CardPicture | None
    facts: tuple[tuple[str, str], ...] = ()
    """Further properties and their values, for the page's type."""


def link_card(
    record: Record | None,
    view: PageContext,
    *,
    title: str,
    description: str,
    languages: tuple[str, ...],
    picture: CardPicture | None,
    site_url: str,
) -> LinkCard:
    """The card of a page that exists in `languages`; lists have no record."""
    settings = view.community.settings
    kind, facts = _typed(record, view, site_url)
    return LinkCard(
        title=title,
        description=_shortened(description),
        site=view.best(settings.name).text,
        type=kind,
        locale=locale_of(view.language),
        alternates=tuple(locale_of(each) for each in languages if each != view.language),
        picture=picture,
        facts=facts,
    )


def locale_of(language: str) -> str:
    """Language and territory of a BCP 47 tag, as link cards want them (CLDR's likely subtags)."""
    tag = language.replace("-", "_")
    parts = tag.split("_")
    if len(parts) > 1 and len(parts[-1]) == 2:
        return f"{parts[0].lower()}_{parts[-1].upper()}"
    likely = _TERRITORIES.get(tag) or get_global("likely_subtags").get(tag, tag)
    first, *_, last = str(likely).split("_")
    return first if first == last else f"{first}_{last}"


def _typed(
    record: Record | None, view: PageContext, site_url: str
) -> tuple[str, tuple[tuple[str, str], ...]]:
    if isinstance(record, Post):
        authors = [view.community.people.get(id) for id in record.authors]
        known = [person for person in authors if person is not None]
        addresses = [view.addresses.record(person, record.language) for person in known]
        return "article", (
            ("article:published_time", record.date.isoformat()),
            *((("article:modified_time", record.updated.isoformat()),) if record.updated else ()),
            *(("article:author", address.absolute(site_url)) for address in addresses if site_url),
            *(("article:tag", shown_tag(tag, view.language).text) for tag in record.tags),
        )
    if isinstance(record, Person):
        return "profile", (("profile:username", str(record.id)),)
    if isinstance(record, Event) and record.updated:
        return "website", (("og:updated_time", record.updated.isoformat()),)
    return "website", ()


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
