"""Builds in which only words have changed: how they go on from the last one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from chaguan.build.cache import Cache
from chaguan.build.scheduler import Scheduler
from chaguan.build.store import CacheError
from chaguan.render.incremental import (
    ALWAYS,
    Changes,
    ids_of,
    kept,
    looked_for,
    names_of,
    text_queries,
)
from chaguan.render.kept_texts import taker, text_name
from chaguan.site.catalogue import page_outputs
from chaguan.site.clock import Clock

from .cache_salt import salt
from .content_files import PartialFiles
from .content_page import ContentPage
from .log import log
from .markdown_jobs import convert
from .other_plugins import is_apart
from .page_files import page_file

if TYPE_CHECKING:
    from .builder import Builder


class Incremental:
    """How a build that looks at changes alone goes on from the last one."""

    def __init__(self, builder: Builder, config: MkDocsConfig) -> None:
        self._builder, self._config = builder, config
        self._changes: Changes | None = None
        self._templates: set[str] = set()

    def files(self, files: Files, trusted: Collection[str]) -> PartialFiles | None:
        """The files where it is enough to look at what has changed; else None."""
        builder, config, site = self._builder, self._config, self._builder.site
        if site.is_preview or site.is_guest or not is_apart(config):
            return None
        with suppress(CacheError):
            cache = Cache(builder.content.store, salt(config, site))
            self._changes = looked_for(site, builder.features, cache, builder.next_site.site)
        if self._changes is None:
            return None
        for file in files.documentation_pages():
            files.remove(file)
        self._templates = set(config.theme.static_templates)
        config.theme.static_templates.clear()  # they show addresses and days, which are as before
        return PartialFiles(
            files,
            config,
            site,
            page_outputs(site.plain_index, Clock(site.now), builder.features),
            lambda output: page_file(output, site, config, trusted),
        )

    def make(self, files: PartialFiles, maker: Scheduler) -> None:
        """Make again what shows the words that have changed."""
        assert self._changes is not None
        builder, changes = self._builder, self._changes
        asked = changes.asked(builder.site, builder.fingerprints)
        names = set(names_of(files.outputs(), changes.paths))
        names.update(maker.cache.askers(ids_of(asked)))
        files.prepare = taker(maker)
        for page in files.content_pages():
            files.prepare(page)
        texts = list(_pages(files, names, "text"))
        convert(texts, files, self._config, maker)
        other = [page for page in texts if maker.is_changed(text_name(page))]
        more = {query for page in other for query in text_queries(page)}
        names.update(maker.cache.askers(ids_of(more)))
        pages = list(_pages(files, names, "page"))
        list(_pages(files, names, "find"))  # whoever lists our pages finds them from now on
        maker.do(builder.page_jobs(pages))
        maker.do(
            [
                job
                for job in builder.other_jobs()
                if job.name in names or job.source in changes.paths or job.name in ALWAYS
            ]
        )
        builder.do_last()
        maker.repeat_kept()
        maker.keep()
        log.info(
            "%d of %d texts, pages and other files made anew: nothing but words has changed",
            maker.made,
            changes.baseline.jobs,
        )

    def give_up(self, files: Files) -> None:
        """Look at everything after all: what was kept is lost."""
        if isinstance(files, PartialFiles):
            files.be_whole()
            self._config.theme.static_templates.update(self._templates)
        self._changes = None

    def keep(self, maker: Scheduler) -> None:
        """Remember, once the site is published, what the next build may begin with."""
        builder, outputs = self._builder, self._builder.next_site.published
        site = builder.site
        if outputs is None or site.is_preview or site.is_guest or not is_apart(self._config):
            return
        found = kept(site, builder.features, maker, outputs, self._changes)
        if found is not None:
            with suppress(CacheError):  # the next build looks at everything
                maker.cache.keep_baseline(found.told())


def _pages(files: PartialFiles, names: Iterable[str], what: str) -> Iterator[ContentPage]:
    """The pages that jobs of one sort are about, in the order of their addresses."""
    for name in sorted(names):
        kind, _, path = name.partition(" ")
        if kind == what and (page := files.at(path)) is not None:
            yield page
