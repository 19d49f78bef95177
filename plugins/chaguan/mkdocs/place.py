"""Which folder below `docs_dir` is ours, and which pages and files of the site."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from chaguan.load import FOLDERS

COMMUNITY: Final = "community.yml"
OWN: Final = "content"
"""What the folder is called in a repository of a community."""
USUAL: Final = "community"
"""The folder of a guest, where nothing is said."""


def base_of(config: MkDocsConfig, stated: str) -> str:
    """The folder that is ours, below `docs_dir`, with a slash at its end; empty for all of it.

    PluginError where there is none, for taking a site of somebody else's for ours would check
    and rewrite all of it.
    """
    docs = Path(config.docs_dir)
    if stated:
        return _stated(docs, stated)
    if (docs / COMMUNITY).is_file():
        return ""
    if (docs / USUAL / COMMUNITY).is_file():
        return f"{USUAL}/"
    if docs.name == OWN or any((docs / folder).is_dir() for folder in FOLDERS):
        return ""
    raise PluginError(
        f"There is no {COMMUNITY} in {docs.name}/, nor in {docs.name}/{USUAL}/. Write one where "
        "the community's folder begins; `chaguan: {content: FOLDER}` names another folder."
    )


def _stated(docs: Path, stated: str) -> str:
    parts = PurePosixPath(stated.strip().strip("/")).parts
    base = "".join(f"{part}/" for part in parts)
    if ".." in parts or not (docs / base).is_dir():
        raise PluginError(
            f"`chaguan: {{content: {stated}}}` in mkdocs.yml names no folder in {docs.name}/. "
            "Write its path from there."
        )
    return base


def shown_folder(config: MkDocsConfig, base: str) -> str:
    """The content folder as messages name it."""
    return f"{Path(config.docs_dir).name}/{base}".rstrip("/")


def path_in(file: File, base: str, config: MkDocsConfig) -> str | None:
    """The path of one of our files below the content folder; None for somebody else's."""
    is_below = file.src_uri.startswith(base) and file.src_dir == config.docs_dir
    return file.src_uri.removeprefix(base) if is_below else None
