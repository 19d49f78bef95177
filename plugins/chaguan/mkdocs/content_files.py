"""The files of the site, of which the engine itself makes only what is not ours."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Self

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from chaguan.build.fingerprints import digest
from chaguan.render.page_types import Brief
from chaguan.render.pages.navigation import is_navigable
from chaguan.site.catalogue import Output, page_outputs
from chaguan.site.features import Features
from chaguan.site.outputs import made_later
from chaguan.site.page_index import PageIndex
from chaguan.site.site import Site
from chaguan.source import TEXT_SUFFIXES

from .content_page import ContentPage
from .page_files import page_file


class PromisedFile(File):
    """The name of a file that is made without the engine."""

    @classmethod
    def of(cls, path: str, config: MkDocsConfig) -> Self:
        file = cls.generated(config, path, content=b"", inclusion=InclusionLevel.INCLUDED)
        assert isinstance(file, cls)
        return file

    @classmethod
    def like(cls, file: File, config: MkDocsConfig) -> Self:
        """The same file, at its address."""
        named = cls.of(file.src_uri, config)
        named.dest_uri, named.url = file.dest_uri, file.url
        return named

    def is_documentation_page(self) -> bool:
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Whoever makes it writes it."""


class ContentFiles(Files):
    """The engine's files, and the names of those that plugins make without it."""

    def __init__(
        self, files: Iterable[File], config: MkDocsConfig, site: Site, features: Features
    ) -> None:
        super().__init__(files)
        self._config, self._site, self._features = config, site, features
        self.is_ours_apart = False
        """The engine leaves our pages to us."""

    def documentation_pages(
        self, *, inclusion: Callable[[InclusionLevel], bool] | None = None
    ) -> Sequence[File]:
        """All pages; for the engine's own loops, which name an `inclusion`, those it makes."""
        pages = super().documentation_pages(inclusion=inclusion or InclusionLevel.is_included)
        if inclusion is None or not self.is_ours_apart:
            return pages
        return [file for file in pages if not isinstance(file.page, ContentPage)]

    def content_pages(self) -> list[ContentPage]:
        """Our pages."""
        return [file.page for file in self if isinstance(file.page, ContentPage)]

    def navigable_pages(self) -> list[ContentPage]:
        """Those of our pages that a navigation may name."""
        return [page for page in self.content_pages() if is_navigable(page.spec.output)]

    def sought(self) -> list[Brief]:
        """What says which pages there are; complete once all are added."""
        return [Brief(page.spec.output) for page in self.content_pages()]

    def taken(self) -> set[str]:
        """The files of the site that are somebody's already."""
        return {file.dest_uri for file in self}

    def at(self, path: str) -> ContentPage | None:
        """Our page that is written to a file of the site; complete once all are added."""
        return self._by_file.get(path)

    def body_of(self, kind: str, id: str, language: str) -> ContentPage | None:
        """The page of a record; complete once all are added."""
        return self._by_record.get((kind, id, language))

    @cached_property
    def _by_record(self) -> Mapping[tuple[str, ...], ContentPage]:
        return {
            (record.kind, str(record.id), page.language): page
            for page in self.content_pages()
            if (record := page.spec.record) is not None
        }

    @cached_property
    def _by_file(self) -> Mapping[str, ContentPage]:
        return {page.file.dest_uri: page for page in self.content_pages()}

    def renewed(self, files: Iterable[File]) -> ContentFiles:
        """Other files, with the names of the same that are made later."""
        return ContentFiles(files, self._config, self._site, self._features)

    def promised(self) -> Iterator[PromisedFile]:
        """What is made later, as files that the engine does not write."""
        for path in self._later:
            yield PromisedFile.of(path, self._config)

    @cached_property
    def _later(self) -> dict[str, File | None]:
        """What is made later, to which pages may link; a file for what somebody has asked for."""
        return dict.fromkeys(made_later(self._site, self._features))

    def answer(self, path: str) -> bytes:
        """The digest of where a link to a file leads, for who asked for it."""
        file = self.get_file_from_path(path)
        return digest(file.url, file.inclusion.name) if file is not None else digest()

    def get_file_from_path(self, path: str) -> File | None:
        self._site.recorder.record("file", path)
        file = super().get_file_from_path(path)
        if file is not None or path.endswith(TEXT_SUFFIXES) or path not in self._later:
            return file  # what is made later is no text
        promised = self._later[path]
        if promised is None:
            promised = self._later[path] = PromisedFile.of(path, self._config)
        return promised


