"""Which JSON-LD each page carries."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from chaguan.model import Event, Group, Person, Place, Post
from chaguan.render.html.page_context import PageContext
from chaguan.render.jsonld import event as linked_event
from chaguan.render.jsonld import records as linked
from chaguan.render.jsonld.names import Linked, LinkedNames
from chaguan.site.occurrences import following
from chaguan.site.urls import SECTIONS, Address

from .content_page import ContentPage

NEXT_TIMES = 6


def linked_data(page: ContentPage, view: PageContext, site_url: str) -> str:
    """What a page says of itself to machines, safe inside a script element."""
    if not site_url:
        return ""
    names = LinkedNames(
        view.index,
        site_url,
        view.language,
        view.words,
        view.album,
    )
    return linked.as_script(list(_said(page, view, names)))


def _said(page: ContentPage, view: PageContext, names: LinkedNames) -> Iterator[Linked]:
    record = page.origin.record
    match record:
        case Post():
            yield linked.of_post(record, names)
        case Event():
            coming = islice(following(record, view.clock), NEXT_TIMES) if record.repeat else ()
            yield linked_event.of_event(record, names, coming)
        case Person():
            yield linked.of_person(record, names)
        case Group():
            yield linked.of_group(record, names)
        case Place():
            yield linked.of_place(record, names)
        case _ if page.is_homepage:
            yield linked.of_site(names)
            return
    yield linked.breadcrumbs(tuple(_trail(page, view)), names.site_url)


def _trail(page: ContentPage, view: PageContext) -> Iterator[tuple[str, Address]]:
    """From the home page by the section to the page."""
    addresses, origin = view.addresses, page.origin
    yield view.best(view.community.settings.name).text, addresses.home(view.language)
    kind = origin.record.kind if origin.record else (origin.stream.kind if origin.stream else "")
    if kind in SECTIONS:
        section = addresses.section(kind, view.language)
        if section != origin.address:
            yield view.words(f"nav.{kind}"), section
    yield page.plain_title, origin.address
