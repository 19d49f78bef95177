"""The site of a town that is drawn in files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from chaguan.load import load
from chaguan.site.images import NO_PICTURES
from chaguan.site.site import Site
from chaguan.source import Log


def site_of(folder: Path, files: Mapping[str, str]) -> Site:
    """The site of these files, written to a folder, on a day in November 2026."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return Site(
        loaded=load(folder, name="A town", language="en"),
        now=datetime(2026, 11, 25, 4, tzinfo=UTC),
        site_url="https://town.example/",
        own_files=frozenset(),
        shown_by_theme=frozenset(),
        pictures=lambda: NO_PICTURES,
        log=Log,
    )
