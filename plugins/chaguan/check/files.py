"""Rules over files that are no records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from chaguan.model import Problem, Spot, warning
from chaguan.source import is_harmless

READ = (".md", ".yml", ".yaml")
"""What is read, and never published as it is."""


def every_file_is_harmless(files: Iterable[str]) -> Iterator[Problem]:
    """FL101, FL102: a page or script published as it is would run in every reader's browser."""
    for path in sorted(files):
        suffix = PurePosixPath(path).suffix.lower()
        if suffix in READ or is_harmless(path):
            continue
        code = "FL102" if suffix == ".svg" else "FL101"
        yield warning(code, Spot(path), seen=suffix or PurePosixPath(path).name)
