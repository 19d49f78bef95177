"""Bodies and beginnings of posts, readable on any page of the site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from chaguan.model import Block
from chaguan.model.frozen import dataclass
from chaguan.site.urls import Address

from .portable import absolute

ROOT: Final = "https://root.invalid/"
"""Stands for the site's root in HTML that is shown on several pages (RFC 2606, 2)."""
MORE: Final = re.compile(r"<!--\s*more\s*-->")
_TABLE: Final = re.compile(r"<table\b.*?</table>", re.DOTALL)
"""What is too wide for a beginning, and says nothing without its end."""
EARLY: Final = 20_000
"""Characters in which the first words are."""
LONGEST: Final = 180
"""Characters of a beginning that nobody marked."""
Pieces = tuple[str | Block, ...]
"""HTML and blocks in turn."""


@dataclass(frozen=True)
class Body:
    """A record's text as HTML."""

    html: str
    """Links lead from the record's own page."""
    excerpt: str = ""
    """What stands before the `more` mark; empty where nobody marked it."""
    pieces: Pieces = ()
    """The text with the blocks in it; empty where it has none."""

    def excerpt_from(self, page: Address) -> str:
        """The excerpt with links that lead from `ROOT`, without tables; `page` is its own."""
        if not self.excerpt:
            return ""
        from chaguan.render.text.plain import plain  # not where no page is made

        words = _TABLE.sub("", self.excerpt)
        return absolute(words, f"{ROOT}{page.url}") if plain(words) else ""

    @cached_property
    def line(self) -> str:
        """The first words, without markup; a table has none."""
        from chaguan.render.text.plain import plain

        html = _TABLE.sub("", self.html) if "<table" in self.html[:EARLY] else self.html
        return plain(html, LONGEST)


def seen_from(html: str, page: Address) -> str:
    """HTML whose links lead from `ROOT`, as it must be written on `page`."""
    up = "../" * page.path.count("/")
    root = up or "./"
    return html.replace(f'"{ROOT}', f'"{root}').replace(f", {ROOT}", f", {root}")


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
