"""Pages at old addresses that lead to the new ones."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from html import escape

from chaguan.model import Page, Post
from chaguan.site.index import Index
from chaguan.site.site import Site
from chaguan.site.urls import Address, charter_version

from .policy import LEADS_ON, with_policy


def redirects(index: Index, today: date) -> Iterator[tuple[Address, Address]]:
    """Each old address of a published record and where it leads, sorted.

    What is around the calendars' addresses leads to the one of the month in which `today` is.
    """
    found: dict[Address, Address] = {}
    addresses = index.addresses
    for record in index.community.records():
        if not record.aliases or getattr(record, "is_unlisted", False):
            continue
        if isinstance(record, Post | Page):
            languages: tuple[str, ...] = (record.language,)
        else:
            languages = record.written_in(addresses.languages)
        for alias in record.aliases:
            found.setdefault(addresses.root / alias, addresses.record(record, languages[0]))
            for language in () if isinstance(record, Post | Page) else languages:
                old = addresses.home(language) / alias
                found.setdefault(old, addresses.record(record, language))
    for page in index.community.pages:
        if charter_version(page.id):  # until there were versions, its file's name was its address
            old = addresses.home(page.language) / f"{page.id}/"
            found.setdefault(old, addresses.record(page, page.language))
    if index.community.events:
        for language in addresses.languages:
            months = addresses.section("event", language) / "month/"
            found.setdefault(months, addresses.month(today, language))
    yield from sorted(found.items())


def redirect_pages(site: Site, taken: Collection[str]) -> Iterator[tuple[str, str]]:
    """The pages at old addresses, but where a file is `taken`, by their files."""
    today = site.clock.today(site.community.settings.zone)
    for old, new in redirects(site.index, today):
        if old.file not in taken:
            yield old.file, redirect_page(old, new, site.site_url)


def redirect_page(old: Address, new: Address, site_url: str) -> str:
    """A page that leads from `old` to `new`, for readers, browsers and search engines."""
    to = escape("../" * old.file.count("/") + (new.url or "./"))
    canonical = escape(new.absolute(site_url)) if site_url else to
    page = (
        "<!doctype html>\n"
        '<html lang="mul"><head><meta charset="utf-8">'
        f'<meta http-equiv="refresh" content="0; url={to}">'
        f'<link rel="canonical" href="{canonical}"><meta name="robots" content="noindex">'
        f"<title>{canonical}</title></head>"
        f'<body><p><a href="{to}">{canonical}</a></p></body></html>\n'
    )
    return with_policy(page, LEADS_ON)
