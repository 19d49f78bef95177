"""What is made again while somebody writes: nothing but texts before it is looked at."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Generic

from chaguan.build.job import Job
from chaguan.build.scheduler import Scheduler
from chaguan.load import Again, names_same_files
from chaguan.model import Record
from chaguan.site.baseline import frame
from chaguan.site.catalogue import outputs_of
from chaguan.site.features import Features
from chaguan.site.outputs import all_outputs
from chaguan.site.site import Site
from chaguan.site.stream import stream_of

from .page_types import page_spec
from .site_build import P, Pages, SiteBuild


class Renewal(Generic[P]):
    """A site that was made, and takes up what is saved."""

    def __init__(
        self, build: SiteBuild[P], files: Pages[P], maker: Scheduler, folder: Path
    ) -> None:
        """`folder` is the content folder."""
        self._build, self._files, self._maker = build, files, maker
        self._again = Again(folder, build.site.loaded.files, build.site.languages)
        self._fresh: set[str] | None = None
        """Files that were looked at since something changed; None before anything has."""
        self._by_path: dict[str, Job] | None = None

    def take_up(self, changed: frozenset[str], trusted: Collection[str]) -> bool:
        """Be ready to make the site with these files as they are now; False where all is to be.

        Nothing is made before `freshen` is asked for it, but for the texts that changed.
        """
        build = self._build
        loaded = self._again.loaded(build.site.loaded, changed)
        if loaded is None:
            return False
        site = build.site.after(loaded)
        if not _has_same_outputs(build.site, site, build.features, changed):
            return False
        build.be_about(site)
        self._maker.fingerprints = build.fingerprints
        index = site.plain_index
        records = [record for path in changed if (record := index.at(path)) is not None]
        outputs = {each.address.file: each for of in records for each in outputs_of(of, index)}
        pages = [page for page in self._files.content_pages() if page.spec.source in changed]
        for page in pages:
            output = outputs.get(page.spec.address.file, page.spec.output)
            page.renew(page_spec(output, site, trusted))
        build.convert(pages, self._maker)
        self._fresh, self._by_path = set(), None
        return True

    def freshen(self, path: str) -> None:
        """Make a file of the site again, if it is not as it should be since something changed."""
        if self._fresh is None or path in self._fresh:
            return
        self._fresh.add(path)
        build, maker = self._build, self._maker
        if (page := self._files.at(path)) is not None:
            self._look_again(page)
            maker.do(build.page_jobs([page]))
        elif (job := self._jobs_by_path().get(path)) is not None:
            maker.do([job])
        elif build.has_last:
            maker.do(build.other_jobs())
            build.do_last(maker)

    def _look_again(self, page: P) -> None:
        """Let a page be about what its record, or its stream, is now."""
        spec, site = page.spec, self._build.site
        record = spec.output.record
        if spec.record is None:
            if record is not None:
                record = site.community.of_kind(record.kind)[record.id]
            page.spec = page_spec(replace(spec.output, record=record), site)
        elif spec.stream is not None:
            page.spec = replace(spec, stream=stream_of(site.index, spec.record, spec.language))

    def _jobs_by_path(self) -> dict[str, Job]:
        if self._by_path is None:
            self._by_path = {
                each: job
                for job in self._build.other_jobs()
                if (trace := self._maker.trace(job.name)) is not None
                for each, _ in trace.files
                if each
            }
        return self._by_path


def _has_same_outputs(
    before: Site, now: Site, features: Features, changed: Collection[str]
) -> bool:
    """Whether everything that there was has its output in another site, and nothing else.

    That is so where nothing but words has changed, without looking at each.
    """
    here = {each.path: each for each in now.community.records() if each.path in changed}
    if all(_has_other_words_alone(before.plain_index.at(path), here.get(path)) for path in changed):
        now.take_over(before)
        return True
    return before.used_files == now.used_files and (
        all_outputs(before, features) == all_outputs(now, features)
    )


def _has_other_words_alone(old: Record | None, new: Record | None) -> bool:
    return (
        old is not None
        and new is not None
        and frame(old) == frame(new)
        and names_same_files(old, new)
    )
