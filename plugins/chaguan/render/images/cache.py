"""Pictures that were made before, by the content of their source."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from chaguan.build.entries import Entries

if TYPE_CHECKING:
    from .encode import MadeFile

_SUFFIXES: Final = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/svg+xml": ".svg",
    "image/webp": ".webp",
}


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file of a picture, in the cache."""

    key: str
    """Of the picture."""
    part: int
    """Which of its files."""
    role: str
    type: str
    width: int
    height: int
    length: int

    @property
    def suffix(self) -> str:
        return _SUFFIXES[self.type]


def key_of(raw: bytes, *, is_drawing: bool) -> str:
    """What decides the files made of `raw`, as 64 hexadecimal digits."""
    from .encode import RECIPE  # and with it Pillow, which a site without pictures never asks

    digest = sha256(f"{RECIPE} {is_drawing} ".encode())
    digest.update(raw)
    return digest.hexdigest()


class PictureCache:
    """The files of pictures; those that the store does not take are held for this run."""

    def __init__(self, entries: Entries) -> None:
        self._entries = entries
        self._held: dict[str, tuple[bytes, ...]] = {}

    def files(self, key: str) -> tuple[KeptFile, ...] | None:
        """Those of a picture; None where it has to be made, as nothing or only a part is there."""
        about, *lengths = self._sizes(key) or (0,)
        if not about:
            return None
        try:
            told = json.loads(self._part(key, 0))
            files = tuple(KeptFile(key, part, *each) for part, each in enumerate(told, 1))
            is_whole = [file.length for file in files] == lengths
            return files if is_whole and all(file.suffix for file in files) else None
        except (ValueError, KeyError, TypeError):
            return None

    def keep(self, key: str, files: Collection[MadeFile]) -> None:
        """Add a picture's files."""
        told = [(each.role, each.type, each.width, each.height, len(each.data)) for each in files]
        parts = (json.dumps(told).encode(), *(each.data for each in files))
        if not self._entries.put(key, parts):
            self._held[key] = parts

    def read(self, file: KeptFile) -> bytes:
        """What stands in a file. Raises LookupError where it has gone meanwhile."""
        return self._part(file.key, file.part)

    def tidy(self, used: Collection[str]) -> None:
        """Drop what was used the longest ago, if that is needed; but nothing `used`."""
        self._entries.tidy(used)

    def _sizes(self, key: str) -> Sequence[int]:
        if key in self._held:
            return [len(part) for part in self._held[key]]
        return self._entries.sizes(key)

    def _part(self, key: str, number: int) -> bytes:
        if key in self._held:
            return self._held[key][number]
        content = self._entries.part(key, number)
        if content is None:
            raise LookupError(f"the picture {key} is no longer in the cache")
        return content