class PartialFiles(ContentFiles):
    """The files of a site of which only what has changed is made: pages are there when asked for.

    The engine's own loops see none of them.
    """

    def __init__(
        self,
        files: Iterable[File],
        config: MkDocsConfig,
        site: Site,
        features: Features,
        pages: PageIndex,
        trusted: Collection[str],
    ) -> None:
        """The `pages` are those of the last build; of the `trusted` the HTML stays as it is."""
        super().__init__(files, config, site, features)
        self.is_ours_apart = True
        self.is_whole = False
        """After all, everything is to be made."""
        self._index, self._trusted = pages, trusted
        self._known: dict[str, File] = {}
        self._prepare: Callable[[ContentPage], None] = lambda page: None

    def prepare_by(self, prepare: Callable[[ContentPage], None]) -> None:
        """Have this done to each page that is asked for, or was."""
        self._prepare = prepare
        for page in self.content_pages():
            prepare(page)

    def navigable_pages(self) -> list[ContentPage]:
        named = (self.at(each.address.file) for each in self._index.listed)
        return [page for page in named if page is not None]

    def taken(self) -> set[str]:
        return super().taken() | self._index.files

    def be_whole(self) -> None:
        """Have every page, as if all had been asked for; what is kept of them may be lost."""
        self.is_whole = True
        index, clock = self._site.plain_index, self._site.clock
        for output in page_outputs(index, clock, self._features):
            file = self._known.get(output.address.file) or self._added(output)
            if (raw := super().get_file_from_path(file.src_uri)) is not None:
                self.remove(raw)
            self.append(file)

    def copy_static_files(
        self,
        dirty: bool = False,
        *,
        inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included,
    ) -> None:
        """Only what was written for this build: no file has changed that is merely copied."""
        if self.is_whole:
            super().copy_static_files(dirty, inclusion=inclusion)
            return
        for file in self:
            if type(file) is File and file.generated_by and inclusion(file.inclusion):
                file.copy_file(dirty)

    def content_pages(self) -> list[ContentPage]:
        """Those that somebody has asked for."""
        return [file.page for file in self._known.values() if isinstance(file.page, ContentPage)]

    def at(self, path: str) -> ContentPage | None:
        file = self._file(path)
        return file.page if file is not None and isinstance(file.page, ContentPage) else None

    def body_of(self, kind: str, id: str, language: str) -> ContentPage | None:
        path = self._index.file_of(kind, id, language)
        return self.at(path) if path is not None else None

    def _file(self, path: str) -> File | None:
        known = self._known.get(path)
        if known is None and (output := self._index.at(path)) is not None:
            return self._added(output)
        return known

    def _added(self, output: Output) -> File:
        file = page_file(output, self._site, self._config, self._trusted)
        assert isinstance(file.page, ContentPage)
        self._known[output.address.file] = file
        self._prepare(file.page)
        return file

    def get_file_from_path(self, path: str) -> File | None:
        self._site.recorder.record("file", path)
        if (written := self._index.made_of(path)) is not None:
            return self._file(written)
        return super().get_file_from_path(path)


def take_out(files: Files, base: str, *, keeping: bool = False) -> tuple[Files, list[File]]:
    """`files` without those below the folder `base`, and those; all stay in it if `keeping`."""
    found = [file for file in files if file.src_uri.startswith(base)]
    if not keeping:
        for file in found:
            files.remove(file)
    return files, found
