"""Where the page of a file, of a source or of a record is, before any page is made."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from chaguan.build.last_build import KeptPage, LastBuild
from chaguan.model import Page, Post, Record, RecordId

from .catalogue import Output
from .page_spec import source_of
from .site import Site
from .urls import Address


class PageIndex:
    """The outputs of a site that are pages, each as it was kept, once it is asked for."""

    def __init__(self, site: Site, kept: LastBuild) -> None:
        """Raises ValueError where what is kept is none of ours; later, as `Store` does."""
        self._site, self._kept = site, kept
        self.files = kept.page_files()
        """The files of the site to which pages are written."""
        self._known: dict[str, Output] = {}
        try:
            self.listed = tuple(map(self._heard, kept.listed_pages()))
            """The pages that a navigation may name."""
        except TypeError as failure:
            raise ValueError(str(failure)) from failure

    def at(self, file: str) -> Output | None:
        """The page that is written to a file."""
        if file not in self.files:
            return None
        known = self._known.get(file)
        if known is None:
            with self._kept.readable():
                page = self._kept.page_at(file)
                known = self._heard(page) if page is not None else None
        return known

    def made_of(self, source: str) -> str | None:
        """The file of the page that is made of a source."""
        page = self._kept.page_of(source)
        return page.file if page is not None else None

    def _heard(self, page: KeptPage) -> Output:
        known = self._known.get(page.file)
        if known is None:
            kind, path, language, record, key, part, number = json.loads(page.told)
            about = self._site.plain_index.at(record)
            known = Output(kind, Address(path), language, about, key, part, number)
            self._known[page.file] = known
        return known

    def file_of(self, kind: str, id: str, language: str) -> str | None:
        """The file of a record's page in a language; None where there is no such record."""
        record = self._record(kind, RecordId(id), language)
        return self._site.addresses.record(record, language).file if record is not None else None

    def _record(self, kind: str, id: RecordId, language: str) -> Record | None:
        index = self._site.plain_index
        if kind == Post.kind:
            return next((each for each in index.versions(id) if each.language == language), None)
        return index.page(id, language) if kind == Page.kind else index.record(kind, str(id))


def kept_pages(
    outputs: Iterable[Output], site: Site, is_listed: Callable[[Output], bool]
) -> Iterator[KeptPage]:
    """The outputs that are pages, as they are kept for builds in which they are the same."""
    for each in outputs:
        if each.is_page:
            record = each.record.path if each.record is not None else ""
            path, number = each.address.path, each.number
            told = each.kind, path, each.language, record, each.key, each.part, number
            words = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
            source = source_of(each, site)
            yield KeptPage(each.address.file, source, is_listed(each), words)
