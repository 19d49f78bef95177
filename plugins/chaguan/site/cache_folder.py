"""Where what is kept between runs lies: one file for everything."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from chaguan.build.store import Store

FOLDER: Final = Path(".cache", "chaguan")
"""Beside `mkdocs.yml` and the content folder; it may be deleted at any time."""
FILE: Final = "made.sqlite3"


def cache_folder(project: Path) -> Path:
    """The folder of what is kept for a project; `CHAGUAN_CACHE` names another."""
    return Path(os.environ.get("CHAGUAN_CACHE") or project / FOLDER)


def store_of(project: Path) -> Store:
    """The file in it."""
    return Store(cache_folder(project) / FILE)
