"""The navigation of each language: short, and without posts or lists."""

from __future__ import annotations

from typing import Final

from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from chaguan.model import PLURALS
from chaguan.site.site import Site

from .content_page import ContentPage

SECTIONS: Final = ("events", "posts", "people", "groups", "places", "scenes")
LAST: Final = ("subscribe", "contribute")


def navigation_of(language: str, files: Files, site: Site) -> Navigation:
    """Home, the sections that have something in them, then the community's own pages."""
    pages = {
        file.page.origin.address.path: file.page
        for file in files
        if isinstance(file.page, ContentPage) and file.page.language == language
    }
    home = site.addresses.home(language)
    present = {plural: bool(site.community.of_kind(kind)) for kind, plural in PLURALS.items()}
    sections = [pages[f"{home.path}{name}/"] for name in SECTIONS if present[name]]
    own = [
        page
        for page in pages.values()
        if page.origin.template == "page.html" and page.origin.record is not None
    ]
    own.sort(key=lambda page: page.origin.address)
    last = [pages[f"{home.path}{name}/"] for name in LAST if f"{home.path}{name}/" in pages]
    items: list[Page] = [pages[home.path], *sections, *own, *last]
    navigation = Navigation(items, items)
    navigation.homepage = pages[home.path]
    return navigation
