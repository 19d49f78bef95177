"""Which folder of a site's pages is the community's."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Final

from chaguan.load import FOLDERS

from .host_settings import SettingsError

COMMUNITY: Final = "community.yml"
OWN: Final = "content"
"""What the folder is called in a repository of a community."""
USUAL: Final = "community"
"""The folder of a guest, where nothing is said."""


def content_base(docs: Path, stated: str) -> str:
    """The folder that is ours, below `docs`, with a slash at its end; empty for all of it.

    SettingsError where there is none, for taking a site of somebody else's for ours would check
    and rewrite all of it.
    """
    if stated:
        return _stated(docs, stated)
    if (docs / COMMUNITY).is_file():
        return ""
    if (docs / USUAL / COMMUNITY).is_file():
        return f"{USUAL}/"
    if docs.name == OWN or any((docs / folder).is_dir() for folder in FOLDERS):
        return ""
    raise SettingsError(
        f"There is no {COMMUNITY} in {docs.name}/, nor in {docs.name}/{USUAL}/. Write one where "
        "the community's folder begins; `chaguan: {content: FOLDER}` names another folder."
    )


def files_below(base: str, named: Iterable[str], others: Iterable[Path]) -> set[str]:
    """The paths below our folder, of those below `docs` that are named, unless `others` have them.

    `others` are folders of the theme, in which a file is looked for first.
    """
    folders = tuple(others)
    return {
        each.removeprefix(base)
        for each in named
        if each.startswith(base) and not any((folder / each).is_file() for folder in folders)
    }


def _stated(docs: Path, stated: str) -> str:
    parts = PurePosixPath(stated.strip().strip("/")).parts
    base = "".join(f"{part}/" for part in parts)
    if ".." in parts or not (docs / base).is_dir():
        raise SettingsError(
            f"`chaguan: {{content: {stated}}}` in mkdocs.yml names no folder in {docs.name}/. "
            "Write its path from there."
        )
    return base
