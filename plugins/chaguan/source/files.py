"""The files of a content folder, as text; what cannot be read is a problem, not an exception."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from chaguan.model import Problem, Spot, error, warning

TEXT_SUFFIXES: Final = (".md", ".yml", ".yaml")
LARGEST: Final = {".md": 512 * 1024, ".yml": 128 * 1024, ".yaml": 128 * 1024}
"""Bytes; a story as long as a novel's first part, and a record nobody writes by hand."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0080-\u0084\u0086-\u009f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the content folder."""

    path: str
    """Relative to the content folder, with forward slashes."""
    text: str | None = None
    """Its text, line ends as `\\n`, without a byte order mark; None for pictures and the like."""
    problems: tuple[Problem, ...] = ()


def files_of(folder: Path) -> Iterator[SourceFile]:
    """Every file below `folder`, sorted; hidden ones are left out."""
    for path in _walk(folder, ""):
        name = path.rpartition("/")[2]
        if (folder / path).is_symlink():
            yield SourceFile(path, problems=(error("SR104", Spot(path)),))
        elif not name.endswith(TEXT_SUFFIXES):
            yield SourceFile(path)
        else:
            yield _read(folder, path)


def _walk(folder: Path, below: str) -> Iterator[str]:
    with os.scandir(folder / below) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            path = f"{below}/{entry.name}" if below else entry.name
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(folder, path)
            elif entry.is_symlink() or entry.is_file(follow_symlinks=False):
                yield path


def _read(folder: Path, path: str) -> SourceFile:
    here = Spot(path)
    try:
        size = (folder / path).stat().st_size
        limit = LARGEST[Path(path).suffix]
        if size > limit:
            problem = error("SR102", here, size=size // 1024, limit=limit // 1024)
            return SourceFile(path, problems=(problem,))
        raw = (folder / path).read_bytes()
    except OSError as failure:
        return SourceFile(path, problems=(error("SR105", here, reason=failure.strerror),))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        before = raw[: failure.start].decode("utf-8", "replace")
        spot = _spot_at(path, before, len(before))
        byte = f"0x{raw[failure.start]:02x}"
        return SourceFile(path, problems=(error("SR101", spot, byte=byte),))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := _CONTROL.search(text):
        spot = _spot_at(path, text, found.start())
        code = f"U+{ord(found.group()):04X}"
        if path.endswith(".md"):  # a story is worth more than a stray form feed in it
            problem = warning("SR106", spot, character=code)
            return SourceFile(path, _CONTROL.sub(" ", text), (problem,))
        return SourceFile(path, problems=(error("SR103", spot, character=code),))
    return SourceFile(path, text)


def _spot_at(path: str, text: str, offset: int) -> Spot:
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return Spot(path, line, column)
