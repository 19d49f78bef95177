"""Links between files that stay in the reader's language."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from mkdocs.structure.files import File, Files


class LanguageFiles(Files):
    """The files of the site, as a page of one language links to them.

    A link to `story.md` or `tea-walk.yml` leads to the version in the page's language where
    there is one, else to the default's, else to any, so that a translation need not rewrite
    its links.
    """

    def __init__(self, files: Files, languages: tuple[str, ...]) -> None:
        self._all = files
        self._suffixes = (f".{languages[0]}", "", *(f".{each}" for each in languages[1:]))

    @property
    def src_uris(self) -> Mapping[str, File]:
        return self._all.src_uris

    def get_file_from_path(self, path: str) -> File | None:
        stem, suffix = posixpath.splitext(path)
        found = (self._all.get_file_from_path(f"{stem}{each}{suffix}") for each in self._suffixes)
        return next(filter(None, found), None)
