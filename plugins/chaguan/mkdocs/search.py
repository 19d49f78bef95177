"""The plugin `chaguan/search`: any two characters of the site find their page."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from chaguan.locales import vocabulary
from chaguan.publish.answers import digest
from chaguan.publish.search.entry import Entry
from chaguan.publish.search.files import search_files
from chaguan.publish.search.indexed import heard, indexed, told
from chaguan.publish.search.prose import prose
from chaguan.publish.view.search_box import search_words
from chaguan.publish.view.search_entry import search_entry
from chaguan.publish.view.viewpoint import Viewpoint

from .bodies import Bodies
from .content_files import ContentFiles
from .content_page import ContentPage
from .house import House, shared_house
from .index_files import SOURCE
from .log import log
from .making.job import Job, Made
from .making.maker import Maker
from .workshop import shared_workshop

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
    """Indexes each page once it has its text, and puts the index together."""

    @event_priority(90)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self._house = shared_house(config, SEARCH)
        if SCRIPT not in config.extra_javascript:
            config.extra_javascript.append(SCRIPT)
        for name in OTHERS:
            other = config.plugins.get(name)
            if other is not None and other.config.get("enabled"):
                other.config["enabled"] = False
                log.info("chaguan/search takes the place of `search`, which can leave mkdocs.yml.")
        return config

    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Have every page that readers may look for indexed, once it has its text."""
        assert isinstance(files, ContentFiles)
        house, bodies = self._house, Bodies(files, self._house)
        self._views = {
            language: Viewpoint(house.streams, vocabulary(language), house.clock, bodies.of)
            for language in house.languages
        }
        pages = [page for page in files.content_pages() if _is_looked_for(page)]
        workshop = shared_workshop(config, SEARCH)
        workshop.add(lambda env: map(self._job, pages))
        workshop.finish(lambda env, made: [self._index(pages, made)])
        return files

    def _job(self, page: ContentPage) -> Job:
        """What of one page is found; kept, and put together with the others by `_index`."""
        origin = page.origin

        def make(before: bytes) -> Made:
            return Made(files=(("", told(indexed(self._entry(page)))),))

        own = digest(origin.told(), self._house.answers.record(origin.record))
        return Job(_name(page), own, origin.source, make)

    def _index(self, pages: list[ContentPage], made: Maker) -> Job:
        house = self._house
        words = {language: search_words(view) for language, view in self._views.items()}
        traces = [trace for page in pages if (trace := made.trace(_name(page)))]
        kept = [key for trace in traces for _, key in trace.files]

        def make(before: bytes) -> Made:
            found = [heard(content) for key in kept if (content := made.content(key))]
            files = search_files(found, house.languages, words)
            return Made(files=tuple((each.path, content) for each, content in files.items()))

        return Job("search index", digest(repr(words), *kept), SOURCE, make)

    def _entry(self, page: ContentPage) -> Entry:
        view, origin = self._views[page.language], page.origin
        self._house.tracer.ask("text", page.file.dest_uri)
        words = prose(page.body.html)
        if origin.record is not None:
            return search_entry(origin.record, page.plain_title, origin.address, words, view)
        kind = origin.stream.kind if origin.stream is not None else "page"
        key = origin.stream.key if origin.stream is not None else origin.template
        return Entry(
            kind=kind,
            key=key,
            language=page.language,
            address=origin.address.url,
            title=page.plain_title,
            text=words.text,
            order="0",
        )


def _name(page: ContentPage) -> str:
    return f"find {page.file.dest_uri}"


def _is_looked_for(page: ContentPage) -> bool:
    """Neither the further pages of a list, the search itself, nor what stands in for a page."""
    origin = page.origin
    is_first = origin.number == 1 and not origin.part
    return is_first and origin.template not in ("month.html", "search.html", "offline.html")
