"""Builds in which only words have changed: what shows them is made again, and all else stays."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from chaguan.build.cache import Cache
from chaguan.build.fingerprints import Fingerprints, query_id
from chaguan.build.recorder import Query
from chaguan.build.scheduler import Scheduler
from chaguan.build.staging import Staging, are_as_left
from chaguan.build.store import CacheError
from chaguan.site.baseline import (
    MOST,
    Baseline,
    altered,
    basis,
    changed_since,
    frame,
    is_asked_of_many,
    span,
)
from chaguan.site.catalogue import Output
from chaguan.site.features import Features
from chaguan.site.site import Site

from .html.page_context import RenderedPage
from .html.redirects import redirects
from .kept_texts import text_name
from .site_build import P, Pages, SiteBuild

ALWAYS: Final = ("not found", "service worker")
"""Jobs that cost little, and are made of what others are made of."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed since the last build, where that is nothing but words."""

    baseline: Baseline
    paths: frozenset[str]
    """The files whose records have other words."""

    def asked(self, site: Site, now: Fingerprints) -> set[Query]:
        """The queries whose results have changed, but for those for texts."""
        for record in site.community.records():
            if record.path not in self.paths:
                now.remember(record, bytes.fromhex(self.baseline.records[record.path][0]))
        return set(altered(self.baseline, site, self.paths, now))


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


def names_of(outputs: Iterable[Output], paths: Collection[str]) -> Iterator[str]:
    """The jobs that make the pages of these records, by the files in which they stand."""
    for output in outputs:
        if output.record is not None and output.record.path in paths:
            yield from (f"{what} {output.address.file}" for what in ("text", "page", "find"))


def looked_for(site: Site, features: Features, cache: Cache, folder: Path) -> Changes | None:
    """What has changed since the last build; None where all has to be looked at."""
    baseline = Baseline.heard(cache.baseline())
    if baseline is None or baseline.turns >= MOST:
        return None
    paths = changed_since(baseline, site)
    if paths is None or baseline.basis != _basis(site, features, folder):
        return None
    return Changes(baseline, paths) if are_as_left(folder, baseline.folders) else None


def make_changed(build: SiteBuild[P], files: Pages[P], maker: Scheduler, changes: Changes) -> None:
    """Make again what shows the words that have changed."""
    asked = changes.asked(build.site, build.fingerprints)
    names = set(names_of(files.outputs(), changes.paths))
    names.update(maker.cache.askers(ids_of(asked)))
    texts = list(_pages(files, names, "text"))
    build.convert(texts, maker)
    other = [page for page in texts if maker.is_changed(text_name(page))]
    more = {query for page in other for query in text_queries(page)}
    names.update(maker.cache.askers(ids_of(more)))
    pages = list(_pages(files, names, "page"))
    list(_pages(files, names, "find"))  # whoever lists our pages finds them from now on
    maker.do(build.page_jobs(pages))
    maker.do(
        [
            job
            for job in build.other_jobs()
            if job.name in names or job.source in changes.paths or job.name in ALWAYS
        ]
    )
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
    found = _kept(site, features, maker, outputs, before)
    if found is not None:
        with suppress(CacheError):  # the next build looks at everything
            maker.cache.keep_baseline(found.told())


def _kept(
    site: Site, features: Features, maker: Scheduler, outputs: Staging, before: Changes | None
) -> Baseline | None:
    """What to keep of this build for the next; None where something of it must be tried again."""
    if not maker.is_whole or not site.loaded.digests:
        return None
    files = {path: told.hex() for path, told in site.loaded.digests.items()}
    now = maker.fingerprints
    asked = {query: now.one(query).hex() for query in maker.queries() if is_asked_of_many(query)}
    if before is not None:
        old = before.baseline
        changed = {
            record.path: (now.of(record).hex(), frame(record).hex())
            for path in before.paths
            if (record := site.plain_index.at(path)) is not None
        }
        since = {query: now.one(query).hex() for query, _ in old.queries}
        return replace(
            old,
            files=files,
            records={**old.records, **changed},
            queries=tuple({**since, **asked}.items()),
            folders={**old.folders, **outputs.folders()},
            turns=old.turns + 1,
        )
    records = {
        record.path: (now.of(record).hex(), frame(record).hex())
        for record in site.community.records()
    }
    return Baseline(
        _basis(site, features, outputs.site),
        *span(site, features),
        files,
        records,
        tuple(asked.items()),
        maker.asked,
        outputs.folders(),
    )


def _basis(site: Site, features: Features, folder: Path) -> str:
    moved = list(redirects(site.index, site.clock.today(site.community.settings.zone)))
    return basis(site, features, f"{folder} {moved!r}")
