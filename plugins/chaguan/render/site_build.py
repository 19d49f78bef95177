"""One build of a site: which jobs there are, and in which order they are done.

An engine drives it: that has the pages, knows how a text is converted and what may be kept.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import Generic, Protocol, TypeVar

from chaguan.build.fingerprints import Fingerprints
from chaguan.build.job import Job, Wanted, all_wanted
from chaguan.build.scheduler import Scheduler
from chaguan.model import Record
from chaguan.site.features import Features
from chaguan.site.page_spec import PageSpec
from chaguan.site.site import Site

from .html.excerpts import Body
from .html.page_context import PageContext, contexts_of
from .kept_texts import TextPage, body_digest


class BuiltPage(TextPage, Protocol):
    """A page that can be made once more, of something else."""

    def renew(self, spec: PageSpec) -> None:
        """Be made of something else, at the same address; the text is to be rendered again."""


P = TypeVar("P", bound=BuiltPage)


class Pages(Protocol[P]):
    """Where the pages of a build are found."""

    def content_pages(self) -> list[P]:
        """All that are to be made."""

    def at(self, path: str) -> P | None:
        """The page that is written to a file of the site."""

    def body_of(self, kind: str, id: str, language: str) -> P | None:
        """The page of a record."""

    def answer(self, path: str) -> bytes:
        """The digest of where a link to a file leads."""


class SiteBuild(ABC, Generic[P]):
    """The jobs of one build; `Materials` for those who make outputs."""

    def __init__(self, site: Site, features: Features) -> None:
        self.site, self.features = site, features
        """The site as it is now; while serving, another takes its place."""
        self.files: Pages[P] | None = None
        self.sources: dict[str, Callable[..., object]] = {}
        """Whom to ask, by the names of queries, besides the site."""
        self._lists: list[Callable[[Wanted], Iterable[Job]]] = []
        self._pages: Callable[[Iterable[P]], Iterable[Job]] | None = None
        self._last: list[Callable[[Scheduler], Iterable[Job]]] = []
        self.be_about(site)

    def be_about(self, site: Site) -> None:
        """Be about the site as it is now."""
        self.site = site
        self.fingerprints: Fingerprints = site.fingerprints(self.sources)
        self.contexts: Mapping[str, PageContext] = contexts_of(site, self.body)

    @abstractmethod
    def convert(self, pages: Iterable[P], maker: Scheduler) -> None:
        """Let these pages have their texts."""

    def body(self, record: Record, language: str) -> Body:
        """A record's text as its page in `language`, or in the nearest it has, shows it."""
        languages = record.written_in(self.site.languages)
        language = self.site.addresses.nearest(language, languages)
        key = (record.kind, str(record.id), language)
        self.site.recorder.record("body", *key)
        page = self.files.body_of(*key) if self.files is not None else None
        return page.body if page is not None else Body("")

    def add(self, jobs: Callable[[Wanted], Iterable[Job]]) -> None:
        """Have these jobs done, once every page has its text; others than are wanted may be left
        out, where that is less than to say what they are.
        """
        self._lists.append(jobs)

    def add_pages(self, jobs: Callable[[Iterable[P]], Iterable[Job]]) -> None:
        """Have the pages that are given made."""
        self._pages = jobs

    def finish(self, jobs: Callable[[Scheduler], Iterable[Job]]) -> None:
        """Have these jobs done when all before are; they may read what those made."""
        self._last.append(jobs)

    @property
    def has_last(self) -> bool:
        """Whether anything is made of what others made."""
        return bool(self._last)

    def page_jobs(self, pages: Iterable[P]) -> list[Job]:
        """The jobs of these pages."""
        return list(self._pages(pages)) if self._pages is not None else []

    def other_jobs(self, wanted: Wanted = all_wanted) -> list[Job]:
        """The jobs of all that is no page, as far as they are wanted."""
        jobs = chain.from_iterable(each(wanted) for each in self._lists)
        return [job for job in jobs if wanted(job.name, job.source)]

    def do_last(self, maker: Scheduler) -> None:
        """Have done what reads what the others made."""
        for each in self._last:
            maker.do(list(each(maker)))

    def make_all(self, pages: list[P], maker: Scheduler) -> None:
        """Make all that was added, as far as it is not as it was."""
        self.convert(pages, maker)
        maker.do(self.page_jobs(pages))  # apart: a large site's jobs are much to hold
        maker.do(self.other_jobs())
        self.do_last(maker)
        maker.keep()

    def answer_from(self, files: Pages[P], maker: Scheduler) -> None:
        """Let queries for files and texts be answered from these."""
        self.sources["file"] = files.answer
        self.sources["text"] = lambda path: body_digest(files.at(path), maker)
        self.sources["body"] = lambda *key: body_digest(files.body_of(*key), maker)
