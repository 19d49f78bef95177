"""A text in pieces: HTML, and the lists that stand between."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chaguan.model import Block

Pieces = tuple[str | Block, ...]
"""HTML and blocks in turn."""


def in_pieces(html: str, mark: str, blocks: Sequence[Block]) -> Pieces:
    """`html` cut where a paragraph holds nothing but `mark` and the number of a block.

    A mark that stands otherwise, such as in a footnote, goes away.
    """
    if mark not in html:  # a pattern for nearly every text would be compiled for nothing
        return (whole,) if (whole := html.strip()) else ()
    found: list[str | Block] = []
    for number, part in enumerate(re.split(rf"<p>{mark}n(\d+)z</p>", html)):
        if number % 2:
            found.append(blocks[int(part)])
        elif clean := re.sub(rf"{mark}n\d+z", "", part).strip():
            found.append(clean)
    return tuple(found)


def without_blocks(pieces: Pieces) -> str:
    """The HTML alone, as feeds, excerpts and the search get it."""
    return "\n".join(piece for piece in pieces if isinstance(piece, str))
