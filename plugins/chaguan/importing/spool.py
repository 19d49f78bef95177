"""Texts that wait on disk: ten thousand stories are more than memory should hold."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, MutableMapping
from tempfile import SpooledTemporaryFile
from typing import Final

SMALL: Final = 4 * 1024 * 1024
"""Bytes that stay in memory before a file is made."""


class Spool(MutableMapping[str, str]):
    """Texts by name, in the order in which they came; what is taken out leaves a gap."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile[bytes](max_size=SMALL)
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0
        weakref.finalize(self, self._file.close)

    def __setitem__(self, name: str, text: str) -> None:
        raw = text.encode(errors="replace")
        self._file.seek(self._end)
        self._file.write(raw)
        self._places[name] = (self._end, len(raw))
        self._end += len(raw)

    def __getitem__(self, name: str) -> str:
        begin, size = self._places[name]
        self._file.seek(begin)
        return self._file.read(size).decode()

    def __delitem__(self, name: str) -> None:
        del self._places[name]

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
