"""The files of the site, of which the engine itself makes only what is not ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Self

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from chaguan.build.digest import digest
from chaguan.build.recorder import Recorder

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
        self._promised: dict[str, File | None] = {}
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
        others._promised = self._promised
        return others

    def promised(self) -> Iterator[PromisedFile]:
        """What is made later, as files that the engine does not write."""
        for path in self._promised:
            yield PromisedFile.of(path, self._config)

    def promise(self, path: str) -> None:
        """Let pages link to a file that is made later."""
        self._promised[path] = None

    def answer(self, path: str) -> bytes:
        """The digest of where a link to a file leads, for who asked for it."""
        file = self.get_file_from_path(path)
        return digest(file.url, file.inclusion.name) if file is not None else digest()

    def get_file_from_path(self, path: str) -> File | None:
        self._recorder.record("file", path)
        file = super().get_file_from_path(path)
        if file is not None or path not in self._promised:
            return file
        promised = self._promised[path]
        if promised is None:
            promised = self._promised[path] = PromisedFile.of(path, self._config)
        return promised


def take_out(files: Files, base: str, *, keeping: bool = False) -> tuple[Files, list[File]]:
    """`files` without those below the folder `base`, and those; all stay in it if `keeping`."""
    found = [file for file in files if file.src_uri.startswith(base)]
    if not keeping:
        for file in found:
            files.remove(file)
    return files, found
