"""Files of the content folder that are no text: which are published, and as what."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from chaguan.render.images.studio import Developed
from chaguan.site.site import Site
from chaguan.site.urls import Address
from chaguan.source import is_harmless

from .place import path_in


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
