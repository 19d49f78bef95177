"""A file that is read a piece at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

_BLOCK: Final = 1 << 20


class Pieces:
    """Bytes by their position; only those that are asked for are read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = file.seek(0, 2)

    def at(self, start: int, length: int) -> bytes:
        """The bytes from `start` on; fewer than `length` where the file ends."""
        self._file.seek(start)
        return self._file.read(max(0, length))

    def number(self, start: int, length: int) -> int:
        """The big-endian number at `start`."""
        return int.from_bytes(self.at(start, length), "big")

    def find_all(self, mark: bytes, start: int = 0) -> Iterator[int]:
        """Every position of `mark`, in order."""
        while start < self.size:
            block = self.at(start, _BLOCK + len(mark) - 1)
            found = block.find(mark)
            while found >= 0:
                yield start + found
                found = block.find(mark, found + 1)
            start += _BLOCK

    def has(self, mark: bytes, start: int = 0) -> bool:
        """Whether `mark` stands anywhere behind `start`; its end is looked at first."""
        tail = max(start, self.size - 4096)
        return mark in self.at(tail, 4096) or any(True for _ in self.find_all(mark, start))
