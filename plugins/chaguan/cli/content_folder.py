"""Which folder is the community's content, and in whose site it is a guest."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from chaguan.load import FOLDERS

NAMES: Final = ("content", "docs")
"""Where to look when nothing is said."""

SETTINGS: Final = ("mkdocs.yml", "mkdocs.yaml")
_DOCS: Final = re.compile(r"^docs_dir:[ \t]*[\"']?([^\"'#\n]+?)[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)


def content_folder(stated: Path | None, paths: tuple[Path, ...]) -> Path | None:
    """The folder stated, else the one that holds the first path, else `content` here or around.

    In a site of others it is a folder among their pages, the only one with a `community.yml`.
    None where there is no such folder.
    """
    if stated is not None:
        return stated if stated.is_dir() else None
    for path in paths:
        around = (path.resolve(), *path.resolve().parents)
        for folder in around:
            if (folder / "community.yml").is_file():
                return folder
        for folder in around:
            if folder.name in FOLDERS and folder.parent.name in NAMES:
                return folder.parent
        if path.is_dir():
            within = (path / name for name in NAMES)
            return next((each for each in within if each.is_dir()), path)
    candidates = (Path(), *(Path(name) for name in NAMES))
    for each in (*candidates, *Path.cwd().parents):
        if (each / "community.yml").is_file():
            return each
    guests = [each.parent for name in NAMES for each in Path(name).glob("*/community.yml")]
    if len(guests) == 1:
        return guests[0]
    return next((Path(name) for name in NAMES if Path(name).is_dir()), None)


def docs_around(content: Path) -> Path | None:
    """The folder of the site's pages that holds the content folder; None where it is all of it.

    The nearest `mkdocs.yml` above decides. Only its one line is read: the file may name Python
    objects, which nobody here makes.
    """
    here = content.resolve()
    for folder in here.parents:
        for name in SETTINGS:
            try:
                text = (folder / name).read_text(encoding="utf-8", errors="replace")
            except OSError:  # there is none, or it is nobody's business
                continue
            found = _DOCS.search(text)
            docs = (folder / (found[1] if found else "docs")).resolve()
            return docs if docs in here.parents else None
    return None
