"""Files of the content folder that are no text: which are published, and as what."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from chaguan.source import is_harmless

from .site_state import House


def publish_used(files: Files, house: House, config: MkDocsConfig) -> None:
    """Publish what published records use; pictures made anew, and nothing that runs.

    Files that hosts named in `mkdocs.yml` stay as they are.
    """
    album, copied = house.developed.album, dict(house.developed.files)
    for file in tuple(files):
        if file.src_dir != config.docs_dir or file.is_documentation_page():
            continue
        path = file.src_uri
        if (picture := album.of(path)) is not None:
            file.dest_uri, file.url = picture.full.address.path, picture.full.address.url
            file.abs_src_path = str(copied.pop(picture.full.address))
        elif path not in house.used_files or path in album.left_out or not is_harmless(path):
            file.inclusion = InclusionLevel.EXCLUDED
            if (hidden := _of_the_theme(path, config)) is not None:
                files.remove(file)
                files.append(hidden)
    for address, source in copied.items():
        files.append(File.generated(config, address.path, abs_src_path=str(source)))


def _of_the_theme(path: str, config: MkDocsConfig) -> File | None:
    """The theme's file at a path, which the engine leaves out where the content folder has one."""
    for folder in config.theme.dirs:
        if path.startswith("assets/") and (Path(folder) / path).is_file():
            return File(path, folder, config.site_dir, config.use_directory_urls)
    return None
