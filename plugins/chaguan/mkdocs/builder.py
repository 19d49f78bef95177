"""Where a build's files are made, and where they stand until the site is whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError, PluginError
from mkdocs.structure.files import Files

from chaguan.build.cache import Cache
from chaguan.build.job import Job, Result
from chaguan.build.next_site import NextSite
from chaguan.build.scheduler import Scheduler
from chaguan.build.staging import SiteError
from chaguan.build.store import CacheError, DamagedError
from chaguan.render.incremental import Changes, keep, looked_for, make_changed
from chaguan.render.kept_texts import taker
from chaguan.render.renewal import Renewal
from chaguan.render.site_build import SiteBuild
from chaguan.site.features import Features
from chaguan.site.page_index import PageIndex

from .cache_salt import salt
from .config import shown_folder
from .content import Content
from .content_files import ContentFiles, PartialFiles
from .content_page import ContentPage
from .log import ENGINE, log, told
from .markdown_jobs import convert
from .other_plugins import is_apart, is_watched


class Builder(SiteBuild[ContentPage]):
    """Makes the files of one build."""

    files: ContentFiles | None

    def __init__(self, content: Content, features: Features, config: MkDocsConfig) -> None:
        super().__init__(content.site, features)
        self.content, self._config = content, config
        self.folder = shown_folder(config, content.site.base)
        """The content folder, as messages name it."""
        self.is_resting = False
        """Another plugin builds the site of others once more, in a further language of theirs."""
        self.next_site = NextSite(Path(config.site_dir))
        self._changes: Changes | None = None
        """What has changed since the last build, where that is nothing but words."""
        self._templates: set[str] = set()
        self._maker_in_use: Scheduler | None = None
        self._renewal: Renewal[ContentPage] | None = None

    def keep(self) -> None:
        """Remember, once the site is published, what the next build may begin with."""
        maker, outputs = self._maker_in_use, self.next_site.published
        if maker is not None and outputs is not None and self._may_go_on():
            keep(self.site, self.features, maker, outputs, self._changes)

    def _may_go_on(self) -> bool:
        """Whether builds may go on from the last one, as far as it is not about what changed."""
        return not (self.site.is_preview or self.site.is_guest) and is_apart(self._config)

    def partial_files(self, files: Files, trusted: Collection[str]) -> PartialFiles | None:
        """The files where it is enough to look at what has changed; else None."""
        changes = pages = None
        if self._may_go_on():
            with suppress(CacheError, ValueError):
                cache = Cache(self.content.store, salt(self._config, self.site))
                changes = looked_for(self.site, self.features, cache, self.next_site.site)
                pages = PageIndex(self.site, cache.last_build) if changes is not None else None
        if pages is None:
            return None
        self._changes = changes
        for file in files.documentation_pages():
            files.remove(file)
        # they show addresses and days, which are as before
        self._templates = set(self._config.theme.static_templates)
        self._config.theme.static_templates.clear()
        return PartialFiles(files, self._config, self.site, self.features, pages, trusted)

    def _look_at_all(self, files: Files) -> None:
        """After all: what was kept is lost."""
        if isinstance(files, PartialFiles):
            files.be_whole()
            self._config.theme.static_templates.update(self._templates)
        self._changes = None

    def take_over(self, files: Files) -> Files:
        """The files that the engine is to have: ours again, where another plugin made new ones.

        What is more than a list of files stays; then what is made later is named in it.
        """
        assert self.files is not None
        if files is self.files:
            return files
        if type(files) is Files:
            self.files = self.files.renewed(files)
            return self.files
        for file in self.files.promised():
            if files.get_file_from_path(file.src_uri) is None:
                files.append(file)
        self.adopted(files)
        return files

    def adopted(self, files: Files) -> ContentFiles:
        """Our view of the engine's files, whoever made them."""
        assert self.files is not None
        if files is not self.files:
            self.files = self.files.renewed(files)
        return self.files

    def makes_pages(self) -> bool:
        """Whether our pages are made here; else by the engine, one after the other.

        That is so where another plugin wants to see each page, or where links to headings
        are to be warned of, which needs all pages at once.
        """
        return not is_watched(self._config)

    def convert(self, pages: Iterable[ContentPage], maker: Scheduler) -> None:
        """Let these pages have their texts."""
        assert self.files is not None
        convert(pages, self.files, self._config, maker)

    def make(self, files: ContentFiles) -> None:
        """Make all that was added, as far as it is not as it was."""
        with told():
            try:
                self._make(files)
            except DamagedError as failure:
                log.info("%s", failure)
                self._look_at_all(files)
                self._make(files)
            except CacheError as failure:
                log.info("%s Nothing of this build is kept.", failure)
                self.content.store.move_aside()
                self._look_at_all(files)
                self._make(files)

    def _make(self, files: ContentFiles) -> None:
        maker = self._maker_in_use = self._maker(files)
        self._renewal = (
            Renewal(self, files, maker, self.content.folder) if files.is_ours_apart else None
        )
        further = ""
        if isinstance(files, PartialFiles) and self._changes is not None:
            files.prepare_by(taker(maker))
            make_changed(self, files, maker, self._changes)
            jobs, further = self._changes.baseline.jobs, ": nothing but words has changed"
        else:
            self.make_all(files.content_pages() if files.is_ours_apart else [], maker)
            jobs = maker.asked
        log.info("%d of %d texts, pages and other files made anew%s", maker.made, jobs, further)

    def renew(self, changed: frozenset[str], trusted: Collection[str]) -> bool:
        """Be ready to make the site anew; False where all of it is to be built."""
        return self._renewal is not None and self._renewal.take_up(changed, trusted)

    def freshen(self, path: str) -> None:
        """Make a file of the site again, if it is not as it should be since `renew`."""
        if self._renewal is not None:
            self._renewal.freshen(path)

    def _maker(self, files: ContentFiles) -> Scheduler:
        is_partial = isinstance(files, PartialFiles) and not files.is_whole
        cache = Cache(self.content.store, salt(self._config, self.site))
        maker = Scheduler(
            cache,
            self.fingerprints,
            self.site.recorder,
            self.next_site.outputs(cache, Path(self._config.site_dir), is_partial=is_partial),
            self._failed,
            logger=ENGINE,
            fatal=(jinja2.TemplateError, BuildError),
            passes=(BuildError, SiteError),
            prepare=(lambda: None)
            if is_partial
            else (lambda: self.site.prepare(self.fingerprints)),
            is_partial=is_partial,
            is_brief=not self.site.is_preview,
        )
        self.answer_from(files, maker)
        return maker

    def _failed(self, job: Job, failure: Exception) -> Result:
        log.error("%s/%s: %s cannot be made (%r)", self.folder, job.source, job.name, failure)
        return Result(is_lasting=False)


def builder_of(config: MkDocsConfig, plugin: str) -> Builder:
    """The builder that the plugin `chaguan` keeps; PluginError where it is not there."""
    found = getattr(config.plugins.get("chaguan"), "builder", None)
    if not isinstance(found, Builder):
        raise PluginError(
            f"The plugin {plugin} needs the plugin chaguan before it. "
            "Add the line `- chaguan` above it, under `plugins:` in mkdocs.yml."
        )
    return found
