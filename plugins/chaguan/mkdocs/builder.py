"""Where a build's files are made, and where they stand until the site is whole."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError, PluginError
from mkdocs.structure.files import Files

from chaguan.build.cache import Cache
from chaguan.build.fingerprints import Fingerprints
from chaguan.build.job import Job, Result
from chaguan.build.next_site import NextSite
from chaguan.build.scheduler import Scheduler
from chaguan.build.staging import SiteError
from chaguan.build.store import CacheError, DamagedError
from chaguan.load import Loaded
from chaguan.model import Record
from chaguan.render.html.excerpts import Body
from chaguan.render.html.page_context import PageContext, contexts_of
from chaguan.render.kept_texts import body_digest
from chaguan.render.page_types import page_spec
from chaguan.site.catalogue import record_outputs
from chaguan.site.features import Features
from chaguan.site.outputs import all_outputs, made_later
from chaguan.site.site import Site
from chaguan.site.stream import stream_of

from .cache_salt import salt
from .config import shown_folder
from .content import Content
from .content_files import ContentFiles, PartialFiles
from .content_page import ContentPage
from .incremental import Incremental
from .log import ENGINE, log, told
from .markdown_jobs import convert
from .other_plugins import is_watched

Jobs = Callable[[jinja2.Environment], Iterable[Job]]
PageList = Callable[[jinja2.Environment, Iterable[ContentPage]], Iterable[Job]]
LastJobs = Callable[[jinja2.Environment, Scheduler], Iterable[Job]]


class Builder:
    """Makes the files of one build."""

    def __init__(self, content: Content, features: Features, config: MkDocsConfig) -> None:
        self.content, self.features = content, features
        self.site = content.site
        """The site as it is now; while serving, another takes its place."""
        self.files: ContentFiles | None = None
        self.is_resting = False
        """Another plugin builds the site of others once more, in a further language of theirs."""
        self.sources: dict[str, Callable[..., object]] = {}
        """Whom to ask, by the names of queries, besides the site."""
        self._config = config
        self._lists: list[Jobs] = []
        self._pages: PageList | None = None
        self._made: tuple[ContentFiles, jinja2.Environment, Scheduler] | None = None
        self._fresh: set[str] | None = None
        self._by_path: dict[str, Job] | None = None
        self._last: list[LastJobs] = []
        self.next_site = NextSite(Path(config.site_dir))
        self.incremental = Incremental(self, config)
        self._begin()

    def _begin(self) -> None:
        """Be about the site as it is now."""
        site = self.site
        self.fingerprints: Fingerprints = site.fingerprints(self.sources)
        self.contexts: Mapping[str, PageContext] = contexts_of(site, self.body)

    def body(self, record: Record, language: str) -> Body:
        """A record's text as its page in `language`, or in the nearest it has, shows it."""
        languages = record.written_in(self.site.languages)
        language = self.site.addresses.nearest(language, languages)
        key = (record.kind, str(record.id), language)
        self.site.recorder.record("body", *key)
        page = self.files.body_of(*key) if self.files is not None else None
        return page.body if page is not None else Body("")

    def keep(self) -> None:
        """Remember, once the site is published, what the next build may begin with."""
        if self._made is not None:
            self.incremental.keep(self._made[2])

    def promise(self, files: ContentFiles) -> None:
        """Let pages link to what is made later and is no page."""
        site, features = self.site, self.features
        files.promise(lambda: made_later(site, features))

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
        self.files = self.files.renewed(files)
        return files

    def adopted(self, files: Files) -> ContentFiles:
        """Our view of the engine's files, whoever made them."""
        assert self.files is not None
        if files is not self.files:
            self.files = self.files.renewed(files)
        return self.files

    def add(self, jobs: Jobs) -> None:
        """Have these jobs done, once every page has its text."""
        self._lists.append(jobs)

    def add_pages(self, jobs: PageList) -> None:
        """Have the pages that are given made."""
        self._pages = jobs

    def finish(self, jobs: LastJobs) -> None:
        """Have these jobs done when all before are; they may read what those made."""
        self._last.append(jobs)

    def makes_pages(self) -> bool:
        """Whether our pages are made here; else by the engine, one after the other.

        That is so where another plugin wants to see each page, or where links to headings
        are to be warned of, which needs all pages at once.
        """
        return not is_watched(self._config)

    def make(self, files: ContentFiles, env: jinja2.Environment) -> None:
        """Make all that was added, as far as it is not as it was."""
        with told():
            try:
                self._make(files, env)
            except DamagedError as failure:
                log.info("%s", failure)
                self.incremental.give_up(files)
                self._make(files, env)
            except CacheError as failure:
                log.info("%s Nothing of this build is kept.", failure)
                self.content.store.move_aside()
                self.incremental.give_up(files)
                self._make(files, env)

    def _make(self, files: ContentFiles, env: jinja2.Environment) -> None:
        maker = self._maker(files)
        self._made = (files, env, maker)
        if isinstance(files, PartialFiles) and not files.is_whole:
            self.incremental.make(files, maker)
            return
        pages = files.content_pages() if files.is_ours_apart else []
        convert(pages, files, self._config, maker)
        maker.do(self.page_jobs(pages))  # apart: a large site's jobs are much to hold
        maker.do(self.other_jobs())
        self.do_last()
        maker.keep()
        log.info("%d of %d texts, pages and other files made anew", maker.made, maker.asked)

    def page_jobs(self, pages: list[ContentPage]) -> list[Job]:
        """The jobs of these pages."""
        _, env, _ = self._in_use()
        return list(self._pages(env, pages)) if self._pages is not None else []

    def other_jobs(self) -> list[Job]:
        """The jobs of all that is no page."""
        _, env, _ = self._in_use()
        return [job for each in self._lists for job in each(env)]

    def do_last(self) -> None:
        """Have done what reads what the others made."""
        _, env, maker = self._in_use()
        for each in self._last:
            maker.do(list(each(env, maker)))

    def _in_use(self) -> tuple[ContentFiles, jinja2.Environment, Scheduler]:
        if self._made is None:
            raise LookupError("nothing has been made yet")
        return self._made

    def renew(self, loaded: Loaded, changed: frozenset[str], trusted: Collection[str]) -> bool:
        """Be ready to make the site of what is loaded; False where it has other pages.

        Nothing is made before `freshen` is asked for it, but for the texts that changed.
        """
        if self._made is None or not self._made[0].is_ours_apart:
            return False
        site = self.site.after(loaded)
        if not self._has_same_outputs(site):
            return False
        self.site = site
        self._begin()
        files, _, maker = self._in_use()
        maker.fingerprints = self.fingerprints
        outputs = {output.address.file: output for output in record_outputs(site.plain_index)}
        pages = [page for page in files.content_pages() if page.spec.source in changed]
        for page in pages:
            page.renew(page_spec(outputs.get(page.file.dest_uri, page.spec.output), site, trusted))
        convert(pages, files, self._config, maker)
        self._fresh, self._by_path = set(), None
        return True

    def _has_same_outputs(self, site: Site) -> bool:
        """Whether everything that there was has its output in another site, and nothing else."""
        if self.site.used_files != site.used_files:
            return False
        return all_outputs(self.site, self.features) == all_outputs(site, self.features)

    def freshen(self, path: str) -> None:
        """Make a file of the site again, if it is not as it should be since `renew`."""
        if self._fresh is None or path in self._fresh:
            return
        self._fresh.add(path)
        files, _, maker = self._in_use()
        page = files.at(path)
        if page is not None:
            record = page.spec.output.record
            if page.spec.record is None:
                if record is not None:
                    record = self.site.community.of_kind(record.kind)[record.id]
                page.spec = page_spec(replace(page.spec.output, record=record), self.site)
            elif page.spec.stream is not None:
                stream = stream_of(self.site.index, page.spec.record, page.language)
                page.spec = replace(page.spec, stream=stream)
            maker.do(self.page_jobs([page]))
            return
        if self._by_path is None:
            self._by_path = {
                each: job
                for job in self.other_jobs()
                if (trace := maker.trace(job.name)) is not None
                for each, _ in trace.files
                if each
            }
        if path in self._by_path:
            maker.do([self._by_path[path]])
        elif self._last:
            maker.do(self.other_jobs())
            self.do_last()

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
        )
        self.sources["file"] = files.answer
        self.sources["text"] = lambda path: body_digest(files.at(path), maker)
        self.sources["body"] = lambda *key: body_digest(files.body_of(*key), maker)
        return maker

    def _failed(self, job: Job, failure: Exception) -> Result:
        folder = shown_folder(self._config, self.site.base)
        log.error("%s/%s: %s cannot be made (%r)", folder, job.source, job.name, failure)
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
