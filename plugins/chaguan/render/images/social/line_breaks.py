"""Where lines break: between words, and between any two 漢字 but not before a comma."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

NEVER_FIRST: Final = (
    "。，、．：；！？」』）》〉】〕］｝…—～·‧’”!?,.:;)]}%％ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
"""May not begin a line (W3C, Requirements for Chinese Text Layout, 3.1.3)."""
NEVER_LAST: Final = "「『（《〈【〔［｛‘“([{"
"""May not end a line."""
_PIECES: Final = re.compile(r"\s+|[\u2e80-\U0003ffff]|[^\s\u2e80-\U0003ffff]+")

Measure = Callable[[str], float]
"""The width of a text, in pixels."""


def wrapped(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """The text in as few lines of `width` as it takes, of about the same length."""
    pieces = tuple(_pieces(text, width, measure))
    lines = _filled(pieces, width, measure)
    least, most = width / 2, width
    while len(lines) > 1 and most - least > 8:
        middle = (least + most) / 2
        if len(_filled(pieces, middle, measure)) == len(lines):
            most = middle
        else:
            least = middle
    return _filled(pieces, most, measure) if len(lines) > 1 else lines


def shortened(lines: tuple[str, ...], most: int, width: float, measure: Measure) -> tuple[str, ...]:
    """At most so many lines; the last ends in an ellipsis where more was to come."""
    if len(lines) <= most:
        return lines
    return (*lines[: most - 1], cut(" ".join(lines[most - 1 :]), width, measure, is_cut=True))


def cut(text: str, width: float, measure: Measure, *, is_cut: bool = False) -> str:
    """The text on one line of `width`, with an ellipsis where it does not fit."""
    if not is_cut and measure(text) <= width:
        return text
    while text and measure(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip(NEVER_FIRST + NEVER_LAST + ' ')}…"


def _is_wide(letter: str) -> bool:
    return "\u2e80" <= letter <= "\U0003ffff"


def _pieces(text: str, width: float, measure: Measure) -> Iterator[str]:
    """What may not be broken, each with the space before it."""
    piece = space = ""
    for found in _PIECES.findall(" ".join(text.split())):
        if found == " ":
            if piece:
                yield piece
            piece, space = "", " "
            continue
        glued = piece and (
            found[0] in NEVER_FIRST
            or piece[-1] in NEVER_LAST
            or not (_is_wide(found[0]) or _is_wide(piece[-1]))
        )
        if glued:
            piece += found
        else:
            if piece:
                yield piece
            piece, space = space + found, ""
        while measure(piece.strip()) > width:
            room = next(n for n in range(len(piece), 0, -1) if n == 1 or measure(piece[:n]) < width)
            yield piece[:room]
            piece = piece[room:]
    if piece:
        yield piece


def _filled(pieces: tuple[str, ...], width: float, measure: Measure) -> tuple[str, ...]:
    lines: list[str] = []
    line, used = "", 0.0
    for piece in pieces:
        wide = measure(piece)
        if line and used + wide > width:
            lines.append(line.strip())
            piece = piece.lstrip()
            line, used = piece, measure(piece)
        else:
            line, used = line + piece, used + wide
    return (*lines, line.strip()) if line.strip() else tuple(lines)
