"""Where what is kept between runs lies: one file for everything."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Final

from chaguan.build.fingerprints import digest
from chaguan.build.store import Store

FOLDER: Final = Path(".cache", "chaguan")
"""Beside `mkdocs.yml` and the content folder; it may be deleted at any time."""
FILE: Final = "made.sqlite3"


def cache_folder(project: Path) -> Path:
    """The folder of what is kept for a project; `CHAGUAN_CACHE` names another."""
    return Path(os.environ.get("CHAGUAN_CACHE") or project / FOLDER)


def own_folder(name: str) -> str | None:
    """A folder in the one that `CHAGUAN_CACHE` names, for its owner alone; None without that."""
    chosen = os.environ.get("CHAGUAN_CACHE")
    if not chosen:
        return None
    folder = Path(chosen, name)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return str(folder)


def store_of(project: Path) -> Store:
    """The file in it."""
    return Store(cache_folder(project) / FILE)


@cache
def code_digest() -> bytes:
    """A digest of every file of this package: with another, nothing is as it was."""
    return digest(*contents(Path(str(files("chaguan")))))


def contents(folder: Path) -> Iterator[str | bytes]:
    """The path and the content of every file of a folder, also where links lead."""
    been = set()
    for root, folders, names in os.walk(folder, followlinks=True):
        been.add(os.path.realpath(root))
        inside = sorted(each for each in folders if each != "__pycache__")
        folders[:] = [each for each in inside if os.path.realpath(Path(root, each)) not in been]
        for name in sorted(names):
            file = Path(root, name)
            yield str(file.relative_to(folder))
            yield file.read_bytes()


def versions_of(programs: Iterable[str]) -> Iterator[str]:
    """The name of each program and its version, which is empty where it is not installed."""
    for name in programs:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"{name} "
