"""The navigation of each language: five or six tabs, and without posts or lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from chaguan.locales import vocabulary
from chaguan.model import PLURALS
from chaguan.site.catalogue import PLANET, PULSE
from chaguan.site.site import Site
from chaguan.site.urls import charter_version

from .content_page import ContentPage

TABS: Final = {
    "events": ("events", "campaigns"),
    "posts": ("posts",),
    "people": ("people", "groups"),
    "places": ("places", "offers", "scenes"),
}
"""Which indexes stand below one tab, the first being where it leads."""
LAST: Final = ("subscribe", "contribute")
"""What a reader does here; the style sheet makes buttons of them."""


def navigation_of(language: str, files: Files, site: Site) -> Navigation:
    """Home, what there is, the community's own pages below one tab, and what one can do."""
    pages = {
        file.page.spec.address.path: file.page
        for file in files
        if isinstance(file.page, ContentPage) and file.page.language == language
    }
    home = site.addresses.home(language)
    words = vocabulary(language)
    present = {plural for kind, plural in PLURALS.items() if site.community.of_kind(kind)}
    items: list[Page | Section] = [pages[home.path]]
    for tab, names in TABS.items():
        below = [pages[f"{home.path}{name}/"] for name in names if name in present]
        items += _tab(words(f"nav.tab.{tab}"), below)
    own = [
        page
        for page in pages.values()
        if page.spec.output.kind in ("page", PULSE, PLANET)
        and not (page.spec.record and charter_version(str(page.spec.record.id)))
    ]
    own.sort(key=lambda page: page.spec.address)
    items += _tab(words("nav.tab.about"), own)
    items += [pages[f"{home.path}{name}/"] for name in LAST if f"{home.path}{name}/" in pages]
    navigation = Navigation(items, list(_pages(items)))
    navigation.homepage = pages[home.path]
    return navigation


def _tab(title: str, below: Sequence[Page]) -> list[Page | Section]:
    """One page by itself, several below a title of their own."""
    if len(below) < 2:
        for page in below:
            page.parent = None
        return [*below]
    section = Section(title, [*below])
    for page in below:
        page.parent = section
    return [section]


def _pages(items: Sequence[Page | Section]) -> Iterator[Page]:
    for item in items:
        if isinstance(item, Section):
            yield from (child for child in item.children if isinstance(child, Page))
        else:
            yield item
