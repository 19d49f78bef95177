"""Where the page of a file, of a source or of a record is, before any page is made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cached_property

from chaguan.model import Page, Post, Record, RecordId

from .catalogue import Output
from .page_spec import source_of
from .site import Site
from .urls import Address


class PageIndex:
    """The outputs of a site that are pages."""

    def __init__(self, site: Site, outputs: Iterable[Output]) -> None:
        self._site = site
        self.by_file: Mapping[str, Output] = {each.address.file: each for each in outputs}
        """Each by the file of the site to which its page is written."""

    @cached_property
    def by_source(self) -> Mapping[str, str]:
        """The same files, by the path of each source."""
        return {source_of(each, self._site): path for path, each in self.by_file.items()}

    def file_of(self, kind: str, id: str, language: str) -> str | None:
        """The file of a record's page in a language; None where there is no such record."""
        record = self._record(kind, RecordId(id), language)
        return self._site.addresses.record(record, language).file if record is not None else None

    def _record(self, kind: str, id: RecordId, language: str) -> Record | None:
        index = self._site.plain_index
        if kind == Post.kind:
            return next((each for each in index.versions(id) if each.language == language), None)
        return index.page(id, language) if kind == Page.kind else index.record(kind, str(id))


def told(outputs: Iterable[Output]) -> bytes:
    """The outputs that are pages, as they are kept for builds in which they are the same."""
    rows = [
        (
            each.kind,
            each.address.path,
            each.language,
            each.record.path if each.record is not None else "",
            each.key,
            each.part,
            each.number,
        )
        for each in outputs
        if each.is_page
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def heard(kept: bytes | None, site: Site) -> list[Output] | None:
    """The outputs that were told, of the records as they are now; None where they were not."""
    at = site.plain_index.at
    try:
        return [
            Output(kind, Address(path), language, at(file), key, part, number)
            for kind, path, language, file, key, part, number in json.loads(kept or b"")
        ]
    except (TypeError, ValueError):
        return None
