"""Cards that were drawn before, by what is on them; safe to delete at any time."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

import PIL

from .drawing import card
from .face import CardFace
from .fonts import fonts_for

MOST: Final = 5000
"""Cards that are kept; the least recently used go first."""


def key(face: CardFace) -> str:
    """Two cards with one key look alike: all that is drawn, the fonts, and what draws."""
    parts = [_hand(), PIL.__version__, *(font.key for font in fonts_for(face.language))]
    parts += [f"{each.name}={getattr(face, each.name)!r}" for each in fields(face)]
    return sha256("\n".join(parts).encode()).hexdigest()[:32]


@cache
def _hand() -> str:
    """The code that draws, so that none who changes it has to think of the kept cards."""
    here = sorted(Path(__file__).parent.glob("*.py"))
    return sha256(b"".join(path.read_bytes() for path in here)).hexdigest()


def kept_card(face: CardFace, folder: Path) -> bytes:
    """The card, drawn if it is not in `folder`; a folder that cannot be written is no matter."""
    file = folder / f"{key(face)}.png"
    try:
        content = file.read_bytes()
        if content.endswith(b"IEND\xaeB`\x82"):
            os.utime(file)
            return content
    except OSError:
        pass
    content = card(face)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=folder, suffix=".new", delete=False) as temporary:
            temporary.write(content)
        Path(temporary.name).replace(file)
    except OSError:
        pass
    return content


def tidy(folder: Path, most: int = MOST) -> None:
    """Let go of the cards that were not asked for in the longest time."""
    for path in _surplus(folder.glob("*.png"), most):
        path.unlink(missing_ok=True)


def _surplus(paths: Iterable[Path], most: int) -> list[Path]:
    found = list(paths)
    if len(found) <= most:
        return []
    return sorted(found, key=lambda path: (-path.stat().st_mtime_ns, path.name))[most:]
