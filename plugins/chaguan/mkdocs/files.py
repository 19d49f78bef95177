"""Files of the content folder: which of those that are no text are published, and who links how."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from chaguan.render.images.studio import Developed
from chaguan.site.site import Site
from chaguan.site.urls import Address
from chaguan.source import is_harmless


class PictureFile(File):
    """A picture of ours, read from the cache when it is written: all would fill the memory."""

    _read: Callable[[], bytes]

    @property
    def content_bytes(self) -> bytes:
        return self._read()

    @content_bytes.setter
    def content_bytes(self, value: bytes) -> None:
        self._read = lambda: value

    def copy_file(self, dirty: bool = False) -> None:
        file = Path(self.abs_dest_path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(self.content_bytes)


def add_generated(
    files: Files, config: MkDocsConfig, made: Iterable[tuple[str, str | bytes]]
) -> None:
    """Add what is made here, by its path below the site."""
    for path, content in made:
        files.append(File.generated(config, path, content=content))


def publish_used(files: Files, site: Site, pictures: Developed, config: MkDocsConfig) -> None:
    """Publish what published records use; pictures made anew, and nothing that runs.

    Files that hosts named in `mkdocs.yml` stay as they are.
    """
    album, written = pictures.album, set(pictures.files)
    for file in tuple(files):
        path = path_in(file, site.base, config)
        if path is None or file.is_documentation_page():
            continue
        if (picture := album.of(path)) is not None:
            written.remove(picture.full.address)
            files.remove(file)
            files.append(_picture(file.src_uri, picture.full.address, pictures, config))
        elif path in site.shown_by_theme and path not in album.left_out:
            continue
        elif path not in site.used_files or path in album.left_out or not is_harmless(path):
            file.inclusion = InclusionLevel.EXCLUDED
            if (hidden := _of_the_theme(file.src_uri, config)) is not None:
                files.remove(file)
                files.append(hidden)
    for address in pictures.files:
        if address in written:
            files.append(_picture(address.path, address, pictures, config))


def _picture(path: str, address: Address, developed: Developed, config: MkDocsConfig) -> File:
    file = PictureFile.generated(config, path, content=b"")
    assert isinstance(file, PictureFile)
    file.dest_uri, file.url = address.path, address.url
    file._read = partial(developed.read, address)
    return file


def _of_the_theme(path: str, config: MkDocsConfig) -> File | None:
    """The theme's file at a path, which the engine leaves out where the content folder has one."""
    for folder in config.theme.dirs:
        if path.startswith("assets/") and (Path(folder) / path).is_file():
            return File(path, folder, config.site_dir, config.use_directory_urls)
    return None


def path_in(file: File, base: str, config: MkDocsConfig) -> str | None:
    """The path of one of our files below the content folder; None for somebody else's."""
    is_below = file.src_uri.startswith(base) and file.src_dir == config.docs_dir
    return file.src_uri.removeprefix(base) if is_below else None


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
