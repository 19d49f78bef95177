"""The plugin `chaguan/search`: any two characters of the site find their page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from chaguan.build.digest import digest
from chaguan.build.job import Job, Result
from chaguan.build.scheduler import Scheduler
from chaguan.render.search import shards
from chaguan.render.search.box import search_words
from chaguan.render.search.entry import Entry, Named
from chaguan.render.search.files import card_address, search_files
from chaguan.render.search.indexed import heard, indexed, told
from chaguan.render.search.numbers import numbered, sections
from chaguan.render.search.prose import prose
from chaguan.render.search.records import named_of, search_entry
from chaguan.site.catalogue import MONTH, OFFLINE, STREAM_LIST
from chaguan.site.catalogue import SEARCH as SEARCH_PAGE
from chaguan.site.page_spec import SOURCE

from .builder import builder_of
from .content_files import ContentFiles
from .content_page import ContentPage
from .features import SearchConfig
from .log import log

SEARCH = "chaguan/search"
SCRIPT = "assets/chaguan/search.js"
OTHERS = ("material/search", "search")
"""The theme's own search, as Material and other themes know it."""


class SearchPlugin(BasePlugin[SearchConfig]):
    """Indexes each page once it has its text, and puts the index together."""

    @event_priority(90)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self._builder = builder_of(config, SEARCH)
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
        pages = [page for page in files.content_pages() if _is_looked_for(page)]
        builder = self._builder
        builder.add(lambda env: map(self._job, pages))
        builder.finish(lambda env, made: self._blocks(pages, made))
        builder.finish(lambda env, made: [self._index(made)])
        return files

    def _job(self, page: ContentPage) -> Job:
        """What of one page is found; kept, and put together with the others by `_blocks`."""
        spec = page.spec

        def make(before: bytes) -> Result:
            found = indexed(self._entry(page))
            return Result(files=(("", told(found.weights)), ("", found.card.encode())))

        own = digest(spec.digest, self._builder.fingerprints.of(spec.record))
        return Job(_name(page), own, spec.source, make)

    def _blocks(self, pages: list[ContentPage], made: Scheduler) -> Iterator[Job]:
        """The pages of a section, a run of numbers after the other; their cards are placed."""
        names = [_named(page) for page in pages]
        runs: dict[tuple[int, int], list[tuple[int, bytes, bytes]]] = defaultdict(list)
        places = {each: at for at, each in enumerate(sections(self._builder.site.languages))}
        for page, named, number in zip(pages, names, numbered(names), strict=True):
            if (trace := made.trace(_name(page))) and trace.files:  # else it failed, as reported
                (_, terms), (_, card) = trace.files
                section = places[named.kind, named.language]
                runs[section, number // shards.SIZE].append((number, terms, card))
        self._runs = sorted(runs)
        for run in self._runs:
            yield self._block(*run, sorted(runs[run]), made)

    def _block(
        self, section: int, at: int, found: list[tuple[int, bytes, bytes]], made: Scheduler
    ) -> Job:
        kind, language = sections(self._builder.site.languages)[section]
        cards = tuple(
            (card_address(kind, number, language).file, card) for number, _, card in found
        )

        def make(before: bytes) -> Result:
            weights = ((number, heard(made.known(terms))) for number, terms, _ in found)
            return Result(files=(("", shards.told(shards.block_of(weights))),), placed=cards)

        weight = 1 + len(found) // 16
        return Job(_block_name(section, at), digest(repr(found)), SOURCE, make, weight=weight)

    def _index(self, made: Scheduler) -> Job:
        words = {language: search_words(view) for language, view in self._builder.contexts.items()}
        runs: dict[int, list[bytes]] = defaultdict(list)
        cards: list[bytes] = []
        for section, at in self._runs:
            trace = made.trace(_block_name(section, at))
            assert trace is not None
            for path, key in trace.files:
                (cards if path else runs[section]).append(key)

        def make(before: bytes) -> Result:
            parts = (
                (section, (shards.heard(made.known(key)) for key in keys))
                for section, keys in runs.items()
            )
            files = search_files(parts, cards, self._builder.site.languages, words)
            return Result(files=tuple((each.path, content) for each, content in files.items()))

        own = digest(repr(words), repr(runs), *cards)
        return Job("search index", own, SOURCE, make)

    def _entry(self, page: ContentPage) -> Entry:
        view, spec = self._builder.contexts[page.language], page.spec
        words = prose(page.body.html)
        if spec.record is not None:
            return search_entry(spec.record, page.plain_title, spec.address, words, view)
        return Entry(
            named=_named(page),
            address=spec.address.url,
            title=page.plain_title,
            text=words.text,
        )


def _named(page: ContentPage) -> Named:
    spec = page.spec
    if spec.record is not None:
        return named_of(spec.record, page.language)
    if spec.stream is not None:
        return Named(spec.stream.kind, spec.stream.key, page.language, "0")
    return Named("page", spec.template, page.language, "0")


def _block_name(section: int, at: int) -> str:
    return f"search {section} {at}"


def _name(page: ContentPage) -> str:
    return f"find {page.file.dest_uri}"


def _is_looked_for(page: ContentPage) -> bool:
    """Neither the further pages of a list, the search itself, nor what stands in for a page."""
    spec = page.spec
    is_first = spec.output.number == 1 and not spec.output.part
    return is_first and spec.output.kind not in (MONTH, STREAM_LIST, SEARCH_PAGE, OFFLINE)
