"""The navigation of each language, as the engine wants it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup, escape
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from chaguan.render.pages.navigation import tabs, titles_in
from chaguan.site.site import Site

from .content_page import ContentPage


def navigation_of(language: str, pages: Iterable[ContentPage], site: Site) -> Navigation:
    """The navigation of a language; a tab of several pages is a section."""
    items: list[Page | Section] = []
    shown: list[Page] = []
    for tab in tabs(language, pages, site):
        shown += tab.pages
        if not tab.title:
            items += tab.pages
            continue
        items.append(section := Section(tab.title, [*tab.pages]))
        for page in tab.pages:
            page.parent = section
    navigation = Navigation(items, shown)
    navigation.homepage = shown[0]
    return navigation


def name_in_navigation(nav: Any, files: Files) -> None:
    """Call our pages in the site's navigation what `mkdocs.yml` calls them there."""
    for title, path in titles_in(nav):
        file = files.get_file_from_path(path)
        if file is not None and isinstance(file.page, ContentPage):
            file.page.title = Markup(escape(title))
