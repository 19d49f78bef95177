"""Builds in which only words have changed: what shows them is made again, and all else stays."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import field, replace
from pathlib import Path
from typing import Final

from chaguan.build.cache import Cache
from chaguan.build.fingerprints import Fingerprints, query_id
from chaguan.build.last_build import Answer, LastBuild
from chaguan.build.recorder import Query
from chaguan.build.scheduler import Scheduler
from chaguan.build.staging import Staging, are_as_left
from chaguan.build.store import CacheError
from chaguan.model import Record
from chaguan.model.frozen import dataclass
from chaguan.site.baseline import (
    MOST,
    Baseline,
    Touched,
    altered,
    basis,
    changed_since,
    frame,
    is_kept,
    log_digest,
    span,
    topic_of,
)
from chaguan.site.catalogue import Output, outputs_of
from chaguan.site.features import Features
from chaguan.site.index import Index
from chaguan.site.page_index import kept_pages
from chaguan.site.site import Site

from .html.page_context import RenderedPage
from .html.redirects import redirects
from .kept_texts import text_name
from .pages.navigation import is_navigable
from .site_build import P, Pages, SiteBuild

ALWAYS: Final = ("not found", "service worker")
"""Jobs that cost little, and are made of what others are made of."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed since the last build, where that is nothing but words."""

    baseline: Baseline
    paths: frozenset[str]
    """The files whose records have other words."""
    kept: LastBuild
    queries: set[Query] = field(default_factory=set)
    """Those whose results have changed, but for those for texts; once they were `asked`."""
    same: set[Query] = field(default_factory=set)
    """Those whose kept answers were taken."""

    def asked(self, site: Site, now: Fingerprints) -> set[Query]:
        """The queries whose results have changed, but for those for texts."""
        now.remember(self.baseline.fingerprint_of(self.paths))
        has_other_log = log_digest(site) != self.baseline.log
        touched = Touched(self.paths, site, has_other_log=has_other_log)
        answers = self.kept.answers(touched.topics())
        self.queries.update(altered(answers, site, touched, now))
        now.take(self._kept_answers)
        return self.queries

    def _kept_answers(self, queries: Collection[Query]) -> Mapping[Query, bytes]:
        """What these found before, and find now, as they are about nothing that has changed."""
        found = self.kept.answers_to(queries)
        self.same.update(found)
        return found


def ids_of(queries: Iterable[Query]) -> set[bytes]:
    """The ids under which queries are kept (`QueryIds`)."""
    return set(map(query_id, queries))


def text_queries(page: RenderedPage) -> tuple[Query, ...]:
    """How the text of a page is asked for."""
    output = page.spec.output
    found: list[Query] = [("text", output.address.file)]
    if output.record is not None:
        found.append(("body", output.record.kind, str(output.record.id), output.language))
    return tuple(found)


def names_of(index: Index, paths: Collection[str]) -> Iterator[str]:
    """The jobs that make the pages of the records in these files."""
    records = [record for path in paths if (record := index.at(path)) is not None]
    for record in records:
        for output in outputs_of(record, index):
            yield from (f"{what} {output.address.file}" for what in ("text", "page", "find"))


def looked_for(site: Site, features: Features, cache: Cache, folder: Path) -> Changes | None:
    """What has changed since the last build; None where all has to be looked at."""
    kept = cache.last_build
    baseline = Baseline.heard(kept.baseline())
    if baseline is None or baseline.turns >= MOST:
        return None
    paths = changed_since(baseline, site)
    if paths is None or baseline.basis != _basis(site, features, folder):
        return None
    return Changes(baseline, paths, kept) if are_as_left(folder, baseline.folders) else None


def make_changed(build: SiteBuild[P], files: Pages[P], maker: Scheduler, changes: Changes) -> None:
    """Make again what shows the words that have changed."""
    altered = ids_of(changes.asked(build.site, build.fingerprints))
    maker.altered |= altered
    names = set(names_of(build.site.plain_index, changes.paths))
    names.update(changes.kept.askers(altered))
    texts = list(_pages(files, names, "text"))
    build.convert(texts, maker)
    other = [page for page in texts if maker.is_changed(text_name(page))]
    shown = ids_of(query for page in other for query in text_queries(page))
    maker.altered |= shown
    names.update(changes.kept.askers(shown))
    pages = list(_pages(files, names, "page"))
    list(_pages(files, names, "find"))  # whoever lists our pages finds them from now on
    maker.do(build.page_jobs(pages))

    def wanted(name: str, source: str) -> bool:
        return name in names or source in changes.paths or name in ALWAYS

    maker.do(build.other_jobs(wanted))
    build.do_last(maker)
    maker.repeat_kept()
    maker.keep()


def _pages(files: Pages[P], names: Iterable[str], what: str) -> Iterator[P]:
    """The pages that jobs of one sort are about, in the order of their addresses."""
    for name in sorted(names):
        kind, _, path = name.partition(" ")
        if kind == what and (page := files.at(path)) is not None:
            yield page


def keep(
    site: Site, features: Features, maker: Scheduler, outputs: Staging, before: Changes | None
) -> None:
    """Remember, once the site is published, what the next build may begin with."""
    if not maker.is_whole or not site.loaded.digests:
        return
    kept = maker.cache.last_build
    with suppress(CacheError):  # the next build looks at everything
        if before is not None:
            changed = _answers(maker, {*before.queries, *maker.queries()} - before.same)
            kept.keep(_after(before, site, maker, outputs).told(), changed)
        else:
            baseline, pages = _of_all(site, features, maker, outputs)
            answers = list(_answers(maker, maker.queries()))  # read before the cache is changed
            kept.keep(baseline.told(), answers, kept_pages(pages, site, is_navigable))


def _after(before: Changes, site: Site, maker: Scheduler, outputs: Staging) -> Baseline:
    """What was kept, but for what has changed since."""
    old, index = before.baseline, site.plain_index
    changed = [record for path in before.paths if (record := index.at(path)) is not None]
    return replace(
        old,
        files=_files(site),
        records={**old.records, **_records(changed, maker.fingerprints)},
        log=log_digest(site),
        folders={**old.folders, **outputs.folders()},
        turns=old.turns + 1,
    )


def _of_all(
    site: Site, features: Features, maker: Scheduler, outputs: Staging
) -> tuple[Baseline, list[Output]]:
    """What to keep of a build that looked at everything, and the outputs that it has."""
    catalogue, since, until = span(site, features)
    baseline = Baseline(
        _basis(site, features, outputs.site),
        since,
        until,
        _files(site),
        _records(site.community.records(), maker.fingerprints),
        log_digest(site),
        maker.asked,
        outputs.folders(),
    )
    return baseline, catalogue


def _files(site: Site) -> dict[str, str]:
    return {path: told.hex() for path, told in site.loaded.digests.items()}


def _records(records: Iterable[Record], now: Fingerprints) -> dict[str, tuple[str, str]]:
    return {record.path: (now.of(record).hex(), frame(record).hex()) for record in records}


def _answers(maker: Scheduler, queries: Iterable[Query]) -> Iterator[Answer]:
    """What is found now by the queries, but for those about one record or text alone."""
    for query in queries:
        if is_kept(query):
            yield Answer(query_id(query), topic_of(query), maker.fingerprints.one(query))


def _basis(site: Site, features: Features, folder: Path) -> str:
    moved = list(redirects(site.index, site.clock.today(site.community.settings.zone)))
    return basis(site, features, f"{folder} {moved!r}")
