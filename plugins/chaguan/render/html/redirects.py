"""Pages at old addresses that lead to the new ones."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from chaguan.site.index import Index
from chaguan.site.urls import Address

from .policy import LEADS_ON, with_policy


def redirects(index: Index) -> Iterator[tuple[Address, Address]]:
    """Each old address of a published record and where it leads, sorted."""
    found: dict[Address, Address] = {}
    addresses = index.addresses
    for post in index.community.posts:
        for alias in post.aliases:
            found.setdefault(Address(alias), addresses.record(post, post.language))
    for event in index.community.events.values():
        language = event.written_in(addresses.languages)[0]
        for alias in event.aliases:
            found.setdefault(Address(alias), addresses.record(event, language))
    yield from sorted(found.items())


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
