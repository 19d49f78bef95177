"""What the home page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from chaguan.model import Block
from chaguan.render.html.excerpts import Body
from chaguan.render.html.page_context import PageContext

from .blocks import Piece, pieces
from .young_town import still_missing

USUAL: Final = (
    Block("scenes", 6),
    Block("upcoming", 5),
    Block("latest", 6),
    Block("faces", 12),
    Block("groups", 4),
)
"""What is shown below the words of an `index.md` that says nothing of blocks."""


@dataclass(frozen=True, slots=True)
class Home:
    """Who we are, what is on, what is new, faces, scenes."""

    name: str
    tagline: str
    has_own_heading: bool
    """The page's own words begin with one."""
    pieces: tuple[Piece, ...]
    missing: tuple[str, ...] = ()
    """What the town still lacks, in a preview."""


def home(view: PageContext, body: Body) -> Home:
    """What the home page of a language shows; `body` is its own text."""
    settings = view.community.settings
    own = body if body.pieces else Body(body.html, pieces=(*filter(None, (body.html,)), *USUAL))
    return Home(
        name=view.best(settings.name).text,
        tagline=view.best(settings.tagline).text,
        has_own_heading="<h1" in body.html,
        pieces=pieces(own, view, is_home=True),
        missing=still_missing(view, body),
    )
