"""What is wrong with a picture, before anybody shows it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from chaguan.model import Position, Problem, error, warning
from chaguan.source.published_types import (
    DRAWING_BYTES,
    DRAWING_PARTS,
    DRAWINGS,
    LONGEST_SIDE,
    MOST_PIXELS,
    PHOTOGRAPHS,
    PICTURE_BYTES,
    PICTURES,
)

from .head import head_of
from .svg import NoDrawingError, drawing_of


def picture_problems(folder: Path, path: str) -> Iterator[Problem]:
    """PX101…PX108, of the file at `path` below `folder`; nothing of what is no picture."""
    suffix = os.path.splitext(path)[1].lower()
    if suffix in PICTURES | PHOTOGRAPHS:
        reader = _of_photograph
    elif suffix in DRAWINGS:
        reader = _of_drawing
    else:
        return
    try:
        yield from reader(folder, path, suffix in PICTURES)
    except OSError as failure:
        yield error("SR105", Position(path), reason=failure.strerror)


def _of_photograph(folder: Path, path: str, is_shown: bool) -> Iterator[Problem]:
    here = Position(path)
    with open(folder / path, "rb") as file:
        size = os.fstat(file.fileno()).st_size
        head = head_of(file)
    if head is None:
        if is_shown:
            yield warning("PX104", here)
        return
    if head.kind == "heif":
        yield warning("PX120", here)
    if head.has_position:
        yield warning("PX101", here)
    if not is_shown:
        return
    if size > PICTURE_BYTES:
        limit = PICTURE_BYTES // 1024**2
        yield warning("PX103", here, size=-(-size // 1024**2), limit=limit)
    if head.width * head.height > MOST_PIXELS or max(head.width, head.height) > LONGEST_SIDE:
        yield warning("PX102", here, width=head.width, height=head.height)
    elif head.kind != "heif" and not (head.is_whole and head.width and head.height):
        yield warning("PX105", here)


def _of_drawing(folder: Path, path: str, is_shown: bool) -> Iterator[Problem]:
    with open(folder / path, "rb") as file:
        raw = file.read(DRAWING_BYTES + 1)
    if len(raw) > DRAWING_BYTES:
        yield warning("PX103", Position(path), size=2, limit=DRAWING_BYTES // 1024**2)
        return
    try:
        drawing = drawing_of(raw)
    except NoDrawingError as failure:
        code = "PX108" if failure.is_too_much else "PX107"
        values = {"limit": DRAWING_PARTS} if failure.is_too_much else {}
        yield warning(code, Position(path, failure.line), **values)
        return
    for line, what in drawing.removed:
        yield warning("PX106", Position(path, line), seen=what)
