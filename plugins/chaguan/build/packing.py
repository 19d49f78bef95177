"""How contents are packed for the cache: zstandard, lightly (RFC 8878)."""

from __future__ import annotations

import threading
from typing import Final

import zstandard


class _Contexts(threading.local):
    """What packs and unpacks, made once in a thread: to make it takes as long as a small file."""

    def __init__(self) -> None:
        self.packing = zstandard.ZstdCompressor(level=1)
        self.unpacking = zstandard.ZstdDecompressor()


_CONTEXTS: Final = _Contexts()


def packed(content: bytes) -> bytes:
    """What is kept of a file."""
    return _CONTEXTS.packing.compress(content)


def unpacked(content: bytes) -> bytes:
    """The file of which that was kept."""
    return _CONTEXTS.unpacking.decompress(content)
