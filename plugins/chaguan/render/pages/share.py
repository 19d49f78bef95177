"""How a page is passed on: its address, its card where that is pasted, and its lists elsewhere."""

from __future__ import annotations

from html import escape
from typing import Final

from babel.core import get_global

from chaguan.model import Event, Page, Person, Post, Record, shown_tag
from chaguan.model.frozen import dataclass
from chaguan.render.html.page_context import PageContext
from chaguan.site.occurrences import following
from chaguan.site.stream import Stream
from chaguan.site.urls import COMPONENT, COPIED, POSTED, Address


@dataclass(frozen=True, slots=True)
class Share:
    """What is offered below a page."""

    url: str
    """Absolute."""
    title: str
    poster: str
    """Relative to the site's root; empty where there is none, or where it comes too late."""
    copy: str = ""
    """The text to take along, relative to the site's root; empty where there is none."""


def share(
    record: Record | None, view: PageContext, url: str, title: str, *, has_copies: bool
) -> Share | None:
    """How to pass on what somebody wrote; None for lists, and where no address is known."""
    if record is None or isinstance(record, Page) or not url:
        return None
    is_over = isinstance(record, Event) and next(following(record, view.clock), None) is None
    has_poster = record.kind in POSTED and not is_over
    poster = view.addresses.poster(record, view.language).url if has_poster else ""
    has_copy = has_copies and record.kind in COPIED
    page = view.addresses.record(record, view.language)
    return Share(url, title, poster, view.addresses.copy(page).url if has_copy else "")


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
    """Pixels; 0 where it was not measured."""
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
        locale=og_locale(view.language),
        alternates=tuple(og_locale(each) for each in languages if each != view.language),
        picture=picture,
        facts=facts,
    )


def og_locale(language: str) -> str:
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


@dataclass(frozen=True, slots=True)
class Snippet:
    """Two ways to show a stream elsewhere, as HTML."""

    component: str
    """With the script, as high as the list is."""
    frame: str
    """Without any script, of a height that its writer may change."""


def snippet(stream: Stream, view: PageContext, site_url: str) -> Snippet:
    """The snippets of a stream; `site_url` ends with a slash."""
    page = stream.address.absolute(site_url)
    script = Address(COMPONENT).absolute(site_url)
    title = view.words("embed.title", name=stream.name.text)
    name, list_ = escape(title), view.addresses.embed(stream.address).absolute(site_url)
    root = view.addresses.root
    home = f' home="{escape(root.absolute(site_url))}"' if root.path else ""
    return Snippet(
        component=f'<script async src="{escape(script)}"></script>'
        f'<chaguan-events src="{escape(page)}"{home}><a href="{escape(page)}">{name}</a>'
        "</chaguan-events>",
        frame=f'<iframe src="{escape(list_)}" title="{name}" loading="lazy" width="100%"'
        ' height="400" style="border:0"></iframe>',
    )
