"""The plugin `chaguan/search`: any two characters of the site find their page."""

from __future__ import annotations

from collections.abc import Iterator

import jinja2
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files

from chaguan.locales import vocabulary
from chaguan.publish.search.entry import Entry
from chaguan.publish.search.files import search_files
from chaguan.publish.search.indexed import Indexed, indexed
from chaguan.publish.search.prose import prose
from chaguan.publish.view.search_box import search_words
from chaguan.publish.view.search_entry import search_entry
from chaguan.publish.view.viewpoint import Viewpoint

from .bodies import Bodies
from .content_page import ContentPage
from .house import House, shared_house
from .log import log

SEARCH = "chaguan/search"
SCRIPT = "assets/chaguan/search.js"
OTHERS = ("material/search", "search")
"""The theme's own search, as Material and other themes know it."""


def search_page(language: str, house: House, config: MkDocsConfig) -> str:
    """Where the search page of a language is, from the root; empty where nothing is indexed."""
    return house.addresses.special("search", language).url if SEARCH in config.plugins else ""


class SearchConfig(Config):
    """The plugin has no options."""


class SearchPlugin(BasePlugin[SearchConfig]):
    """Writes the index once all bodies are there."""

    @event_priority(90)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self._house = shared_house(config, SEARCH)
        self._kept: dict[Entry, Indexed] = {}
        if SCRIPT not in config.extra_javascript:
            config.extra_javascript.append(SCRIPT)
        for name in OTHERS:
            other = config.plugins.get(name)
            if other is not None and other.config.get("enabled"):
                other.config["enabled"] = False
                log.info("chaguan/search takes the place of `search`, which can leave mkdocs.yml.")
        return config

    @event_priority(-50)
    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Index every page that readers may look for."""
        house = self._house
        bodies = Bodies(files, house)
        self._views = {
            language: Viewpoint(house.streams, vocabulary(language), house.now, bodies.of)
            for language in house.languages
        }
        kept = {each: self._kept.get(each) or indexed(each) for each in self._entries(files)}
        self._kept = kept
        words = {language: search_words(view) for language, view in self._views.items()}
        for address, content in search_files(kept.values(), house.languages, words).items():
            files.append(File.generated(config, address.path, content=content))
        return env

    def _entries(self, files: Files) -> Iterator[Entry]:
        for file in files.documentation_pages():
            page = file.page
            if not isinstance(page, ContentPage) or not _is_looked_for(page):
                continue
            view, origin = self._views[page.language], page.origin
            words = prose(page.body.html)
            if origin.record is not None:
                title = page.plain_title
                yield search_entry(origin.record, title, origin.address, words, view)
                continue
            kind = origin.stream.kind if origin.stream is not None else "page"
            key = origin.stream.key if origin.stream is not None else origin.template
            yield Entry(
                kind=kind,
                key=key,
                language=page.language,
                address=origin.address.url,
                title=page.plain_title,
                text=words.text,
                order="0",
            )


def _is_looked_for(page: ContentPage) -> bool:
    """Neither the further pages of a list nor the search itself."""
    return page.origin.number == 1 and page.origin.template != "search.html"
