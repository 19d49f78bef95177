"""Builds in which only words have changed: how they go on from the last one."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from chaguan.build.cache import Cache
from chaguan.build.scheduler import Scheduler
from chaguan.build.store import CacheError
from chaguan.render.incremental import Changes, keep, looked_for, make_changed
from chaguan.render.kept_texts import taker
from chaguan.site.page_index import heard

from .cache_salt import salt
from .content_files import PartialFiles
from .log import log
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
        changes = outputs = None
        with suppress(CacheError):
            cache = Cache(builder.content.store, salt(config, site))
            changes = looked_for(site, builder.features, cache, builder.next_site.site)
            outputs = heard(cache.pages(), site) if changes is not None else None
        if outputs is None:
            return None
        self._changes = changes
        for file in files.documentation_pages():
            files.remove(file)
        self._templates = set(config.theme.static_templates)
        config.theme.static_templates.clear()  # they show addresses and days, which are as before
        return PartialFiles(
            files,
            config,
            site,
            builder.features,
            outputs,
            lambda output: page_file(output, site, config, trusted),
        )

    def make(self, files: PartialFiles, maker: Scheduler) -> None:
        """Make again what shows the words that have changed."""
        assert self._changes is not None
        files.prepare_by(taker(maker))
        make_changed(self._builder, files, maker, self._changes)
        log.info(
            "%d of %d texts, pages and other files made anew: nothing but words has changed",
            maker.made,
            self._changes.baseline.jobs,
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
        keep(site, builder.features, maker, outputs, self._changes)
