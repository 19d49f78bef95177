"""The folder of what is kept between builds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig

CACHE: Final = Path(".cache", "chaguan")
"""Beside `mkdocs.yml`; it may be deleted at any time. `CHAGUAN_CACHE` names another folder."""


def cache_of(config: MkDocsConfig) -> Path:
    """The folder of what is kept between builds."""
    elsewhere = os.environ.get("CHAGUAN_CACHE")
    return Path(elsewhere or Path(config.config_file_path or "mkdocs.yml").parent / CACHE)
