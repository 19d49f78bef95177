"""Which files of a site one build changed."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it stood."""

    digest: bytes
    size: int
    written: int
    """When, in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a build did to a site that was there."""

    files: int
    """How many files have other bytes, are new or are gone: what an upload moves."""
    bytes: int
    """How long the changed and new ones are."""
    rewritten: int
    """How many files were written, also with the bytes that they had."""


def seen(site: Path) -> dict[str, Seen]:
    """Every file of a site."""
    return {
        str(file.relative_to(site)): _seen(file)
        for file in sorted(site.rglob("*"))
        if file.is_file() and not file.name.startswith(".")
    }


def change(before: dict[str, Seen], after: dict[str, Seen]) -> Change:
    """What happened between two looks."""
    other = [
        path
        for path, file in after.items()
        if path not in before or before[path].digest != file.digest
    ]
    return Change(
        files=len(other) + len(before.keys() - after.keys()),
        bytes=sum(after[path].size for path in other),
        rewritten=sum(before.get(path) != file for path, file in after.items()),
    )


def _seen(file: Path) -> Seen:
    content, found = file.read_bytes(), file.stat()
    return Seen(blake2b(content, digest_size=16).digest(), found.st_size, found.st_mtime_ns)
