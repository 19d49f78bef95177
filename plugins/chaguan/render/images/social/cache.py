"""Cards that were drawn before, by what is on them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final

from chaguan.build.entries import Entries

from .face import CardFace
from .fonts import fonts_for

LARGEST: Final = 256 * 1024**2
"""Bytes of kept cards: some 5,000."""


def key(face: CardFace) -> str:
    """Two cards with one key look alike: all that is drawn, the fonts, and what draws."""
    parts = [_hand(), *(font.key for font in fonts_for(face.language))]
    parts += [f"{each.name}={getattr(face, each.name)!r}" for each in fields(face)]
    return sha256("\n".join(parts).encode()).hexdigest()[:32]


@cache
def _hand() -> str:
    """A digest of the code that draws: what other code drew is drawn again."""
    here = sorted(Path(__file__).parent.glob("*.py"))
    code = b"".join(path.read_bytes() for path in here)
    return f"{sha256(code).hexdigest()}\n{version('pillow')}"


def drawn(faces: Sequence[CardFace], entries: Entries) -> Iterator[bytes]:
    """The card of each face, drawn if it is not kept; by threads, for most of it is not Python."""
    keys = [key(face) for face in faces]
    found = [entries.part(each, 0) for each in keys]
    missing = [face for face, content in zip(faces, found, strict=True) if not _is_whole(content)]
    if not missing:
        yield from (content or b"" for content in found)
        return
    from .drawing import card  # and with it Pillow

    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as threads:
        fresh = threads.map(card, missing)
        for each, content in zip(keys, found, strict=True):
            if content is None or not _is_whole(content):
                content = next(fresh)
                entries.put(each, (content,))
            yield content
    entries.tidy(keys, LARGEST)


def _is_whole(content: bytes | None) -> bool:
    return content is not None and content.endswith(b"IEND\xaeB`\x82")
