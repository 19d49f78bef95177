"""Where the page of a file, of a source or of a record is, before any page is made."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from chaguan.model import Page, Post, Record, RecordId

from .catalogue import Output, page_outputs
from .clock import Clock
from .features import Features
from .page_spec import source_of
from .site import Site


class PageIndex:
    """The outputs of a site that are pages, at the moment for which it is built."""

    def __init__(self, site: Site, features: Features) -> None:
        self._site = site
        outputs = page_outputs(site.plain_index, Clock(site.now), features)
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
