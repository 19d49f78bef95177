"""The files of the site, of which the engine itself makes only what is not ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Self

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from chaguan.build.fingerprints import digest
from chaguan.build.recorder import Recorder
from chaguan.model import Page, Post, Record, RecordId
from chaguan.render.page_types import Brief
from chaguan.render.pages.navigation import is_navigable
from chaguan.site.catalogue import Output
from chaguan.site.page_spec import PageSpec, source_of
from chaguan.site.site import Site

from .content_page import ContentPage


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

    def __init__(self, files: Iterable[File], config: MkDocsConfig, recorder: Recorder) -> None:
        super().__init__(files)
        self._config, self._recorder = config, recorder
        self._promises: Callable[[], Iterable[str]] = tuple
        self._promised: dict[str, File | None] | None = None
        self._bodies: dict[tuple[str, ...], ContentPage] | None = None
        self._by_file: dict[str, ContentPage] | None = None
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
        """Our pages, or those of them that a navigation may name."""
        return self.content_pages()

    def outputs(self) -> Iterable[Output]:
        """The outputs that have a page of ours."""
        return [page.spec.output for page in self.content_pages()]

    def sought(self) -> Sequence[PageSpec | Brief]:
        """What says which pages there are; complete once all are added."""
        return [page.spec for page in self.content_pages()]

    def taken(self) -> set[str]:
        """The files of the site that are somebody's already."""
        return {file.dest_uri for file in self}

    def at(self, path: str) -> ContentPage | None:
        """Our page that is written to a file of the site; complete once all are added."""
        return self.by_file.get(path)

    def body_of(self, kind: str, id: str, language: str) -> ContentPage | None:
        """The page of a record; complete once all are added."""
        return self.bodies.get((kind, id, language))

    @property
    def bodies(self) -> Mapping[tuple[str, ...], ContentPage]:
        """The page of each record, by its kind, id and language; complete once all are added."""
        if self._bodies is None:
            self._bodies = {
                (record.kind, str(record.id), page.language): page
                for page in self.content_pages()
                if (record := page.spec.record) is not None
            }
        return self._bodies

    @property
    def by_file(self) -> Mapping[str, ContentPage]:
        """Our pages by the files they are written to; complete once all are added."""
        if self._by_file is None:
            self._by_file = {page.file.dest_uri: page for page in self.content_pages()}
        return self._by_file

    def renewed(self, files: Iterable[File]) -> ContentFiles:
        """Other files, with the names of the same that are made later."""
        others = ContentFiles(files, self._config, self._recorder)
        others._promises, others._promised = self._promises, self._promised
        return others

    def promised(self) -> Iterator[PromisedFile]:
        """What is made later, as files that the engine does not write."""
        for path in self._will_be():
            yield PromisedFile.of(path, self._config)

    def promise(self, paths: Callable[[], Iterable[str]]) -> None:
        """Let pages link to files that are made later; which they are is asked at the first."""
        self._promises, self._promised = paths, None

    def _will_be(self) -> dict[str, File | None]:
        if self._promised is None:
            self._promised = dict.fromkeys(self._promises())
        return self._promised

    def answer(self, path: str) -> bytes:
        """The digest of where a link to a file leads, for who asked for it."""
        file = self.get_file_from_path(path)
        return digest(file.url, file.inclusion.name) if file is not None else digest()

    def get_file_from_path(self, path: str) -> File | None:
        self._recorder.record("file", path)
        file = super().get_file_from_path(path)
        if file is not None or path not in self._will_be():
            return file
        promised = self._will_be()[path]
        if promised is None:
            promised = self._will_be()[path] = PromisedFile.of(path, self._config)
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
        outputs: Iterable[Output],
        made: Callable[[Output], File],
    ) -> None:
        """`made` makes the file of an output, with its page."""
        super().__init__(files, config, site.recorder)
        self.is_ours_apart = True
        self.is_whole = False
        """After all, everything is to be made."""
        self._site, self._page_file = site, made
        self._outputs = {output.address.file: output for output in outputs}
        self._known: dict[str, File] = {}
        self._prepare: Callable[[ContentPage], None] = lambda page: None

    def prepare_by(self, prepare: Callable[[ContentPage], None]) -> None:
        """Have this done to each page that is asked for, or was."""
        self._prepare = prepare
        for page in self.content_pages():
            prepare(page)

    def outputs(self) -> Iterable[Output]:
        return self._outputs.values()

    def sought(self) -> Sequence[PageSpec | Brief]:
        return [Brief(output) for output in self._outputs.values()]

    def taken(self) -> set[str]:
        return super().taken() | self._outputs.keys()

    def be_whole(self) -> None:
        """Have every page, as if all had been asked for."""
        self.is_whole = True
        for path in self._outputs:
            file = self._file(path)
            assert file is not None
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

    def navigable_pages(self) -> list[ContentPage]:
        named = [path for path, each in self._outputs.items() if is_navigable(each)]
        return [page for path in named if (page := self.at(path)) is not None]

    def content_pages(self) -> list[ContentPage]:
        """Those that somebody has asked for."""
        return [file.page for file in self._known.values() if isinstance(file.page, ContentPage)]

    def at(self, path: str) -> ContentPage | None:
        file = self._file(path)
        return file.page if file is not None and isinstance(file.page, ContentPage) else None

    def body_of(self, kind: str, id: str, language: str) -> ContentPage | None:
        index, found = self._site.plain_index, RecordId(id)
        record: Record | None
        if kind == Post.kind:
            versions = index.versions(found)
            record = next((each for each in versions if each.language == language), None)
        elif kind == Page.kind:
            record = index.page(found, language)
        else:
            record = index.record(kind, id)
        if record is None:
            return None
        return self.at(self._site.addresses.record(record, language).file)

    @cached_property
    def _by_source(self) -> Mapping[str, str]:
        """Where the page of each source is written."""
        return {source_of(output, self._site): path for path, output in self._outputs.items()}

    def _file(self, path: str) -> File | None:
        known = self._known.get(path)
        if known is None and (output := self._outputs.get(path)) is not None:
            known = self._known[path] = self._page_file(output)
            assert isinstance(known.page, ContentPage)
            self._prepare(known.page)
        return known

    def get_file_from_path(self, path: str) -> File | None:
        self._recorder.record("file", path)
        if (written := self._by_source.get(path)) is not None:
            return self._file(written)
        return super().get_file_from_path(path)


def taken_in(files: Files) -> set[str]:
    """The files of the site that are somebody's already, whoever lists them."""
    if isinstance(files, ContentFiles):
        return files.taken()
    return {file.dest_uri for file in files}


def take_out(files: Files, base: str, *, keeping: bool = False) -> tuple[Files, list[File]]:
    """`files` without those below the folder `base`, and those; all stay in it if `keeping`."""
    found = [file for file in files if file.src_uri.startswith(base)]
    if not keeping:
        for file in found:
            files.remove(file)
    return files, found
