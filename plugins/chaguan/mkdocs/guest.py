"""What our pages show in the site of others, where the frame around them is that site's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from chaguan.site.site import Site

from .content_page import ContentPage
from .navigation import navigation_of


@dataclass(frozen=True, slots=True)
class Way:
    """A link to a part of the community."""

    title: str
    """Escaped."""
    href: str
    """From the root of the site."""
    is_here: bool


@dataclass(frozen=True, slots=True)
class GuestFrame:
    """The community's own navigation, which stands within the page."""

    sections: tuple[Way, ...]
    siblings: tuple[Way, ...]
    """What else is in the section of the page."""


def name_in_navigation(nav: Any, files: Files) -> None:
    """Call our pages in the site's navigation what `mkdocs.yml` calls them there."""
    for title, path in _named(nav):
        file = files.get_file_from_path(path)
        if file is not None and isinstance(file.page, ContentPage):
            file.page.title = Markup(escape(title))


def _named(nav: Any) -> Iterator[tuple[str, str]]:
    if isinstance(nav, list):
        for each in nav:
            yield from _named(each)
    elif isinstance(nav, Mapping):
        for title, below in nav.items():
            if isinstance(below, str):
                yield str(title), below
            else:
                yield from _named(below)


def own_navigation(language: str, files: Files, site: Site, theirs: Navigation) -> Navigation:
    """The community's navigation; in the site's, each page stays where it is."""
    parents = [(page, page.parent) for page in theirs.pages]
    own = navigation_of(language, files, site)
    for page, parent in parents:
        page.parent = parent
    return own


def guest_frame(page: ContentPage, own: Navigation) -> GuestFrame:
    """The community's navigation as a page shows it."""
    sections, siblings = [], list[Way]()
    for item in own.items:
        pages = _pages([item])
        is_here = any(_is_at(page, each) for each in pages)
        sections.append(Way(str(item.title), pages[0].url, is_here))
        if is_here and len(pages) > 1:
            siblings = [Way(str(each.title), each.url, each is page) for each in pages]
    return GuestFrame(tuple(sections), tuple(siblings))


def _pages(items: Iterable[StructureItem]) -> list[Page]:
    found: list[Page] = []
    for item in items:
        if isinstance(item, Section):
            found += _pages(item.children)
        elif isinstance(item, Page):
            found.append(item)
    return found


def _is_at(page: ContentPage, shown: Page) -> bool:
    """Whether a page is the one shown, or below it; everything is below the home page."""
    if page is shown:
        return True
    return not getattr(shown, "is_home", False) and page.url.startswith(shown.url)
