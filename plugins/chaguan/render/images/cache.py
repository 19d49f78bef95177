"""Pictures that were made before, by the content of their source; safe to delete at any time."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from .encode import RECIPE, MadeFile

LARGEST: Final = 1024**3
"""Bytes; above it, what this build did not use goes, the longest unused first."""
_ABOUT: Final = "about.json"
_SUFFIXES: Final = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/svg+xml": ".svg",
    "image/webp": ".webp",
}


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file of a picture, in the cache."""

    role: str
    type: str
    width: int
    height: int
    length: int
    path: Path

    @property
    def suffix(self) -> str:
        return _SUFFIXES[self.type]


def key_of(raw: bytes, *, is_drawing: bool) -> str:
    """What decides the files made of `raw`, as 64 hexadecimal digits."""
    digest = sha256(f"{RECIPE} {is_drawing} ".encode())
    digest.update(raw)
    return digest.hexdigest()


def kept(folder: Path, key: str) -> tuple[KeptFile, ...] | None:
    """The files of a picture; None where it has to be made, as nothing or only a part is there."""
    place = folder / key
    try:
        told = json.loads((place / _ABOUT).read_text(encoding="utf-8"))
        files = tuple(
            KeptFile(
                each["role"],
                each["type"],
                each["width"],
                each["height"],
                each["length"],
                place / each["name"],
            )
            for each in told
        )
        if any(each.path.stat().st_size != each.length for each in files) or not files:
            return None
        os.utime(place)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return files


def keep(folder: Path, key: str, files: Collection[MadeFile]) -> None:
    """Write a picture's files; all of them are there at once, or none. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix="new-", dir=folder))
    told = []
    for number, file in enumerate(files):
        name = f"{number}{_SUFFIXES[file.type]}"
        (draft / name).write_bytes(file.data)
        told.append(
            {
                "name": name,
                "role": file.role,
                "type": file.type,
                "width": file.width,
                "height": file.height,
                "length": len(file.data),
            }
        )
    (draft / _ABOUT).write_text(json.dumps(told), encoding="utf-8")
    place = folder / key
    try:
        draft.rename(place)
    except OSError:  # another build was quicker, or what is there is broken
        if kept(folder, key) is None:
            shutil.rmtree(place, ignore_errors=True)
            draft.rename(place)
        else:
            shutil.rmtree(draft)


def tidy(folder: Path, used: Collection[str], largest: int = LARGEST) -> None:
    """Drop what was not used, the longest unused first, until the cache is below `largest`."""
    if not folder.is_dir():
        return
    entries = []
    for place in folder.iterdir():
        size = sum(file.stat().st_size for file in place.iterdir()) if place.is_dir() else 0
        entries.append((place.stat().st_mtime, place, size))
    total = sum(size for _, _, size in entries)
    for _, place, size in sorted(entries):
        if total <= largest:
            return
        if place.name not in used and place.is_dir():
            shutil.rmtree(place, ignore_errors=True)
            total -= size
